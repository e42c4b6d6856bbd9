package org.widelimit.gaussian.quadrature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/** Expectations of two variables across kinks, singularities and boundary layers. */
class BivariateQuadratureTest {

  private static double root(double x) {
    return Math.sqrt(Math.abs(x));
  }

  private static double ramp(double x) {
    return Math.max(0, x - 1);
  }

  /**
   * Gauss-Legendre's rule fails at the root's infinite slope, so that the tanh-sinh rule takes
   * over.
   *
   * @param expected {@code Sqrt[2] Gamma[3/4]^2/Pi 2F1(-1/4, -1/4; 1/2; rho^2)}, PARI/GP 2.15, 50
   *     digits
   */
  @ParameterizedTest
  @CsvSource({
    "0.5,0.698210075885582553454816",
    "0.9990234375,0.797080446040684133823410",
    "0.05,0.676189582388775658281009"
  })
  void should_integrate_singularities(double rho, double expected) {
    Bounded actual =
        BivariateQuadrature.product(
            BivariateQuadratureTest::root,
            new double[1],
            BivariateQuadratureTest::root,
            new double[1],
            Correlation.of(rho));

    assertThat(actual.contains(expected)).as("%s covers %s", actual, expected).isTrue();
    assertThat(actual.relativeError()).isLessThan(1e-9);
    assertThat(actual.contains(expected * (1 + 3 * actual.relativeError()))).isFalse();
  }

  /**
   * A kink leaves a layer of width 0.044 in the other variable at correlation {@code 1 - 2^-10}.
   *
   * @param expected PARI/GP 2.15, the conditional mean in closed form and intnum, 50 digits
   */
  @ParameterizedTest
  @CsvSource({"0.0009765625,0.0751876240251853353576789", "0.5,0.0281369754990631963919580"})
  void should_see_a_kink_through_a_boundary_layer(double complement, double expected) {
    Correlation correlation = Correlation.ofComplement(complement, false);
    double[] kink = {1};

    Bounded actual =
        BivariateQuadrature.product(
            BivariateQuadratureTest::ramp, kink, BivariateQuadratureTest::ramp, kink, correlation);

    assertThat(actual.contains(expected)).as("%s covers %s", actual, expected).isTrue();
    assertThat(actual.relativeError()).isLessThan(1e-13);
    assertThat(actual.contains(expected * (1 + 2e-13))).isFalse();
    // Control: a kink left out widens the bound, and does not make it wrong.
    Bounded blind =
        BivariateQuadrature.product(
            BivariateQuadratureTest::ramp,
            kink,
            BivariateQuadratureTest::ramp,
            new double[] {7},
            correlation);
    assertThat(blind.contains(expected)).as("%s covers %s", blind, expected).isTrue();
    assertThat(blind.relativeError()).isGreaterThan(1e-13);
  }

  @Test
  void should_take_breakpoints_out_of_reach_for_none() {
    double[] far = {-4e3, 4e3};
    Correlation half = Correlation.of(0.5);

    Bounded plain =
        BivariateQuadrature.product(Math::tanh, new double[0], Math::tanh, new double[0], half);

    assertThat(BivariateQuadrature.product(Math::tanh, far, Math::tanh, far, half))
        .isEqualTo(plain);
    // Control: one within reach takes the other way, to the same number in other roundings.
    Bounded cut =
        BivariateQuadrature.product(Math::tanh, new double[1], Math::tanh, new double[1], half);
    assertThat(cut).isNotEqualTo(plain);
    assertThat(cut.contains(plain.value())).isTrue();
  }

