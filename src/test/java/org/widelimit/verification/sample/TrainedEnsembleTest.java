package org.widelimit.verification.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.evaluate.Evaluator;

/** Networks are trained as their file says, and measured against the linear model. */
class TrainedEnsembleTest {

  /** How much the loss falls in three steps, over how much it falls in the linear model. */
  private static String fall(String momentum, int steps) {
    return """
    ((OutputVector[] - TargetVector[]) . (OutputVector[] - TargetVector[]) - 6 Loss[3]) \
    / ((OutputVector[] - TargetVector[]) . (OutputVector[] - TargetVector[]) \
    - (GradientDescent[KernelMatrix[], OutputVector[], TargetVector[], s/9, MU, N] - TargetVector[]) \
    . (GradientDescent[KernelMatrix[], OutputVector[], TargetVector[], s/9, MU, N] - TargetVector[]))\
    """
        .replace("MU", momentum)
        .replace("N]", steps + "]");
  }

  @Test
  void should_be_the_linear_model_exactly_where_the_last_layer_is_trained() {
    for (String momentum : new String[] {"0", "1/2"}) {
      String training =
          "{method: descent, learningRate: s/9, momentum: %s, layers: last}".formatted(momentum);
      for (int sample = 0; sample < 5; sample++) {
        assertThat(measure(training, fall(momentum, 3), 8, sample)).isCloseTo(1, within(1e-12));
        // Negative controls: another momentum, one step less
        assertThat(measure(training, fall("1/4", 3), 8, sample)).isNotCloseTo(1, within(1e-3));
        assertThat(measure(training, fall(momentum, 2), 8, sample)).isNotCloseTo(1, within(1e-3));
      }
    }
  }

  /**
   * What is left of a difference by rounding alone is none, so that a limit of 0 is not refuted.
   */
  @Test
  void should_have_no_error_and_no_drift_where_the_last_layer_is_trained() {
    for (String method : new String[] {"flow", "descent"}) {
      String all = "{method: %s, learningRate: 1/2}".formatted(method);
      String last = "{method: %s, learningRate: 1/2, layers: last}".formatted(method);
      for (int sample = 0; sample < 5; sample++) {
        for (String quantity : new String[] {"LinearizationError[2]", "KernelDrift[2]"}) {
          assertThat(measure(last, quantity, 512, sample)).as(quantity).isZero();
          assertThat(measure(all, quantity, 512, sample)).as(quantity).isGreaterThan(1e-6);
        }
      }
    }
  }

  @Test
  void should_only_tend_to_the_linear_model_where_all_layers_are_trained() {
    String training = "{method: descent, learningRate: s/9}";
    double narrow = 0;
    double wide = 0;
    for (int sample = 0; sample < 8; sample++) {
      double error = Math.abs(measure(training, fall("0", 3), 16, sample) - 1);
      assertThat(error).isGreaterThan(1e-9);
      narrow += error;
      wide += Math.abs(measure(training, fall("0", 3), 16384, sample) - 1);
    }
    // A thousand times the width: an error of order 1/M, and of M^(-1/2) alike, falls beyond 8.
    assertThat(wide).isLessThan(narrow / 8);
  }

  @Test
  void should_take_the_rate_of_a_flow_from_the_file() {
    String slow = "{learningRate: 1/2}";

    assertThat(measure(slow, "Loss[2]", 64, 0))
        .isCloseTo(measure("{}", "Loss[1]", 64, 0), within(1e-12))
        .isNotCloseTo(measure("{}", "Loss[2]", 64, 0), within(1e-3));
  }

  @Test
  void should_mean_the_kernel_of_what_is_trained() {
    String difference = "EmpiricalNTK[1, 2] - EmpiricalNNGP[3, 1, 2]";

    assertThat(measure("{layers: last}", difference, 8, 0)).isCloseTo(0, within(1e-14));
    assertThat(measure("{layers: all}", difference, 8, 0)).isNotCloseTo(0, within(1e-3));
    assertThat(measure("{layers: last}", "KernelDrift[1]", 8, 0)).isCloseTo(0, within(1e-14));
    assertThat(measure("{layers: all}", "KernelDrift[1]", 8, 0)).isGreaterThan(1e-3);
  }

  @Test
  void should_hold_the_kernels_between_all_inputs() {
    Evaluator at = ensemble("{}", "Loss[1]").evaluator();
    for (String word : new String[] {"NTK", "NNGP"}) {
      Quantity matrix = at.evaluate(WolframReader.read(word + "Matrix[3]"));
      Quantity sum = Quantity.of(0);
      for (int a = 1; a <= 3; a++) {
        for (int b = 1; b <= 3; b++) {
          sum = sum.plus(at.evaluate(WolframReader.read("%s[3, %d, %d]".formatted(word, a, b))));
        }
      }
      Quantity ones = Quantity.vector(new double[] {1, 1, 1}, 0);
      Quantity all = ones.transpose().times(matrix.times(ones));
      assertThat(all.value()).isCloseTo(sum.value(), within(all.error() + sum.error()));
      assertThat(all.error()).isLessThan(1e-9 * all.value());
    }
  }

  @Test
  void should_refuse_steps_and_rates_that_are_none() {
    assertThatThrownBy(() -> measure("{method: descent}", "Loss[s]", 8, 0))
        .isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> measure("{learningRate: s - 3}", "Loss[1]", 8, 0))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageStartingWith("a learning rate is positive, not -");
    assertThatThrownBy(() -> measure("{method: descent, momentum: s}", "Loss[1]", 8, 0))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageStartingWith("a momentum lies in [0, 1)");
    assertThatThrownBy(() -> measure("{method: descent}", "Loss[2000]", 8, 0))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessage("gradient descent takes 1 to 1000 steps, not 2000");
  }

  private static double measure(String training, String observable, int width, int sample) {
    Subject subject = subject(training, observable);
    return ensemble(training, observable)
        .sampler(((LimitClaim) subject.claim()).observable(), subject)
        .sample(width, sample);
  }

  private static Ensemble ensemble(String training, String observable) {
    Subject subject = subject(training, observable);
    return Ensemble.draw(subject, List.of(((LimitClaim) subject.claim()).observable()));
  }

  private static Subject subject(String training, String observable) {
    String text =
        """
        title: A claim
        source: article
        statement: A statement.
        activations: {phi: [tanh]}
        symbols: {s: {in: "(1, 2)", values: [5/4]}}
        network: {hidden: [phi, phi], sigmaW: 5/4, sigmaB: 1/2, inputs: 3, training: %s}
        claims:
          c:
            limit: %s -> 1
        """
            .formatted(training, observable);
    return Subjects.first(
        Subjects.theorem(text), Map.of("phi", "tanh"), VerificationOptions.defaults());
  }
}
