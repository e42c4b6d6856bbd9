package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/** Derivations about NNGP and NTK of a declared network, by their recursion and their signs. */
class KernelProofTest {

  private static final String SYMBOLS =
      """
      symbols:
        sigmaW: {in: "(0, 3)"}
        sigmaB: {in: "[0, 2)"}
        l: {in: "integers [2, 3]"}
        v: {in: "(1, 2)"}
      """;

  private static String network(String hidden) {
    return SYMBOLS
        + "network: {hidden: [\""
        + hidden.replace("|", "\", \"")
        + "\"], sigmaW: sigmaW, sigmaB: sigmaB, inputs: 2}\n";
  }

  private static Evidence.Derived derive(String declarations, String equation) {
    return DerivedClaim.derive(declarations, equation, "");
  }

  /** By the recursion of Lee et al. 2018, eq. 5, and Jacot et al. 2018, theorem 1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "relu; NTK[2]; NNGP[2] + Chi[relu, sigmaW][NNGP[1]] NTK[1]",
        "tanh|tanh; NTK[l]; NNGP[l] + Chi[tanh, sigmaW][NNGP[l - 1]] NTK[l - 1]",
        "tanh|erf; NNGP[3, 2, 2]; LengthMap[erf, sigmaW, sigmaB][NNGP[2, 2, 2]]",
        "tanh; NTK[2, 2, 1]; NNGP[2, 1, 2] + sigmaW^2 NTK[1, 1, 2]"
            + " Dual[tanh', tanh'][NNGP[1, 1, 1], NNGP[1, 2, 2], NNGP[1, 1, 2]]",
        // Down to the first layer: Cho and Saul 2009.
        "relu|relu; NTK[3]; NNGP[3] + sigmaW^2/2 (NNGP[2] + sigmaW^2/2 NNGP[1])",
      })
  void should_follow_the_recursion(String hidden, String left, String right) {
    assertThat(derive(network(hidden), left + " == " + right).summary()).startsWith("derived");
    for (String wrong :
        new String[] {
          right + " + sigmaB",
          right + " + NNGP[1, 1, 2]",
          right.replace("sigmaW", "sigmaB"),
          right.replace(" NTK[1", " NNGP[2").replace("NTK[l -", "NNGP[l -"),
          right.replace("tanh", "erf").replace("erf, sigmaW, sigmaB", "tanh, sigmaW, sigmaB")
        }) {
      if (!wrong.equals(right)) {
        assertThat(derive(network(hidden), left + " == " + wrong).proved()).as(wrong).isFalse();
      }
    }
  }

  /** A variance is no covariance: of two inputs nothing is known but Cauchy and Schwarz. */
  @Test
  void should_know_the_signs_of_kernels_at_one_input_only() {
    String relu = network("relu");

    Evidence.Derived known = derive(relu, "Abs[NNGP[1, 2, 2]] == NNGP[1, 2, 2]");
    assertThat(known.proved()).as(known.summary()).isTrue();
    assertThat(known.steps())
        .anySatisfy(step -> assertThat(step.because()).contains("a variance, positive"));
    assertThat(
            derive(
                    relu,
                    "Abs[NNGP[1] NNGP[1, 2, 2] - NNGP[1, 1, 2]^2]"
                        + " == NNGP[1] NNGP[1, 2, 2] - NNGP[1, 1, 2]^2")
                .proved())
        .isTrue();
    for (String wrong :
        new String[] {
          "Abs[NNGP[1, 1, 2]] == NNGP[1, 1, 2]",
          "Abs[NTK[2, 1, 2] - NNGP[2, 1, 2]] == NTK[2, 1, 2] - NNGP[2, 1, 2]",
          "Abs[NNGP[1] - NNGP[1, 2, 2]] == NNGP[1] - NNGP[1, 2, 2]",
          "Abs[NNGP[1] - NNGP[1, 1, 2]] == NNGP[1] - NNGP[1, 1, 2]",
          "Sign[NNGP[1] NNGP[1, 2, 2] - NNGP[1, 1, 2]^2] == 1"
        }) {
      assertThat(derive(relu, wrong).proved()).as(wrong).isFalse();
    }
    assertThat(derive(network("tanh"), "Abs[NNGP[2, 1, 2]] == NNGP[2, 1, 2]").proved()).isFalse();
  }