  /**
   * A bump of {@code x} is a needle in the standard normal variable where the variance is large.
   */
  @ParameterizedTest
  @CsvSource({"1e2", "1e4", "1e6"})
  void should_not_step_over_a_needle(double q) {
    Activation bump = Activation.parse("x^2 Exp[-x^2]");
    NumericalDual dual = NumericalDual.of(bump, bump);

    Bounded same = dual.value(q, q, Correlation.ONE);
    Bounded half = dual.value(q, q, Correlation.of(0.5));

    // E u^4 exp(-2 u^2) = 3 q^2 (1 + 4 q)^(-5/2); E u^2 v^2 exp(-u^2 - v^2) from the moments of the
    // Gaussian of inverse covariance C^-1 + 2: (A^2 + 2 B^2)/D^(5/2) with D = det(1 + 2 C).
    double expected = 3 * q * q * Math.pow(1 + 4 * q, -2.5);
    double determinant = (1 + 2 * q) * (1 + 2 * q) - q * q;
    double a = q + 2 * (q * q - q * q / 4);
    double b = q / 2;
    double expectedHalf = (a * a + 2 * b * b) * Math.pow(determinant, -2.5);
    assertThat(Math.abs(same.value() - expected))
        .isLessThanOrEqualTo(same.error() + 8 * Bounded.ROUNDING * expected);
    assertThat(same.relativeError()).isLessThan(1e-13);
    assertThat(Math.abs(half.value() - expectedHalf))
        .isLessThanOrEqualTo(half.error() + 8 * Bounded.ROUNDING * expectedHalf);
    // Control: nothing, which two steps that miss the needle agree upon.
    assertThat(same.contains(0)).isFalse();
    assertThat(half.contains(0)).isEqualTo(half.error() >= expectedHalf);
  }

  /**
   * An activation that is as steep as a jump.
   *
   * @param expected {@code E tanh^2}, PARI/GP 2.15, {@code intnum} with 38 digits
   */
  @ParameterizedTest
  @CsvSource({"1e4,0.9920214824805130433040263", "1e8,0.9999202115442478303354476"})
  void should_keep_its_digits_where_an_activation_is_steep(double q, double expected) {
    Activation tanh = Activation.named("tanh");
    NumericalDual dual = NumericalDual.of(tanh, tanh);

    Bounded same = dual.value(q, q, Correlation.ONE);

    assertThat(same.contains(expected)).as("%s covers %s", same, expected).isTrue();
    assertThat(same.relativeError()).isLessThan(1e-14);
    // By Price's theorem the slope at correlation 1 is the derivative dual.
    double complement = 1e-4 / q;
    Bounded near = dual.value(q, q, Correlation.ofDefect(complement));
    Bounded slope = dual.derivative(q, q, Correlation.ONE);
    double expectedNear = expected - complement * q * slope.value();
    // The second derivative, E phi''^2 of the order of E phi'^2, times the square of the step.
    double curvature = 4 * slope.value() * 1e-4 * 1e-4;
    assertThat(Math.abs(near.value() - expectedNear))
        .isLessThanOrEqualTo(near.error() + curvature + 4 * Bounded.ROUNDING);
    assertThat(near.relativeError()).isLessThan(1e-13);
    // Control: the square of its sign
    assertThat(same.contains(1)).isFalse();
  }

  @Test
  void should_see_what_is_narrow_beside_a_kink() {
    Activation elu = Activation.named("elu");
    NumericalDual dual = NumericalDual.of(elu, elu);
    double q = 1e8;

    Bounded same = dual.derivative(q, q, Correlation.ONE);
    Bounded near = dual.derivative(q, q, Correlation.ofDefect(0x1p-53));

    // Of exp(2 u) below 0 a half of 1/sqrt(2 pi q) remains, and the two are the same to 1e-11.
    double narrow = 0.5 / Math.sqrt(2 * Math.PI * q);
    assertThat(Math.abs(same.value() - 0.5 - narrow)).isLessThan(1e-4 * narrow);
    assertThat(Math.abs(near.value() - same.value())).isLessThan(1e-3 * narrow);
    // Control: without it
    assertThat(Math.abs(near.value() - 0.5)).isGreaterThan(0.9 * narrow);
  }
}
