package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.widelimit.algebra.Abbreviation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.TowerVariable.Kind;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.budget.RandomChoices;

/**
 * Makes abbreviations variables of a tower: where {@code k = A + B theta} with an arctangent theta,
 * say, theta is written {@code (k - A)/B} from then on.
 *
 * <p>That is what keeps formulas of nested kernels small: whatever was made of A, B and theta is a
 * polynomial in k alone. Nothing is lost or gained by it, as it solves an equation between the same
 * quantities; B must not vanish identically, for which it is evaluated at a point: an analytic
 * function that is not 0 at one point is 0 on a thin set only, and there the quotient's own
 * continuity decides.
 */
final class Elimination {

  private static final int ATTEMPTS = 8;
  private static final int DIGITS = 20;

  private final TowerReader reader;
  private final Assumptions assumptions;
  private final List<Abbreviation> abbreviations;

  /**
   * Creates an elimination.
   *
   * @param assumptions those of the formula's own symbols
   */
  Elimination(TowerReader reader, Assumptions assumptions, List<Abbreviation> abbreviations) {
    this.reader = reader;
    this.assumptions = assumptions;
    this.abbreviations = abbreviations;
  }

  /** Puts in the abbreviations one after the other, and returns a step for each that served. */
  List<ProofStep> apply() {
    List<ProofStep> steps = new ArrayList<>();
    for (Abbreviation abbreviation : abbreviations) {
      try {
        introduce(abbreviation).ifPresent(steps::add);
      } catch (UndecidedException | CaseNeededException unread) {
        // A name less: the formula itself is read as it stands.
        reader.tower().deadline().check();
      }
    }
    return steps;
  }

  private Optional<ProofStep> introduce(Abbreviation abbreviation) {
    Tower tower = reader.tower();
    Ratio meaning = reader.read(abbreviation.meaning());
    if (abbreviation.kind() == Abbreviation.Kind.FACTOR) {
      reader.name(meaning, reader.read(abbreviation.name()));
      return Optional.of(step(abbreviation, "."));
    }
    for (int i = tower.variables().size() - 1; i >= 0; i--) {
      if (isLinear(meaning, i)) {
        MultivariatePolynomial<Rational<BigInteger>> slope =
            meaning.numerator().coefficientOf(i, 1);
        if (isNotZero(tower.toExpr(slope))) {
          Ratio name = reader.read(abbreviation.name());
          Ratio rest =
              tower.subtract(
                  tower.multiply(name, tower.ratioOf(meaning.denominator())),
                  tower.ratioOf(meaning.numerator().coefficientOf(i, 0)));
          Ratio value = tower.divide(rest, tower.ratioOf(slope));
          tower.write(i, value);
          reader.forget();
          String solved =
              ", and by it %s == %s."
                  .formatted(
                      WolframWriter.write(tower.variable(i).meaning()),
                      WolframWriter.write(tower.toExpr(value)));
          return Optional.of(step(abbreviation, solved));
        }
      }
    }
    return Optional.empty();
  }

  private static ProofStep step(Abbreviation abbreviation, String more) {
    return new ProofStep(
        "abbreviation",
        abbreviation.meaning(),
        abbreviation.name(),
        "The " + abbreviation.title() + " is written " + abbreviation.name().name() + more);
  }

  /**
   * Whether the variable can be solved for: it occurs in the quotient's numerator once, and in no
   * root.
   */
  private boolean isLinear(Ratio ratio, int index) {
    Tower tower = reader.tower();
    TowerVariable variable = tower.variable(index);
    return isSolvedFor(variable.kind())
        && ratio.numerator().degree(index) == 1
        && ratio.denominator().degree(index) == 0
        && !tower.isInUse(index);
  }

  private static boolean isSolvedFor(Kind kind) {
    return switch (kind) {
      case ARC_TANGENT, LOGARITHM, ERROR_FUNCTION, BIVARIATE_NORMAL -> true;
      case SYMBOL, PI, ROOT, EXPONENTIAL, COSINE, SINE, OPAQUE -> false;
    };
  }

  private boolean isNotZero(Expr expr) {
    Expr writtenOut = Abbreviation.writtenOut(expr, abbreviations);
    SplittableRandom random = RandomChoices.generator("elimination");
    for (int i = 0; i < ATTEMPTS; i++) {
      reader.tower().deadline().check();
      boolean nonzero =
          AdmissiblePoints.sample(assumptions, writtenOut.symbols(), random)
              .flatMap(point -> HighPrecision.glance(writtenOut, point, DIGITS))
              .map(HighPrecision.Estimate::isNonzero)
              .orElse(false);
      if (nonzero) {
        return true;
      }
    }
    return false;
  }
}
