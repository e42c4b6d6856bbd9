package org.widelimit.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Numbers of two doubles against fifty digits. */
class DoubleDoubleProperties {

  private static final MathContext DIGITS = new MathContext(60);

  /** Some {@code 2^-96}, of the value itself, be it as small as it may. */
  private static final double TOLERANCE = 1e-28;

  private static final BigDecimal SHARP = new BigDecimal(Math.scalb(1.0, -100));

  private static BigDecimal relative(BigDecimal found, BigDecimal exact) {
    return found.subtract(exact).abs().divide(exact.abs(), DIGITS);
  }

  private static BigDecimal exact(String formula, double x) {
    return HighPrecision.evaluate(WolframReader.read(formula), Map.of("x", new BigDecimal(x)), 50)
        .orElseThrow();
  }

  @Property(tries = 300)
  void should_give_the_error_function_and_its_complement_to_28_digits(
      @ForAll @DoubleRange(min = -6, max = 1.4) double power) {
    // GIVEN
    double x = Math.pow(10, power);

    // WHEN
    DoubleDouble erf = DoubleDoubleFunctions.erf(DoubleDouble.of(x));
    DoubleDouble erfc = DoubleDoubleFunctions.erfc(DoubleDouble.of(x));

    // THEN
    assertThat(relative(erf.toBigDecimal(), exact("Erf[x]", x)))
        .isLessThan(new BigDecimal(TOLERANCE));
    assertThat(DoubleDoubleFunctions.erf(DoubleDouble.of(-x)).plus(erf).hi()).isZero();
    // Below 5 the complement is the difference from 1, of which digits are lost.
    double lost = x < 5 ? 1 / erfc.hi() : 1;
    assertThat(relative(erfc.toBigDecimal(), exact("Erfc[x]", x)))
        .isLessThan(new BigDecimal(TOLERANCE * lost));
    // Control: a double alone is farther off.
    if (x > 5) {
      assertThat(relative(new BigDecimal(erfc.hi() * (1 + 0x1p-50)), exact("Erfc[x]", x)))
          .isGreaterThan(new BigDecimal("1e-17"));
    }
  }

  @Property(tries = 300)
  void should_divide_by_a_double_as_by_two(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double hi,
      @ForAll @DoubleRange(min = -1, max = 1) double lo,
      @ForAll @DoubleRange(min = -9, max = 9) double power) {
    // GIVEN
    double divisor = Math.pow(10, power);
    DoubleDouble number = DoubleDouble.of(hi).plus(DoubleDouble.of(lo * Math.ulp(hi) / 2));
    if (number.signum() == 0) {
      return;
    }

    // WHEN
    DoubleDouble quotient = number.dividedBy(divisor);

    // THEN
    BigDecimal exact = number.toBigDecimal().divide(new BigDecimal(divisor), DIGITS);
    assertThat(relative(quotient.toBigDecimal(), exact)).isLessThan(SHARP);
    assertThat(quotient.hi()).isEqualTo(quotient.hi() + quotient.lo());
  }
}
