package org.widelimit.verification.trial;

import java.util.Comparator;
import java.util.Optional;
import org.widelimit.numeric.Grade;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Precise;
import org.widelimit.verification.verdict.Evidence.Witness;

/**
 * An equality at a point, in doubles and, where it can be, to many digits.
 *
 * @param comparison what doubles say
 * @param precise the sides to many digits; empty where doubles are certain that they differ
 * @param discrepancy the relative error that must be seen
 */
public record Seen(
    Equality equality,
    Trial trial,
    Equality.Comparison comparison,
    Optional<Precise> precise,
    double discrepancy) {

  /** Witnesses in the order in which they are shown: certain ones, small and clear. */
  static final Comparator<Seen> MOST_TELLING =
      Comparator.comparing(Seen::grade)
          .thenComparing(Seen::isExact)
          .thenComparing(seen -> seen.trial().size())
          .thenComparing(seen -> seen.relativeDifference() == Double.POSITIVE_INFINITY)
          .thenComparing(seen -> -seen.relativeDifference());

  /** Returns what is known of the sides. */
  Agreement agreement() {
    if (precise.isEmpty()) {
      return comparison.agreement();
    }
    Precise sides = precise.get();
    if (sides.differs()) {
      return Agreement.DIFFER;
    }
    boolean told =
        sides.error().signum() == 0 || PreciseExamination.relativeBound(sides) <= discrepancy / 4;
    return told && !sides.derived() ? Agreement.AGREE : comparison.agreement();
  }

  /** Returns whether the verdict on the point is that of many digits. */
  boolean isExact() {
    return precise.isPresent()
        && (precise.get().differs()
            || (!precise.get().derived() && agreement() == Agreement.AGREE));
  }

  /** Returns what the bound on the error is worth. */
  Grade grade() {
    return isExact() ? Grade.RIGOROUS : comparison.grade();
  }

  double relativeDifference() {
    return isExact()
        ? PreciseExamination.relativeDifference(precise.orElseThrow())
        : comparison.relativeDifference();
  }

  double relativeBound() {
    return isExact()
        ? PreciseExamination.relativeBound(precise.orElseThrow())
        : comparison.relativeBound();
  }

  /** Returns how much it weighs beside other equalities at the same point. */
  int rank() {
    return switch (agreement()) {
      case AGREE -> 0;
      case UNDECIDED -> 1;
      case UNDEFINED -> 2;
      case DIFFER -> 3;
    };
  }

  /** Returns the line of the report. */
  Point point() {
    boolean exact = isExact();
    return new Point(
        trial.values(),
        exact ? precise.orElseThrow().left().doubleValue() : comparison.left(),
        exact ? precise.orElseThrow().right().doubleValue() : comparison.right(),
        exact ? precise.orElseThrow().error().doubleValue() : comparison.error(),
        agreement(),
        agreement() == Agreement.UNDEFINED ? comparison.why() : null);
  }

  /** Returns the witness against the equality. */
  Witness witness() {
    Point shown = point();
    return new Witness(
        shown.values(),
        shown.left(),
        shown.right(),
        shown.error(),
        grade(),
        trial.setting(),
        isExact() ? precise.orElseThrow() : null);
  }
}
