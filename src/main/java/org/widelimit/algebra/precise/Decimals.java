package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Arithmetic of decimal numbers of any size: {@code 10^(10^9) - 1}, written out, would fill the
 * memory.
 */
public final class Decimals {

  /** More digits than any value is computed to, so that what is rounded off decides nothing. */
  private static final MathContext DIFFERENCE = new MathContext(2000, RoundingMode.DOWN);

  private static final MathContext BOUND = new MathContext(20, RoundingMode.UP);

  private Decimals() {}

  /** Returns a difference, exact, or to 2000 digits and in size no more than it is. */
  public static BigDecimal minus(BigDecimal left, BigDecimal right) {
    return left.subtract(right, DIFFERENCE);
  }

  /** Returns the sum of two bounds, rounded up. */
  public static BigDecimal sumOfBounds(BigDecimal left, BigDecimal right) {
    return left.add(right, BOUND);
  }

  /** Returns {@code value 10^-places}. */
  public static BigDecimal shifted(BigDecimal value, int places) {
    return value.scaleByPowerOfTen(-places);
  }
}
