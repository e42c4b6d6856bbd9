package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.gaussian.dual.ClosedFormCases.dual;
import static org.widelimit.gaussian.dual.ClosedFormCases.secondMoment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.precise.HighPrecision;

/**
 * Closed forms of duals and derivative duals against an independent quadrature at 1,000 points
 * each, to the ends of the domain.
 */
class DualPointsTest {

  private static final int POINTS = 1_000;

  /** Relative to the root of the product of the second moments. */
  private static final double ACCURACY = 1e-12;

  /** Most variances lie between Exp[-5] and this, one in ten far below. */
  private static final double LARGEST_VARIANCE = 9;

  private static final int DIGITS = 17;

  /** The correlation from which a point counts as near the end. */
  private static final double NEAR = 0.99;

  /**
   * The covariance of two inputs.
   *
   * @param end whether it is near an end of the domain. There doubles cannot tell {@code p q} from
   *     {@code r^2}, and an arcsine of nearly 1 loses half of its digits: what is tested is the
   *     form, so that one with an arcsine is evaluated with more digits. In doubles it is off by up
   *     to 1e-9 there, which is why {@code NumericalDual} does not evaluate it.
   */
  private record Point(double p, double q, double r, boolean end) {

    double value(Expr form, CompiledFunction compiled) {
      return end && form.toString().contains("ArcSin")
          ? HighPrecision.evaluate(
                  form,
                  Map.of("p", new BigDecimal(p), "q", new BigDecimal(q), "r", new BigDecimal(r)),
                  DIGITS)
              .orElseThrow()
              .doubleValue()
          : compiled.evaluate(p, q, r);
    }
  }

  /** One in five at correlation 1 or -1, one in five near it, one in ten near or at variance 0. */
  private static Point point(int index, SplittableRandom random) {
    double p = Math.exp(random.nextDouble(-5, Math.log(LARGEST_VARIANCE)));
    double q = Math.exp(random.nextDouble(-5, Math.log(LARGEST_VARIANCE)));
    double sign = random.nextBoolean() ? 1 : -1;
    double rho = random.nextDouble(-1, 1);
    switch (index % 10) {
      case 0, 1 -> {
        // Roots of few digits: r^2 = p q in doubles.
        double a = random.nextInt(1, 192) / 64.0;
        double b = index % 4 == 0 ? a : random.nextInt(1, 192) / 64.0;
        return new Point(a * a, b * b, sign * a * b, true);
      }
      case 2, 3 -> rho = sign * (1 - Math.pow(2, -random.nextDouble(2, 50)));
      case 4 -> p = index % 20 == 4 ? 0x1p-200 : Math.exp(random.nextDouble(-28, -5));
      case 5 -> rho = 0;
      default -> {}
    }
    return inside(p, q, rho * Math.sqrt(p * q), Math.abs(rho) > NEAR);
  }

  /** Rounding may have brought r beyond Sqrt[p q]. */
  private static Point inside(double p, double q, double r, boolean end) {
    BigDecimal product = new BigDecimal(p).multiply(new BigDecimal(q));
    double covariance = r;
    while (new BigDecimal(covariance).pow(2).compareTo(product) > 0) {
      covariance -= Math.ulp(covariance) * Math.signum(covariance);
    }
    return new Point(p, q, covariance, end);
  }

  private static double worst(Expr form, Activation phi, int points) {
    CompiledFunction value = ExpressionCompiler.compile(form, List.of("p", "q", "r"));
    DoubleUnaryOperator f = phi.function();
    SplittableRandom random = new SplittableRandom(2026);
    double worst = 0;
    for (int i = 0; i < points; i++) {
      Point at = point(i, random);
      double expected = PlaneQuadrature.expectation(f, f, at.p, at.q, at.r);
      double scale = Math.sqrt(secondMoment(phi, at.p) * secondMoment(phi, at.q));
      double difference = Math.abs(at.value(form, value) - expected);
      double error = difference == 0 ? 0 : difference / scale;
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("org.widelimit.gaussian.dual.ClosedFormCases#smoothButAtZero")
  void should_hold_at_a_thousand_points_with_the_derivative(String text) {
    Activation phi = Activation.parse(text);
    Activation slope = Activation.of(phi.derivative());

    assertThat(worst(dual(phi, phi), phi, POINTS)).isLessThan(ACCURACY);
    assertThat(worst(dual(slope, slope), slope, POINTS)).isLessThan(ACCURACY);
  }

  @Test
  void should_tell_a_changed_constant_from_the_truth() {
    Activation relu = Activation.named("relu");
    Expr wrong = Expressions.times(Expressions.num(1_000_001, 1_000_000), dual(relu, relu));

    assertThat(worst(wrong, relu, 50)).isGreaterThan(1e-9);
  }
}
