package org.widelimit.verification.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.evaluate.WideNetwork;
import org.widelimit.verification.sample.Ensemble;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.ClaimResultAssert;
import org.widelimit.verification.verdict.Verdict;

/** Inputs scaled to a declared variance of the first layer's preactivations. */
class InputVarianceTest {

  private static final String FILE =
      """
      title: Gradients at a length
      activations: {phi: [tanh]}
      network: {hidden: [phi, phi, phi], sigmaW: 3/2, sigmaB: 1/2, inputVariance: "%s"}
      claims:
        start:
          limit: PreactivationVariance[1] -> %s
        gradients:
          limit: >-
            JacobianSize[Preactivation[3], Preactivation[1]] ->
            Chi[phi, 3/2][FixedPoint[LengthMap[phi, 3/2, 1/2]]]^2
      """;

  private static Theorem theorem(String variance, String limit) {
    return (Theorem)
        TheoremLoader.parse(
            "theorems/area/lengths.yaml",
            FILE.formatted(variance, limit).getBytes(StandardCharsets.UTF_8));
  }

  /** Twice the fixed point, the gradients have not its chi; a wrong start is seen at once. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FixedPoint[LengthMap[phi, 3/2, 1/2]] | FixedPoint[LengthMap[phi, 3/2, 1/2]] | SUPPORTED |"
            + " SUPPORTED",
        "2 FixedPoint[LengthMap[phi, 3/2, 1/2]] | 3 | REFUTED | REFUTED",
        "3 | 3 | SUPPORTED | REFUTED"
      })
  void should_start_networks_at_the_length(
      String variance, String limit, Verdict start, Verdict gradients) {
    Theorem theorem = theorem(variance, limit);

    List<ClaimResult> results =
        Verifier.with(VerificationOptions.defaults())
            .verify(theorem, VerificationListener.NONE)
            .claims();

    ClaimResultAssert.assertThat(results.get(0)).hasVerdict(start);
    ClaimResultAssert.assertThat(results.get(1)).hasVerdict(gradients);
    if (gradients == Verdict.SUPPORTED) {
      ClaimResultAssert.assertThat(results.get(1)).killsEveryControl();
    }
  }

  @Test
  void should_scale_every_input() {
    Theorem theorem = theorem("2", "2");
    Map<String, String> choice = Map.of("phi", "tanh");
    Subject subject =
        new Subject(
            theorem,
            theorem.claims().get(0),
            choice,
            ActivationTable.of(choice),
            VerificationOptions.defaults(),
            RandomStreams.of(1, "inputs"));
    WideNetwork network = Ensemble.draw(subject, List.of()).network();

    for (int n = 1; n <= network.inputs().count(); n++) {
      assertThat(network.inputCovariance(n, n)).isBetween(2 - 1e-12, 2 + 1e-12);
    }
    // The biases alone give 1/4.
    assertThatThrownBy(() -> network.withInputVariance(0.25))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageContaining("as the biases alone give 0.25");
  }
}
