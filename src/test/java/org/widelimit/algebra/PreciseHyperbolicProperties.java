package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.precise.HighPrecision.Estimate;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Hyperbolic functions to many digits keep their bounds, and the identities between them. */
class PreciseHyperbolicProperties {

  private static final int DIGITS = 50;

  @Property(tries = 200)
  void should_stay_within_their_bounds(
      @ForAll @BigRange(min = "-9.999", max = "9.999") @Scale(6) BigDecimal mantissa,
      @ForAll @IntRange(min = -40, max = 3) int power,
      @ForAll @IntRange(min = 0, max = 4) int which) {
    String head = new String[] {"Sinh", "Cosh", "Tanh", "Sech", "ArcTanh"}[which];
    BigDecimal x = mantissa.scaleByPowerOfTen(head.equals("ArcTanh") ? Math.min(power, -1) : power);
    Expr formula = WolframReader.read(head + "[x]");
    Map<String, Expr.Num> point = Map.of("x", Expressions.decimal(x));
    Estimate rough = HighPrecision.estimate(formula, point, DIGITS).orElseThrow();
    Estimate fine = HighPrecision.estimate(formula, point, 2 * DIGITS).orElseThrow();
    assertThat(rough.value().subtract(fine.value()).abs())
        .as("%s at %s", head, x)
        .isLessThanOrEqualTo(rough.error().add(fine.error()));
    double there = x.doubleValue();
    double known =
        switch (head) {
          case "Sinh" -> Math.sinh(there);
          case "Cosh" -> Math.cosh(there);
          case "Tanh" -> Math.tanh(there);
          case "Sech" -> 1 / Math.cosh(there);
          default -> (Math.log1p(there) - Math.log1p(-there)) / 2;
        };
    if (Double.isFinite(known)) {
      assertThat(rough.value().doubleValue())
          .isCloseTo(known, org.assertj.core.data.Offset.offset(1e-13 * Math.abs(known) + 1e-300));
    }
  }

  @Property(tries = 100)
  void should_have_no_inverse_at_one(@ForAll @IntRange(min = 1, max = 1_000_000) int beyond) {
    BigDecimal x = BigDecimal.ONE.add(new BigDecimal(BigInteger.valueOf(beyond - 1L), 6));
    assertThat(
            HighPrecision.estimate(
                WolframReader.read("ArcTanh[x]"), Map.of("x", Expressions.decimal(x)), DIGITS))
        .isEmpty();
  }
}
