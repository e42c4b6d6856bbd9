package org.widelimit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearizedTrainingTest {

  private static final double[][] KERNEL = {{2, 1, 0.3}, {1, 3, 0.5}, {0.3, 0.5, 1}};
  private static final double[] START = {0.4, -1, 0.2};
  private static final double[] TARGETS = {1, 2, -0.5};
  private static final double RATE = 0.7;

  private static final LinearizedTraining TRAINING = LinearizedTraining.of(KERNEL, RATE);

  @Test
  void should_agree_with_the_integrated_gradient_flow() {
    double[] closed = TRAINING.outputs(START, TARGETS, new Dynamics.GradientFlow(3));
    double[] integrated = GradientFlowIntegration.outputs(KERNEL, RATE, START, TARGETS, 3, 1e-12);
    assertThat(closed).containsExactly(integrated, within(1e-10));
    double[] control = TRAINING.outputs(START, TARGETS, new Dynamics.GradientFlow(3.001));
    assertThat(Math.abs(control[0] - integrated[0])).isGreaterThan(1e-6);
  }

  @Test
  void should_agree_with_gradient_descent_and_momentum_step_by_step() {
    for (double momentum : new double[] {0, 0.9}) {
      double[] outputs = START.clone();
      double[] velocity = new double[3];
      for (int step = 0; step < 25; step++) {
        double[] next = outputs.clone();
        for (int i = 0; i < 3; i++) {
          double gradient = 0;
          for (int j = 0; j < 3; j++) {
            gradient += RATE / 3 * KERNEL[i][j] * (outputs[j] - TARGETS[j]);
          }
          velocity[i] = momentum * velocity[i] - gradient;
          next[i] += velocity[i];
        }
        outputs = next;
      }
      assertThat(TRAINING.outputs(START, TARGETS, new Dynamics.Momentum(25, momentum)))
          .containsExactly(outputs, within(1e-12));
      if (momentum == 0) {
        assertThat(TRAINING.outputs(START, TARGETS, new Dynamics.GradientDescent(25)))
            .containsExactly(outputs, within(1e-12));
      }
    }
  }

  @Test
  void should_diverge_exactly_beyond_the_largest_learning_rate() {
    for (double momentum : new double[] {0, 0.5}) {
      double largest = TRAINING.largestStableLearningRate(momentum);
      Dynamics long1 = new Dynamics.Momentum(4000, momentum);
      double start = TRAINING.loss(START, TARGETS, new Dynamics.GradientFlow(0));
      assertThat(LinearizedTraining.of(KERNEL, 0.99 * largest).loss(START, TARGETS, long1))
          .isLessThan(1e-9 * start);
      assertThat(LinearizedTraining.of(KERNEL, 1.01 * largest).loss(START, TARGETS, long1))
          .isGreaterThan(1e9 * start);
    }
  }

  @Test
  void should_predict_tests_points_like_training_points() {
    // Test points equal to the training points must be trained like them.
    Dynamics flow = new Dynamics.GradientFlow(2);
    assertThat(TRAINING.testOutputs(START, KERNEL, START, TARGETS, flow))
        .containsExactly(TRAINING.outputs(START, TARGETS, flow), within(1e-12));
    // Trained to the end, no variance is left on the training points, and the mean is the target.
    Prediction end =
        TRAINING.prediction(KERNEL, KERNEL, KERNEL, KERNEL, TARGETS, new Dynamics.Converged());
    assertThat(end.mean()).containsExactly(TARGETS, within(1e-12));
    for (double[] row : end.covariance()) {
      assertThat(row).containsExactly(new double[3], within(1e-12));
    }
    Prediction posterior = Prediction.posterior(KERNEL, KERNEL, KERNEL, TARGETS, 0);
    assertThat(posterior.mean()).containsExactly(TARGETS, within(1e-12));
    // Untrained, the prediction is the NNGP prior.
    Prediction prior =
        TRAINING.prediction(KERNEL, KERNEL, KERNEL, KERNEL, TARGETS, new Dynamics.GradientFlow(0));
    assertThat(prior.mean()).containsExactly(new double[3], within(1e-15));
    assertThat(prior.covariance()[0]).containsExactly(KERNEL[0], within(1e-15));
  }

  @Test
  void should_measure_how_far_the_parameters_move() {
    // A linear model f = A theta has the kernel A A^T; its parameters are integrated directly.
    double[][] features = {{1, 0.5}, {0.2, -1}, {0.7, 0.3}};
    double[][] kernel = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        kernel[i][j] = features[i][0] * features[j][0] + features[i][1] * features[j][1];
      }
    }
    double[] theta = new double[2];
    for (int step = 0; step < 40; step++) {
      double[] next = theta.clone();
      for (int i = 0; i < 3; i++) {
        double residual =
            START[i] + features[i][0] * theta[0] + features[i][1] * theta[1] - TARGETS[i];
        next[0] -= RATE / 3 * residual * features[i][0];
        next[1] -= RATE / 3 * residual * features[i][1];
      }
      theta = next;
    }
    double distance =
        LinearizedTraining.of(kernel, RATE)
            .squaredParameterDistance(START, TARGETS, new Dynamics.GradientDescent(40));
    assertThat(distance).isCloseTo(theta[0] * theta[0] + theta[1] * theta[1], within(1e-12));
    // The kernel is singular: training for ever still moves the parameters by a finite distance.
    assertThat(
            LinearizedTraining.of(kernel, RATE)
                .squaredParameterDistance(START, TARGETS, new Dynamics.Converged()))
        .isFinite()
        .isGreaterThan(distance);
  }

  @Test
  void should_reject_what_is_no_kernel() {
    assertThatThrownBy(() -> LinearizedTraining.of(new double[][] {{1, 2}, {0, 1}}, 1))
        .hasMessageContaining("symmetric");
    assertThatThrownBy(() -> LinearizedTraining.of(new double[][] {{1, 2}, {2, 1}}, 1))
        .hasMessageContaining("negative eigenvalue");
    assertThatThrownBy(() -> LinearizedTraining.of(KERNEL, 0)).hasMessageContaining("positive");
  }
}
