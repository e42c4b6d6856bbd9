package org.widelimit.algebra.decide;

import java.util.HashMap;
import java.util.Map;
import org.widelimit.algebra.Expr;

/** What earlier attempts learned: how fine the roots and exponents of each base must be. */
final class Refinements {

  private static final int FINEST = 64;

  private final Map<Expr, Integer> steps = new HashMap<>();

  /**
   * Returns the denominator that all exponents of the base share.
   *
   * @throws RestartException if the one in use is too coarse for the new exponent
   */
  int steps(Expr base, int denominator, boolean inUse) {
    int now = steps.getOrDefault(base, 1);
    if (now % denominator == 0) {
      return now;
    }
    int finer =
        java.math.BigInteger.valueOf(now)
            .multiply(java.math.BigInteger.valueOf(denominator))
            .divide(
                java.math.BigInteger.valueOf(now).gcd(java.math.BigInteger.valueOf(denominator)))
            .intValueExact();
    if (finer > FINEST) {
      throw new UndecidedException("roots of an order beyond 64");
    }
    steps.put(base, finer);
    if (inUse) {
      throw new RestartException();
    }
    return finer;
  }

  boolean knows(Expr base) {
    return steps.containsKey(base);
  }
}
