package org.widelimit.gaussian.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.DivergentExpectationException;

class GaussianQuadratureTest {

  /** Expectations computed by mpmath 1.3, {@code quad} at 50 digits. */
  static Arguments[] expectations() {
    return new Arguments[] {
      row("tanh(10z)^2", z -> sq(Math.tanh(10 * z)), "0.920536863430516671214556749709"),
      row("tanh(z)^2", z -> sq(Math.tanh(z)), "0.394294490397841174416459772444"),
      row("exp(10z)", z -> Math.exp(10 * z), "5184705528587072464087.45332293"),
      row("sin(12z)^2", z -> sq(Math.sin(12 * z)), "0.5"),
      row("softplus(5z)", z -> softplus(5 * z), "2.12054741468283525911594287819"),
      row("exp(0.45z^2)", z -> Math.exp(0.45 * z * z), "3.16227766016837933199889354443"),
      row("z^8", z -> Math.pow(z, 8), "105"),
      row("max(0,z-1)", z -> Math.max(0, z - 1), "0.0833154705876862983830627385676", 1),
      row("sqrt|z|", z -> Math.sqrt(Math.abs(z)), "0.822178958662458552336604770605", 0),
      row("elu(10z)^2", z -> sq(elu(10 * z)), "50.4408842274455550257030720269", 0),
      row("z > 1", z -> z > 1 ? 1 : 0, "0.158655253931457051414767454368", 1),
    };
  }

  private static Arguments row(
      String name, DoubleUnaryOperator f, String expected, double... breakpoints) {
    return Arguments.of(name, f, Double.parseDouble(expected), breakpoints);
  }

  private static double sq(double x) {
    return x * x;
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double elu(double x) {
    return x > 0 ? x : Math.expm1(x);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expectations")
  void should_cover_the_true_error_with_a_tight_bound(
      String name, DoubleUnaryOperator f, double expected, double[] breakpoints) {
    Bounded actual = GaussianQuadrature.expectation(f, breakpoints);
    assertThat(actual.contains(expected)).as("%s: %s covers %s", name, actual, expected).isTrue();
    assertThat(actual.relativeError()).as("%s: %s", name, actual).isLessThan(5e-14);
    // Control: the bound is no blank cheque.
    assertThat(actual.contains(expected * (1 + 2e-13))).isFalse();
  }

  @Test
  void should_widen_the_bound_when_a_kink_is_left_out() {
    double expected = Double.parseDouble("0.0833154705876862983830627385676"); // mpmath 50 digits
    Bounded actual = GaussianQuadrature.expectation(z -> Math.max(0, z - 1));
    assertThat(actual.contains(expected)).isTrue();
    assertThat(actual.relativeError()).isGreaterThan(1e-14);
  }

  /**
   * A kink so far out that the mass lies at the end of the range: tiny, and not divergent.
   *
   * @param expected PARI/GP 2.15, {@code exp(-a^2/2)/sqrt(2 Pi) - a erfc(a/sqrt(2))/2}, 50 digits
   */
  @ParameterizedTest
  @CsvSource({
    "36.5,1.5168309394279150997e-293",
    "36.9,6.252420227464894674e-300",
    "37.2,9.158980596178990532e-305",
    "37.375,1.3300628296162651571e-307"
  })
  void should_take_a_kink_far_out_for_what_it_is(double kink, double expected) {
    Bounded actual = GaussianQuadrature.expectation(z -> Math.max(0, z - kink), kink);
    assertThat(actual.contains(expected)).as("%s", actual).isTrue();
    assertThat(actual.error()).isLessThan(1e-304);
    // Control: an integrand that is as small within the range and diverges beyond.
    assertThatThrownBy(
            () ->
                GaussianQuadrature.expectation(
                    z -> Math.exp(z * z / 2 - 200) * (z > kink ? 1 : 0), kink))
        .isInstanceOf(DivergentExpectationException.class);
  }

  @Test
  void should_cancel_the_two_sides_of_an_odd_function_exactly() {
    assertThat(GaussianQuadrature.expectation(Math::tanh).value()).isZero();
    assertThat(
            GaussianQuadrature.expectation(z -> Math.max(-1, Math.min(1, 3 * z)), -1 / 3.0, 1 / 3.0)
                .value())
        .isZero();
    assertThat(GaussianQuadrature.expectation(z -> z / (1 + Math.abs(z)), 0).value()).isZero();
    // The bound does not pretend that their rounding cancels as well, and an even part shows.
    assertThat(GaussianQuadrature.expectation(Math::tanh).error()).isBetween(1e-17, 1e-14);
    assertThat(GaussianQuadrature.expectation(z -> Math.tanh(z) + 1e-15 * z * z).value())
        .isNotZero();
  }

  @Test
  void should_say_that_an_expectation_diverges() {
    assertThatThrownBy(() -> GaussianQuadrature.expectation(z -> Math.exp(z * z / 2)))
        .isInstanceOf(DivergentExpectationException.class)
        .hasMessageContaining("infinity");
    assertThatThrownBy(() -> GaussianQuadrature.expectation(z -> Math.exp(z * z)))
        .isInstanceOf(DivergentExpectationException.class)
        .hasMessageContaining("diverges");
    assertThatThrownBy(() -> GaussianQuadrature.expectation(z -> Math.exp(Math.exp(z))))
        .isInstanceOf(DivergentExpectationException.class)
        .hasMessageContaining("grows as z -> infinity");
    assertThatThrownBy(() -> GaussianQuadrature.expectation(Math::log))
        .isInstanceOf(DivergentExpectationException.class)
        .hasMessageContaining("undefined");
  }
}
