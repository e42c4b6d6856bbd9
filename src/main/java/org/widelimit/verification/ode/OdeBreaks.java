package org.widelimit.verification.ode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.Decimals;
import org.widelimit.algebra.precise.HighPrecision.Estimate;
import org.widelimit.numeric.Grade;
import org.widelimit.verification.verdict.Evidence.Precise;
import org.widelimit.verification.verdict.Evidence.Witness;

/**
 * Times at which a claimed solution is no solution although the equation holds on both sides of
 * them: it jumps, or grows beyond all bounds.
 *
 * <p>It is evaluated on both sides of every time that its formula names, ever closer. A step keeps
 * its height, a pole grows by the same factor each time; a continuous function does neither.
 */
final class OdeBreaks {

  private static final int DIGITS = 90;

  /** Decimal exponents of the distances from the time that is looked at. */
  private static final int[] DISTANCES = {-10, -20, -30, -40};

  /** What a pole grows by from one distance to the next: an inverse fifth root, or faster. */
  private static final BigDecimal GROWTH = new BigDecimal(100);

  private static final BigDecimal SAME = new BigDecimal("1e-3");
  private static final BigDecimal SMALL = new BigDecimal("1e-15");

  private OdeBreaks() {}

  /** Returns the first break of the solution inside the interval, if one is seen. */
  static Optional<Witness> first(Expr solution, OdeTimes times) {
    if (!times.values().isFormula(solution)) {
      return Optional.empty();
    }
    for (SpecialTimes.Special special : times.special()) {
      if (special.at().compareTo(times.from()) > 0 && special.at().compareTo(times.to()) < 0) {
        Optional<Witness> seen = at(solution, times, special.at());
        if (seen.isPresent()) {
          return seen;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Witness> at(Expr solution, OdeTimes times, Num time) {
    List<Estimate> before = new ArrayList<>();
    List<Estimate> after = new ArrayList<>();
    for (int distance : DISTANCES) {
      Num step = Expressions.decimal(BigDecimal.ONE.scaleByPowerOfTen(distance));
      times
          .values()
          .fine(solution, Expressions.subtract(time, step), DIGITS)
          .ifPresent(before::add);
      times.values().fine(solution, Expressions.add(time, step), DIGITS).ifPresent(after::add);
    }
    if (before.size() < DISTANCES.length || after.size() < DISTANCES.length) {
      return Optional.empty();
    }
    if (grows(before) || grows(after)) {
      return Optional.of(witness(times, time, before, after, "grows beyond all bounds"));
    }
    return jumps(before, after)
        ? Optional.of(witness(times, time, before, after, "jumps"))
        : Optional.empty();
  }

  private static boolean grows(List<Estimate> values) {
    for (int i = 0; i + 1 < values.size(); i++) {
      BigDecimal least = values.get(i).value().abs().add(values.get(i).error()).multiply(GROWTH);
      BigDecimal next = Decimals.minus(values.get(i + 1).value().abs(), values.get(i + 1).error());
      if (next.compareTo(least) <= 0 || next.compareTo(BigDecimal.ONE) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean jumps(List<Estimate> before, List<Estimate> after) {
    int last = before.size() - 1;
    BigDecimal height = gap(before, after, last);
    BigDecimal size = before.get(last).value().abs().max(after.get(last).value().abs());
    if (height.compareTo(size.multiply(SMALL)) <= 0) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      if (Decimals.minus(gap(before, after, i), height).abs().compareTo(height.multiply(SAME))
          > 0) {
        return false;
      }
    }
    return true;
  }

  private static BigDecimal gap(List<Estimate> before, List<Estimate> after, int index) {
    return Decimals.minus(after.get(index).value(), before.get(index).value()).abs();
  }

  private static Witness witness(
      OdeTimes times, Num time, List<Estimate> before, List<Estimate> after, String what) {
    Estimate left = before.get(before.size() - 1);
    Estimate right = after.get(after.size() - 1);
    BigDecimal error = Decimals.sumOfBounds(left.error(), right.error());
    return new Witness(
        OdeResidual.point(times, time),
        left.value().doubleValue(),
        right.value().doubleValue(),
        error.doubleValue(),
        Grade.RIGOROUS,
        "the claimed solution %s here; left: its value just before, right: just after"
            .formatted(what),
        new Precise(
            left.value(),
            right.value(),
            Decimals.minus(left.value(), right.value()),
            error,
            false));
  }
}
