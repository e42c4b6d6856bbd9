package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/** The kernels of declared networks, written out as expectations and proved. */
class NetworkRecursionTest {

  private static final String SYMBOLS =
      """
      symbols:
        a: {in: "(0, 3)"}
        b: {in: "[0, 2)"}
        s: {in: "(0, 3)"}
      """;

  private static Evidence.Derived derive(String network, String equation) {
    return DerivedClaim.derive(SYMBOLS + "network: " + network + "\n", equation, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NNGP[1, 2, 1]; NNGP[1, 1, 2]; NNGP[1, 1, 1]",
        "NTK[1, 1, 2]; NNGP[1, 1, 2]; NNGP[1, 2, 2]",
        "InputVariance[2]; NNGP[1, 2]; NNGP[1]",
        // Each layer has its activation, and scales of its own where it names them.
        "NNGP[2, 1, 2]; s^2 Exp[-(NNGP[1] + NNGP[1, 2])/2] Sinh[NNGP[1, 1, 2]] + b^2;"
            + " a^2 Exp[-(NNGP[1] + NNGP[1, 2])/2] Sinh[NNGP[1, 1, 2]] + b^2",
        "NTK[2]; s^2 (1 - Exp[-2 NNGP[1]])/2 + b^2 + s^2 NNGP[1] (1 + Exp[-2 NNGP[1]])/2;"
            + " s^2 (1 - Exp[-2 NNGP[1]])/2 + b^2 + s^2 NNGP[1] (1 - Exp[-2 NNGP[1]])/2",
        "NNGP[3]; a^2 NNGP[2]/2 + b^2; a^2 NNGP[2]/2 + b",
        "NTK[3]; a^2 (NNGP[2] + NTK[2])/2 + b^2; s^2 (NNGP[2] + NTK[2])/2 + b^2",
        // What a residual layer adds comes on top of what is there.
        "NNGP[4]; NNGP[3] + a^2 (1 - Exp[-2 NNGP[3]])/2 + b^2; a^2 (1 - Exp[-2 NNGP[3]])/2 + b^2",
        "NTK[4]; NTK[3] + NNGP[4] - NNGP[3] + a^2 NTK[3] (1 + Exp[-2 NNGP[3]])/2;"
            + " NTK[3] + NNGP[4] + a^2 NTK[3] (1 + Exp[-2 NNGP[3]])/2"
      })
  void should_prove_the_recursion_through_the_declared_layers(
      String kernel, String form, String wrong) {
    String network =
        "{hidden: [sin, {activation: relu, sigmaW: s}, sin, {activation: sin, residual: true}],"
            + " sigmaW: a, sigmaB: b, inputs: 2}";

    Evidence.Derived derived = derive(network, kernel + " == " + form);

    assertThat(derived.proved()).as(derived.summary()).isTrue();
    assertThat(derive(network, kernel + " == " + wrong).proved()).isFalse();
  }

  @Test
  void should_take_a_declared_variance_of_the_inputs() {
    String network = "{hidden: [relu], sigmaW: a, sigmaB: b, inputVariance: s}";

    assertThat(derive(network, "NNGP[2] == a^2 s/2 + b^2").proved()).isTrue();
    assertThat(derive(network, "NNGP[2] == a^2 s^2/2 + b^2").proved()).isFalse();
  }

  @Test
  void should_know_that_two_inputs_are_no_closer_than_one_is_to_itself() {
    String network = "{hidden: [relu], sigmaW: a, sigmaB: b, inputs: 2}";
    String root = "Sqrt[(NNGP[1] NNGP[1, 2] - NNGP[1, 1, 2]^2)^2]";

    assertThat(derive(network, root + " == NNGP[1] NNGP[1, 2] - NNGP[1, 1, 2]^2").proved())
        .isTrue();
    assertThat(derive(network, root + " == NNGP[1, 1, 2]^2 - NNGP[1] NNGP[1, 2]").proved())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Beyond the declared layers and inputs.
        "{hidden: [relu], sigmaW: a, sigmaB: b}; NNGP[3] == a^2 NNGP[2]/2 + b^2",
        "{hidden: [relu], sigmaW: a, sigmaB: b, inputs: 1}; NNGP[2, 2] == a^2 NNGP[1, 2]/2 + b^2",
        // Weights of another variance, whose kernels are others.
        "{hidden: [relu], sigmaW: a, sigmaB: b, weightVariance: a/M}; NNGP[2] == a^2 NNGP[1]/2 +"
            + " b^2"
      })
  void should_leave_what_it_has_no_recursion_for(String network, String equation) {
    assertThat(derive(network, equation).proved()).isFalse();
  }
}
