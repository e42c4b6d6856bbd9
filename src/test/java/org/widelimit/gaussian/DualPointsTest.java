package org.widelimit.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.sym;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.CompiledFunction;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.ExpressionCompiler;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.HighPrecision;
import org.widelimit.gaussian.GaussianResult.ClosedForm;

/**
 * Closed forms of duals and derivative duals against an independent quadrature at 1,000 points
 * each, to the ends of the domain.
 */
class DualPointsTest {

  private static final int POINTS = 1_000;

  /** Relative to the root of the product of the second moments. */
  private static final double ACCURACY = 1e-12;

  /** Variances from 1e-12 to this. */
  private static final double LARGEST_VARIANCE = 9;

  private static final int DIGITS = 17;

  /** The correlation from which a point counts as near the end. */
  private static final double NEAR = 0.99;

  /**
   * The covariance of two inputs.
   *
   * @param end whether it is near an end of the domain: there doubles cannot tell {@code p q} from
   *     {@code r^2}, so that the form is evaluated with more digits
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

  private static Expr dual(Activation phi) {
    GaussianResult result =
        GaussianCalculus.dual(
            phi, phi, sym("p"), sym("q"), sym("r"), new Assumptions(Map.of(), List.of()));
    assertThat(result).isInstanceOf(ClosedForm.class);
    return ((ClosedForm) result).value();
  }

  private static double worst(Expr form, Activation phi, int points) {
    CompiledFunction value = ExpressionCompiler.compile(form, List.of("p", "q", "r"));
    DoubleUnaryOperator f = phi.function();
    DoubleUnaryOperator square = x -> f.applyAsDouble(x) * f.applyAsDouble(x);
    SplittableRandom random = new SplittableRandom(2026);
    double worst = 0;
    for (int i = 0; i < points; i++) {
      Point at = point(i, random);
      double expected = PlaneQuadrature.expectation(f, f, at.p, at.q, at.r);
      double first = PanelQuadrature.expectation(square, Math.sqrt(at.p), phi.breakpoints());
      double second = PanelQuadrature.expectation(square, Math.sqrt(at.q), phi.breakpoints());
      double scale = Math.sqrt(first * second);
      double difference = Math.abs(at.value(form, value) - expected);
      double error = difference == 0 ? 0 : difference / scale;
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step",
        "sign",
        "abs",
        "relu",
        "leakyRelu[1/10]",
        "abRelu[-1/3, 2]",
        "rectifiedPower[2]",
        "rectifiedPower[3]",
        "rectifiedPower[4]",
        "erf",
        "sin",
        "cos",
        "rbf[1/2]",
        "exp",
        "gaussian",
        "gabor",
        "monomial[3]",
        "1 - 2 x + x^3",
        "hermite[2]",
        "hermite[5]",
        "gelu",
        "xErf",
        "x^2 Exp[-x^2/2]",
        "Sin[x] + x",
        "Max[0, x] + x/10",
        "x Exp[-x^2]"
      })
  void should_hold_at_a_thousand_points_with_the_derivative(String text) {
    Activation phi = Activation.parse(text);
    Activation slope = Activation.of(phi.derivative());

    assertThat(worst(dual(phi), phi, POINTS)).isLessThan(ACCURACY);
    assertThat(worst(dual(slope), slope, POINTS)).isLessThan(ACCURACY);
  }

  @Test
  void should_tell_a_changed_constant_from_the_truth() {
    Activation relu = Activation.named("relu");
    Expr wrong = Expressions.times(Expressions.num(1_000_001, 1_000_000), dual(relu));

    assertThat(worst(wrong, relu, 50)).isGreaterThan(1e-9);
  }
}
