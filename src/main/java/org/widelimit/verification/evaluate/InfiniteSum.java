package org.widelimit.verification.evaluate;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.widelimit.numeric.CompensatedSum;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * Sums to infinity: terms are added until a bound of the rest drowns in the rounding, or the sum
 * stays without a value.
 *
 * <p>The rest is bounded by a geometric series where the ratio of neighbouring terms stays away
 * from 1, by its first term where signs alternate and sizes fall, and by an integral where terms
 * fall like a power, of which the part that the Euler-Maclaurin formula gives is added. A ratio
 * that is known of all terms, see {@link TermRatio}, proves its bound. The others are read off the
 * terms that were computed, which is no proof for those that were not: such a bound is conditional
 * on the terms going on as they did.
 */
final class InfiniteSum {

  private static final int MOST_TERMS = 8192;

  /** Terms over which a law must hold before it is believed. */
  private static final int WATCHED = 64;

  /** A ratio of neighbouring terms below which the rest is a geometric series. */
  private static final double GEOMETRIC = 0.995;

  /** A power this close to -1 is not told from one that diverges. */
  private static final double LEAST_EXCESS = 0.05;

  /** By how much of its distance from -1 a power may change when the index is doubled. */
  private static final double DRIFT = 5e-3;

  private static final double ROUNDING = Math.ulp(1.0);

  private InfiniteSum() {}

  /**
   * Returns the sum.
   *
   * @param term the terms by their index
   * @param first the first index
   * @param ratio a bound of the ratio of neighbouring terms from an index on; infinite or no number
   *     where none is known
   * @throws UndefinedValueException if no bound of the rest is seen
   */
  static Quantity of(IntFunction<Quantity> term, int first, IntToDoubleFunction ratio) {
    CompensatedSum sum = new CompensatedSum();
    double error = 0;
    Grade terms = Grade.RIGOROUS;
    double[] sizes = new double[WATCHED];
    double[] values = new double[WATCHED];
    double[] quarters = new double[3];
    int alternating = 0;
    int zeros = 0;
    for (int n = 0; n < MOST_TERMS; n++) {
      Quantity next = term.apply(first + n);
      double value = next.value();
      int slot = n % WATCHED;
      double before = n == 0 ? 0 : values[(n - 1) % WATCHED];
      alternating = value * before < 0 && Math.abs(value) <= Math.abs(before) ? alternating + 1 : 0;
      zeros = value == 0 ? zeros + 1 : 0;
      values[slot] = value;
      for (int i = 0; i < quarters.length; i++) {
        quarters[i] = n + 1 == MOST_TERMS >> i ? value : quarters[i];
      }
      sizes[slot] = Math.abs(value);
      sum.add(value);
      error += next.error() + ROUNDING * Math.abs(value);
      terms = terms.weaker(next.grade());
      double proved = ratio.applyAsDouble(first + n);
      if (proved < GEOMETRIC) {
        double rest = (Math.abs(value) + next.error()) * proved / (1 - proved);
        double floor = ROUNDING * Math.abs(sum.value()) + error;
        if (rest <= floor || rest == 0) {
          return Quantity.of(sum.value(), error + rest + floor, terms);
        }
      }
      if (n < WATCHED || n % (WATCHED / 4) != 0) {
        continue;
      }
      double floor = ROUNDING * Math.abs(sum.value()) + error;
      double rest = rest(sizes, slot, alternating, zeros);
      if (rest <= floor || (n > MOST_TERMS / 2 && rest <= 1e-9 * Math.abs(sum.value()))) {
        return Quantity.of(sum.value(), error + rest + floor, terms.weaker(Grade.CONDITIONAL));
      }
    }
    return powerLaw(quarters, sum.value(), error, first + MOST_TERMS - 1, terms);
  }

  /** Returns a bound of what follows, infinite if none is seen. */
  private static double rest(double[] sizes, int last, int alternating, int zeros) {
    if (zeros >= WATCHED) {
      return 0;
    }
    double ratio = 0;
    for (int i = 1; i < WATCHED; i++) {
      double older = sizes[(last + i) % WATCHED];
      double newer = sizes[(last + i + 1) % WATCHED];
      if (newer > 0) {
        ratio = Math.max(ratio, older == 0 ? Double.POSITIVE_INFINITY : newer / older);
      }
    }
    if (ratio < GEOMETRIC) {
      // Ratios may still rise on their way to a limit: half of what is left to 1 is allowed them.
      double bound = (1 + ratio) / 2;
      return sizes[last] * bound / (1 - bound);
    }
    return alternating >= WATCHED - 1 ? sizes[last] : Double.POSITIVE_INFINITY;
  }

  /**
   * Adds the rest of terms that fall like a power of the index.
   *
   * @param quarters the last term, the one at half of its index and the one at a quarter
   */
  private static Quantity powerLaw(
      double[] quarters, double sum, double error, int last, Grade grade) {
    double power = slope(quarters[0], quarters[1], last, last - MOST_TERMS / 2);
    double earlier =
        slope(quarters[1], quarters[2], last - MOST_TERMS / 2, last - 3 * MOST_TERMS / 4);
    double excess = -power - 1;
    double drift = Math.abs(power - earlier);
    // A power that changes with the index is none: a logarithm beside it may decide.
    if (!(excess > LEAST_EXCESS) || !(drift < DRIFT * excess)) {
      throw new UndefinedValueException(
          "the sum may diverge: no bound of its terms from %d on is seen".formatted(last + 1));
    }
    double rest = quarters[0] * (last / excess - 0.5);
    double doubt = Math.abs(rest) * (drift / excess + 4.0 / last);
    return Quantity.of(sum + rest, error + doubt, grade.weaker(Grade.ESTIMATE));
  }

  private static double slope(double newer, double older, int at, int before) {
    return Math.log(newer / older) / Math.log(at / (double) before);
  }
}
