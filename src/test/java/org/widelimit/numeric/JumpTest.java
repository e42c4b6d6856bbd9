package org.widelimit.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.NumericalDual;

/** A jump makes {@code E phi'(u)^2} infinite; a rounding where terms cancel is none. */
class JumpTest {

  @ParameterizedTest
  @ValueSource(strings = {"hardSigmoid", "Max[0, Min[6, x + 3]]/6", "Max[0, Min[1, x/6 + 1/2]]"})
  void should_take_a_rounding_for_none(String activation) {
    // P(|z| < 3)/36; the probability: Abramowitz and Stegun 1964, table 26.1
    double expected = 0.997300203936740 / 36;

    Bounded slope = slope(activation);

    assertThat(Math.abs(slope.value() - expected)).isLessThan(1e-14);
  }

  @Test
  void should_still_see_a_small_jump() {
    assertThat(slope("1/2 + HeavisideTheta[x + 3]/10^9").value()).isInfinite();
    assertThat(slope("Max[0, Min[1, x/6 + 1/2]] + HeavisideTheta[x + 3]/10^9").value())
        .isInfinite();
  }

  private static Bounded slope(String activation) {
    Activation phi = Activation.parse(activation);
    return NumericalDual.of(phi, phi).derivative(1, 1, Correlation.ONE);
  }
}
