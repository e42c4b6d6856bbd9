package org.widelimit.verification.claim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.verdict.Evidence;

/**
 * Two expressions claimed equal.
 *
 * @param left the left side
 * @param right the right side, the claimed one: controls and repairs change it
 */
public record Equality(Expr left, Expr right) {

  /** Returns the equalities between neighbours of a chain {@code A == B == C}. */
  public static List<Equality> chain(List<Expr> sides) {
    List<Equality> equalities = new ArrayList<>();
    for (int i = 0; i + 1 < sides.size(); i++) {
      equalities.add(new Equality(sides.get(i), sides.get(i + 1)));
    }
    return equalities;
  }

  /** Returns this with another right side. */
  public Equality withRight(Expr newRight) {
    return new Equality(left, newRight);
  }

  /** Returns this with another left side. */
  public Equality withLeft(Expr newLeft) {
    return new Equality(newLeft, right);
  }

  /** Returns the difference of two values, what it may be off, and what that says. */
  public static Comparison compare(Quantity left, Quantity right, double discrepancy) {
    return compare(left, right, discrepancy, 0);
  }

  /**
   * Returns the same on a scale that may be larger than both values, where their terms cancel.
   *
   * @param cancelling the size of what cancels
   */
  public static Comparison compare(
      Quantity left, Quantity right, double discrepancy, double cancelling) {
    Grade grade = left.grade().weaker(right.grade());
    if (left.rows() != right.rows() || left.columns() != right.columns()) {
      return new Comparison(
          left.norm(),
          right.norm(),
          Double.POSITIVE_INFINITY,
          0,
          Evidence.Agreement.DIFFER,
          grade,
          null);
    }
    double scale = Math.max(cancelling, Math.max(left.norm(), right.norm()));
    double difference = 0;
    double shownLeft = 0;
    double shownRight = 0;
    for (int i = 0; i < left.rows(); i++) {
      for (int j = 0; j < left.columns(); j++) {
        double d = Math.abs(left.entry(i, j) - right.entry(i, j));
        if (d >= difference) {
          difference = d;
          shownLeft = left.entry(i, j);
          shownRight = right.entry(i, j);
        }
      }
    }
    double error = left.error() + right.error() + Math.max(left.norm(), right.norm()) * ROUNDING;
    Evidence.Agreement agreement =
        difference > error
            ? Evidence.Agreement.DIFFER
            : error <= discrepancy * scale / 4
                ? Evidence.Agreement.AGREE
                : Evidence.Agreement.UNDECIDED;
    return new Comparison(shownLeft, shownRight, scale, error, agreement, grade, null);
  }

  /** Allowance for the rounding of formulas on top of the propagated bounds. */
  private static final double ROUNDING = 64 * Math.ulp(1.0);

  /**
   * Two values compared.
   *
   * @param left the left value, of a matrix the entry that differs most
   * @param right the right value there
   * @param scale the largest entry of both, or of what cancels in them
   * @param error a bound on the error of the difference
   * @param agreement what follows
   * @param grade what the bound is worth
   * @param lost what says why a side has no value, if that is so
   */
  public record Comparison(
      double left,
      double right,
      double scale,
      double error,
      Evidence.Agreement agreement,
      Grade grade,
      @Nullable UndefinedValueException lost) {

    /** There is nothing to compare. */
    public static Comparison undefined(UndefinedValueException why) {
      return new Comparison(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Evidence.Agreement.UNDEFINED,
          Grade.ESTIMATE,
          why);
    }

    /** Returns why a side has no value, if that is so. */
    public @Nullable String why() {
      return lost == null ? null : lost.getMessage();
    }

    /** Returns whether a side has no value, and not just none that can be computed. */
    public boolean isUndefined() {
      return lost != null && !lost.isOutOfReach();
    }

    public double relativeDifference() {
      double difference = Math.abs(left - right);
      return difference == 0 ? 0 : difference / Math.max(scale, Double.MIN_NORMAL);
    }

    public double relativeBound() {
      return scale == 0
          ? error == 0 ? 0 : Double.POSITIVE_INFINITY
          : (Math.abs(left - right) + error) / scale;
    }
  }
}
