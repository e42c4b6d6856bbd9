package org.widelimit.algebra;

import java.math.BigDecimal;
import org.apfloat.Apfloat;
import org.apfloat.Apint;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr.Num;

/**
 * A rational number, exact, or a rounded one.
 *
 * @param exact the number if it is known exactly, else null
 * @param rounded the number to the working precision if it is not known exactly, else null
 */
record PreciseNumber(@Nullable Num exact, @Nullable Apfloat rounded) {

  /** Rational numbers of more bits than this are rounded. */
  private static final int MOST_BITS = 4096;

  static PreciseNumber of(Num number, int digits) {
    return number.numerator().bitLength() + number.denominator().bitLength() > MOST_BITS
        ? of(round(number, digits))
        : new PreciseNumber(number, null);
  }

  static PreciseNumber of(Apfloat number) {
    return new PreciseNumber(null, number);
  }

  private static Apfloat round(Num number, int digits) {
    Apfloat numerator = new Apint(number.numerator()).precision(digits);
    return number.isInteger()
        ? numerator
        : numerator.divide(new Apint(number.denominator()).precision(digits));
  }

  Apfloat toApfloat(int digits) {
    return rounded != null ? rounded : round(java.util.Objects.requireNonNull(exact), digits);
  }

  BigDecimal toBigDecimal(int digits) {
    Apfloat value = toApfloat(digits);
    return value.signum() == 0 ? BigDecimal.ZERO : new BigDecimal(value.toString(false));
  }

  boolean isExactly(long value) {
    return exact != null && exact.is(value);
  }

  boolean isZero() {
    return exact != null ? exact.signum() == 0 : rounded != null && rounded.signum() == 0;
  }
}