  /** It is positive where biases or weights, inputs and activations make it so. */
  @Test
  void should_take_a_variance_for_positive_only_where_it_is() {
    String first = "Sign[NNGP[1]] == 1";
    String second = "Sign[NNGP[2]] == 1";

    assertThat(derive(network("tanh"), first).proved()).isTrue();
    assertThat(derive(network("tanh"), second).proved()).isTrue();
    String weightless = network("tanh").replace("\"(0, 3)\"", "\"[0, 3)\"");
    assertThat(derive(weightless, first).proved()).isFalse();
    assertThat(derive(weightless, second).proved()).isFalse();
    assertThat(derive(weightless, "Abs[NNGP[1]] == NNGP[1]").proved()).isTrue();
    String biased = weightless.replace("\"[0, 2)\"", "\"(0, 2)\"");
    assertThat(derive(biased, first).proved()).isTrue();
    assertThat(derive(biased, second).proved()).isTrue();
    // Max[0, -x^2] is 0 and passes nothing on, so that without biases nothing is left.
    String zero = network("Max[0, -x^2]");
    assertThat(derive(zero, first).proved()).isTrue();
    assertThat(derive(zero, second).proved()).isFalse();
  }

  @Test
  void should_read_scales_skips_and_variances_of_the_declaration() {
    String of = SYMBOLS + "network: {hidden: [relu, {activation: relu, residual: true}], ";
    String residual = of + "sigmaW: sigmaW, sigmaB: sigmaB}\n";
    String right = "NNGP[2] + LengthMap[relu, sigmaW, sigmaB][NNGP[2]]";
    assertThat(derive(residual, "NNGP[3] == " + right).proved()).isFalse();
    assertThat(
            derive(residual, "NNGP[2] == NNGP[1] + LengthMap[relu, sigmaW, sigmaB][NNGP[1]]")
                .proved())
        .isTrue();
    assertThat(derive(residual, "NNGP[2] == LengthMap[relu, sigmaW, sigmaB][NNGP[1]]").proved())
        .isFalse();

    String scaled =
        SYMBOLS
            + "network: {hidden: [relu, {activation: relu, sigmaW: v}], sigmaW: sigmaW,"
            + " sigmaB: sigmaB}\n";
    assertThat(derive(scaled, "NNGP[2] == v^2 NNGP[1]/2 + sigmaB^2").proved()).isTrue();
    assertThat(derive(scaled, "NNGP[2] == sigmaW^2 NNGP[1]/2 + sigmaB^2").proved()).isFalse();

    String given = network("relu").replace("inputs: 2", "inputVariance: v");
    assertThat(derive(given, "NNGP[2] == sigmaW^2 v/2 + sigmaB^2").proved()).isTrue();
    assertThat(derive(given, "NNGP[1] == InputVariance[] == v").proved()).isTrue();
    assertThat(derive(given, "NNGP[2] == v").proved()).isFalse();
  }

  /** What a network does not have has no kernel, and a matrix of kernels no recursion here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NNGP[4] == NNGP[4] + sigmaB - sigmaB",
        "NNGP[0] == NNGP[0] + sigmaB - sigmaB",
        "NNGP[1, 1, 3] == NNGP[1, 3, 1]",
        "NNGP[v] == NNGP[v] + sigmaB - sigmaB",
        "NTKMatrix[2] == NNGPMatrix[2]"
      })
  void should_say_nothing_of_what_is_not_there(String equation) {
    assertThat(derive(network("relu"), equation).proved()).isFalse();
  }
}
