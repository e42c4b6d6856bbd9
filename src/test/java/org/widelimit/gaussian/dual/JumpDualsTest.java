package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;
import static org.widelimit.gaussian.dual.ClosedFormCases.closed;
import static org.widelimit.gaussian.dual.ClosedFormCases.dual;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.numeric.GaussLegendre;

/**
 * Derivative duals of activations that jump, whose derivatives hold deltas: no quadrature takes
 * these, but their integral over the covariance is a difference of duals (Price 1958), which {@link
 * CutQuadrature} takes.
 */
class JumpDualsTest {

  private static final int POINTS = 40;

  /** Relative to the root of the product of the second moments. */
  private static final double ACCURACY = 1e-12;

  /**
   * The largest angle {@code ArcSin[rho]}: beyond it doubles do not tell {@code p q - r^2} to as
   * many digits.
   */
  private static final double END = 1.35;

  private static final int PANELS = 6;

  private static Expr derivativeDual(Activation phi) {
    Expr slope = phi.distributionalDerivative();
    Expr left = slope.substitute(Activation.VARIABLE, sym("u"));
    Expr right = slope.substitute(Activation.VARIABLE, sym("v"));
    return closed(
        GaussianCalculus.expectation(
            times(left, right), "u", "v", sym("p"), sym("r"), sym("q"), ClosedFormCases.NONE));
  }

  /** Returns the largest error of the integral of the form over the covariance from 0. */
  private static double worst(Expr form, Activation phi, int points) {
    CompiledFunction value = ExpressionCompiler.compile(form, List.of("p", "q", "r"));
    DoubleUnaryOperator f = phi.function();
    DoubleUnaryOperator square = x -> f.applyAsDouble(x) * f.applyAsDouble(x);
    double[] kinks = phi.breakpoints();
    SplittableRandom random = new SplittableRandom(5);
    double worst = 0;
    for (int i = 0; i < points; i++) {
      // Beyond these variances probabilities are multiplied by Exp[(p + q)/2 + r]: digits cancel.
      double p = Math.exp(random.nextDouble(-2, 1));
      double q = i % 3 == 0 ? p : Math.exp(random.nextDouble(-2, 1));
      double angle = i % 4 == 0 ? END : random.nextDouble(-END, END);
      double root = Math.sqrt(p * q);
      double integral =
          integral(
              t -> root * Math.cos(t) * value.evaluate(p, q, root * Math.sin(t)), angle / PANELS);
      double r = root * Math.sin(angle);
      double expected =
          CutQuadrature.expectation(f, kinks, f, kinks, p, q, r)
              - CutQuadrature.expectation(f, kinks, f, kinks, p, q, 0);
      double scale =
          Math.sqrt(CutQuadrature.mean(square, kinks, p) * CutQuadrature.mean(square, kinks, q));
      double error = Math.abs(integral - expected) / scale;
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  private static double integral(DoubleUnaryOperator f, double width) {
    double sum = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      double from = panel * width;
      sum += GaussLegendre.RULE.integrate(t -> f.applyAsDouble(from + t), width);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step",
        "sign",
        "HeavisideTheta[x - 1/3]",
        "Exp[x] HeavisideTheta[-x]",
        "x Exp[x] HeavisideTheta[1 - x]",
        "Sign[x] + Max[0, x]",
        "x + HeavisideTheta[x + 1/2]"
      })
  void should_integrate_to_the_dual(String text) {
    Activation phi = Activation.parse(text);
    Expr form = derivativeDual(phi);

    assertThat(worst(form, phi, POINTS)).isLessThan(ACCURACY);
    Expr wrong = times(form, Expressions.num(1_000_000_001, 1_000_000_000));
    assertThat(worst(wrong, phi, POINTS)).isGreaterThan(10 * ACCURACY);
    // The derivative that leaves the deltas out is another function.
    Activation ordinary = Activation.of(phi.derivative());
    assertThat(worst(dual(ordinary, ordinary), phi, POINTS)).isGreaterThan(1e-3);
  }
}
