package org.widelimit.verification.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;

class KinkCrossingTest {

  @ParameterizedTest
  @CsvSource({
    "relu, all, 'KernelDrift[1]', -0.5",
    "relu, all, 'LinearizationError[UntilLoss[1/10]]', -0.5",
    "leakyRelu, all, 'KernelDrift[1]^2', -1",
    "hardTanh, all, '1 + KernelDrift[1]', Infinity",
    "relu, all, 'ParameterDistance[1]', -Infinity",
    "relu, last, 'LinearizationError[1]', -Infinity",
    "tanh, all, 'KernelDrift[1]', -Infinity",
    "elu, all, 'KernelDrift[1]', -Infinity",
  })
  void should_be_hidden_where_slopes_jump_and_all_layers_move(
      String activation, String layers, String of, double slowest) {
    Subject subject =
        Subjects.first(
            Subjects.theorem(
                """
                title: A claim
                source: article
                statement: A statement.
                activations: {phi: [%s]}
                network: {hidden: [phi], sigmaW: 1, sigmaB: 0, inputs: 2, training: {layers: %s}}
                claims:
                  c:
                    scaling: {of: '%s', order: 1/M}
                """
                    .formatted(activation, layers, of)),
            Map.of("phi", activation),
            VerificationOptions.defaults());
    var formula = WolframReader.read(of);

    double found = KinkCrossing.slowest(formula, Ensemble.draw(subject, List.of(formula)), subject);

    assertThat(found).isEqualTo(slowest);
  }
}
