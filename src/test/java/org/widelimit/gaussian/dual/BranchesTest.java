package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;

class BranchesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu",
        "leakyRelu",
        "abs",
        "hardTanh",
        "selu",
        "hardSwish",
        "elu[2]",
        "x + Abs[x - 1]"
      })
  void should_have_a_kink_where_the_slope_jumps(String text) {
    assertThat(Branches.hasKink(Activation.parse(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tanh", "elu", "celu", "softsign", "gelu", "x Abs[x]", "Max[x, 0]^2", "Erf[50 x]"})
  void should_have_none_where_the_slope_is_continuous(String text) {
    assertThat(Branches.hasKink(Activation.parse(text))).isFalse();
  }
}
