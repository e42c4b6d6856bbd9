package org.widelimit.algebra.precise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.DoubleDouble;

/** Formulas to 30 digits against their evaluation to 50. */
class PreciseFunctionProperties {

  /** With what cancels in a formula near 0 or a pole, relative to the largest term of some 10. */
  private static final double TOLERANCE = 1e-26;

  private static final List<String> FORMULAS =
      List.of(
          "Exp[x]",
          "Exp[x] - 1",
          "Log[1 + x^2]",
          "Log[2 + Sin[x]]",
          "Sin[x]",
          "Cos[x]",
          "Tan[x/8]",
          "ArcTan[x]",
          "ArcSin[x/9]",
          "ArcCos[x/9]",
          "ArcTanh[x/9]",
          "Sinh[x]",
          "Cosh[x]",
          "Tanh[x]",
          "Sech[x]",
          "Erf[x]",
          "Erfc[x]",
          "Erfi[x/4]",
          "Sqrt[1 + x^2]",
          "(1 + x^2)^(1/3)",
          "x^3 - x^(-2)",
          "Abs[x] + Max[x, 1/3] Min[x, 2]",
          "HeavisideTheta[x] + Sign[x - 1] + Floor[x]",
          "Piecewise[{{x^2, x < 1}, {Pi x, 1 <= x && x < 2}}, E]",
          "Log[x + Sqrt[1 + x^2]]",
          "x Tanh[Log[1 + Exp[x]]]");

  private record Point(String formula, double x) {}

  @Provide
  Arbitrary<Point> points() {
    Arbitrary<Double> sizes = Arbitraries.doubles().between(-9, 0.9).map(e -> Math.pow(10, e));
    return Combinators.combine(Arbitraries.of(FORMULAS), sizes, Arbitraries.of(1.0, -1.0))
        .as((formula, size, sign) -> new Point(formula, sign * size));
  }

  /** Terms of size 1 that cancel leave what they are rounded by, here a few times 2^-106. */
  private static final BigDecimal ROUNDING = new BigDecimal("1e-31");

  /** Returns the error relative to the value or the argument, beyond what is granted. */
  private static BigDecimal difference(Point point, DoubleDouble found, BigDecimal granted) {
    Expr expr = WolframReader.read(point.formula);
    Optional<BigDecimal> exact =
        HighPrecision.evaluate(expr, Map.of("x", new BigDecimal(point.x)), 45);
    BigDecimal scale = exact.orElseThrow().abs().max(new BigDecimal(Math.abs(point.x)));
    return found
        .toBigDecimal()
        .subtract(exact.orElseThrow())
        .abs()
        .subtract(granted)
        .max(BigDecimal.ZERO)
        .divide(scale, java.math.MathContext.DECIMAL64);
  }

  @Property(tries = 400)
  void should_agree_to_25_digits(@ForAll("points") Point point) {
    PreciseFunction function =
        PreciseFunction.of(WolframReader.read(point.formula), "x").orElseThrow();
    DoubleDouble found = function.at(DoubleDouble.of(point.x));
    assertThat(difference(point, found, ROUNDING).doubleValue())
        .as("%s", point)
        .isLessThan(TOLERANCE);
    // Control: a double alone is seen to be rounded, where it is.
    if (Math.abs(found.lo()) > 1e-20 * Math.abs(found.hi())) {
      assertThat(difference(point, DoubleDouble.of(found.hi()), BigDecimal.ZERO).doubleValue())
          .isGreaterThan(1e-21 * Math.min(1, Math.abs(found.hi() / point.x)));
    }
  }

  @Test
  void should_know_what_it_does_not_know() {
    assertThat(PreciseFunction.of(WolframReader.read("Gamma[x]"), "x")).isEmpty();
    assertThat(PreciseFunction.of(WolframReader.read("x + y"), "x")).isEmpty();
    assertThat(
            PreciseFunction.of(WolframReader.read("Sqrt[x]"), "x")
                .orElseThrow()
                .at(DoubleDouble.of(-1))
                .isNaN())
        .isTrue();
  }
}
