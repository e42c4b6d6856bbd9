package org.widelimit.verification.derive.inequality;

import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.claim.Affine;
import org.widelimit.verification.claim.SpectralNames;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.linear.SpectralCalculus;

/**
 * Inequalities between numbers that one symmetric matrix makes of vectors, or that are its traces:
 * a sum over eigenvalues has the sign that every summand has.
 *
 * <p>A condition on the largest eigenvalue holds for each of them if it asks for no more than that
 * it be small.
 */
final class SpectralInequality {

  private static final String SUM = "which has the sign that all its summands have";

  private static final String LARGEST_TERM =
      "whose summands have one sign, as it has with that of the largest eigenvalue alone";

  private final Subject subject;
  private final SpectralCalculus calculus;

  SpectralInequality(Subject subject) {
    this.subject = subject;
    this.calculus = new SpectralCalculus(subject.theorem());
  }

  /**
   * Returns the sign of a number.
   *
   * @param difference a formula in vectors and one symmetric matrix
   * @param assumptions what is assumed of the numbers in it, and of eigenvalues and components
   * @param steps receives the proof of a sign that is known
   * @throws SpectralCalculus.NotSpectralException if it is no number, or in two matrices
   */
  Sign sign(Expr difference, Assumptions assumptions, List<ProofStep> steps) {
    SpectralCalculus.Value value = calculus.reduce(difference);
    if (value.kind() != SpectralCalculus.Kind.NUMBER) {
      throw new SpectralCalculus.NotSpectralException("vectors and matrices have no order");
    }
    Assumptions known = withConditions(assumptions);
    Expr plain = value.plain();
    Sign inside = SignCases.of(value.part(), known);
    if (plain.isInteger(0)) {
      return explained(difference, value.part(), inside, SUM, steps);
    }
    Sign sign = SignCases.of(plain, known).plus(inside);
    if (sign != Sign.UNKNOWN) {
      return explained(difference, Expressions.plus(plain, value.part()), sign, SUM, steps);
    }
    Expr spread = Expressions.plus(Expressions.divide(plain, SpectralNames.SIZE), value.part());
    sign = SignCases.of(spread, known);
    if (sign != Sign.UNKNOWN) {
      return explained(difference, spread, sign, SUM, steps);
    }
    Expr atLargest =
        Expressions.plus(plain, value.part().substitute(eigenvalue().name(), largest()));
    sign = SignCases.of(atLargest, known);
    return inside.plus(sign) == Sign.UNKNOWN
        ? Sign.UNKNOWN
        : explained(difference, atLargest, sign, LARGEST_TERM, steps);
  }

  private Sign explained(
      Expr difference, Expr formula, Sign sign, String because, List<ProofStep> steps) {
    if (sign != Sign.UNKNOWN) {
      steps.add(
          SignSteps.statement(
              "spectral theorem",
              SignSteps.relation(difference, sign),
              "in a basis of eigenvectors of "
                  + calculus.matrix().orElse("the matrix")
                  + " it is a sum over eigenvalues, "
                  + because));
      steps.add(SignSteps.of(formula, sign));
    }
    return sign;
  }

  private Sym eigenvalue() {
    return Expressions.sym(SpectralNames.eigenvalueOf(calculus.matrix().orElse("")));
  }

  private Sym largest() {
    return Expressions.sym(SpectralNames.largestOf(calculus.matrix().orElse("")));
  }

  private Assumptions withConditions(Assumptions assumptions) {
    Sym eigenvalue = eigenvalue();
    Sym largest = largest();
    Assumptions known =
        assumptions
            .with(largest.name(), assumptions.domain(eigenvalue.name()))
            .with(Expressions.call("LessEqual", eigenvalue, largest));
    for (Expr condition : subject.claim().where()) {
      for (Expr part : condition.conjuncts()) {
        Optional<Expr> plain = calculus.condition(part);
        if (plain.isPresent()) {
          known = known.with(plain.get());
          Optional<Expr> ofEach = ofEach(plain.get(), eigenvalue, largest, known);
          known = ofEach.isPresent() ? known.with(ofEach.get()) : known;
        }
      }
    }
    return known;
  }

  /** The condition on any eigenvalue that follows from one on the largest. */
  private static Optional<Expr> ofEach(
      Expr condition, Sym eigenvalue, Sym largest, Assumptions known) {
    if (!(condition instanceof Call call)
        || call.arity() != 2
        || !condition.symbols().contains(largest.name())) {
      return Optional.empty();
    }
    Optional<Relation> relation = call.headName().flatMap(Relation::ofHead);
    if (relation.isEmpty()) {
      return Optional.empty();
    }
    Expr excess =
        relation.get().isRising()
            ? Expressions.minus(call.arg(0), call.arg(1))
            : Expressions.minus(call.arg(1), call.arg(0));
    return Affine.of(excess, largest)
        .filter(affine -> new SignDecider(known).of(affine.slope()).isNonnegative())
        .map(affine -> condition.substitute(largest.name(), eigenvalue));
  }
}
