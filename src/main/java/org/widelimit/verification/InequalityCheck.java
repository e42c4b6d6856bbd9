package org.widelimit.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Relation;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;
import org.widelimit.verification.Controls.Mutant;
import org.widelimit.verification.Evidence.Agreement;
import org.widelimit.verification.Evidence.Point;
import org.widelimit.verification.Evidence.Witness;

/**
 * Inequalities: a proof of the sign of the difference ({@link InequalityProof}), and a search for a
 * violation over admissible points. A point counts for the claim where the sides are apart by more
 * than their errors, or equal within them under {@code <=}.
 */
final class InequalityCheck {

  private static final int SAMPLE = 8;

  private final Subject subject;

  InequalityCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(InequalityClaim claim) {
    List<Evidence> evidence = new ArrayList<>();
    if (subject.climbs(Rung.DERIVE)) {
      evidence.add(new InequalityProof(subject).derive(claim));
    }
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(evidence, Controls.NONE, null);
    }
    TrialSource source = TrialSource.of(subject, claim.sides());
    Integration integration =
        new Integration(
            source, claim.discrepancy(), subject.streams(), subject.options().budget().points());
    Evidence.Integrated seen = examine(claim, integration.trials());
    if (seen.points() == 0) {
      source.requireTime();
    }
    evidence.add(seen);
    if (seen.witness() != null || seen.points() == 0) {
      return new Findings(evidence, Controls.NONE, null);
    }
    return new Findings(evidence, controls(claim, integration.trials()), null);
  }

  private static Evidence.Integrated examine(InequalityClaim claim, List<Trial> trials) {
    List<Point> points = new ArrayList<>();
    int undefined = 0;
    int undecided = 0;
    int counted = 0;
    Witness witness = null;
    Point closest = null;
    for (Trial trial : trials) {
      Point point = at(claim.sides(), claim.relations(), trial);
      points.add(point);
      switch (point.agreement()) {
        case DIFFER -> {
          counted++;
          if (witness == null) {
            witness =
                new Witness(
                    point.values(), point.left(), point.right(), point.error(), trial.setting());
          }
        }
        case AGREE -> {
          counted++;
          if (closest == null || gap(point) < gap(closest)) {
            closest = point;
          }
        }
        case UNDECIDED -> undecided++;
        case UNDEFINED -> undefined++;
      }
    }
    return new Evidence.Integrated(
        counted,
        undefined,
        undecided,
        Double.NaN,
        Double.NaN,
        witness,
        points.stream()
            .sorted(Comparator.comparing(point -> point.agreement() == Agreement.AGREE))
            .limit(SAMPLE)
            .toList(),
        summary(witness, closest, counted));
  }

  private static String summary(@Nullable Witness witness, @Nullable Point closest, int counted) {
    if (witness != null) {
      return String.format(
          Locale.ROOT,
          "violated: the left side is %.6g and the right side %.6g at one of %d points",
          witness.left(),
          witness.right(),
          counted);
    }
    if (closest == null) {
      return "no point decides the inequality";
    }
    double apart = Math.abs(closest.left() - closest.right());
    boolean equal = apart <= closest.error();
    return "holds at all "
        + counted
        + " points; at the closest "
        + (equal
            ? String.format(Locale.ROOT, "both sides are %.6g", closest.left())
            : String.format(
                    Locale.ROOT,
                    "the left side is %.6g and the right side %.6g",
                    closest.left(),
                    closest.right())
                + (closest.left() == 0 || closest.right() == 0
                    ? ""
                    : String.format(Locale.ROOT, ", %.2g %% apart", 100 * gap(closest))));
  }

  /** How far apart the sides are: relative to the larger one, or as they are beside a zero. */
  private static double gap(Point point) {
    double size = Math.max(Math.abs(point.left()), Math.abs(point.right()));
    double apart = Math.abs(point.left() - point.right());
    return point.left() == 0 || point.right() == 0 ? apart : apart / size;
  }

  /** Returns the first pair of neighbours that fails, or else the closest pair. */
  private static Point at(List<Expr> sides, List<Relation> relations, Trial trial) {
    Point shown = new Point(trial.values(), Double.NaN, Double.NaN, Double.NaN, Agreement.AGREE);
    try {
      for (int i = 0; i < relations.size(); i++) {
        Quantity left = trial.evaluator().evaluate(sides.get(i));
        Quantity right = trial.evaluator().evaluate(sides.get(i + 1));
        Point pair = pair(left, right, relations.get(i), trial);
        if (pair.agreement() != Agreement.AGREE) {
          return pair;
        }
        shown = i == 0 || gap(pair) < gap(shown) ? pair : shown;
      }
    } catch (UndefinedValueException undefined) {
      return Point.undefined(trial.values(), undefined);
    }
    return shown;
  }

  private static Point pair(Quantity left, Quantity right, Relation relation, Trial trial) {
    double error = left.error() + right.error();
    double gap = right.value() - left.value();
    double claimed = relation.isRising() ? gap : -gap;
    boolean strict = relation.isStrict();
    Agreement agreement =
        claimed > error
            ? Agreement.AGREE
            : claimed < -error || (strict && claimed == 0 && error == 0)
                ? Agreement.DIFFER
                : strict ? Agreement.UNDECIDED : Agreement.AGREE;
    return new Point(trial.values(), left.value(), right.value(), error, agreement);
  }

  /** The reversed relation, and every side negated, must be refuted. */
  private static Controls controls(InequalityClaim claim, List<Trial> trials) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < claim.relations().size(); i++) {
      Relation reversed = claim.relations().get(i).isRising() ? Relation.GREATER : Relation.LESS;
      List<Expr> pair = claim.sides().subList(i, i + 2);
      boolean killed =
          trials.stream()
              .anyMatch(t -> at(pair, List.of(reversed), t).agreement() == Agreement.DIFFER);
      mutants.add(
          new Mutant(
              "reversed relation",
              WolframWriter.write(pair.get(0))
                  + " "
                  + reversed.operator()
                  + " "
                  + WolframWriter.write(pair.get(1)),
              killed,
              false));
    }
    return Controls.of(mutants);
  }
}
