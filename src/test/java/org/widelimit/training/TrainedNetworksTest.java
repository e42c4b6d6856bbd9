package org.widelimit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.widelimit.gaussian.Activation;
import org.widelimit.network.KernelMatrices;
import org.widelimit.simulation.Inputs;
import org.widelimit.simulation.MatrixKind;
import org.widelimit.simulation.NetworkFamily;
import org.widelimit.simulation.RandomStreams;
import org.widelimit.simulation.Sample;
import org.widelimit.simulation.TrainingMethod;
import org.widelimit.simulation.TrainingObservable.TrainedOutput;
import org.widelimit.simulation.TrainingPlan;

/**
 * Mean and variance over initializations (Lee et al. 2019, eqs. 14 and 15) against many trained
 * networks, all layers or the last alone.
 *
 * <p>A mean is seen to 6.5 standard errors, which the mean of so many samples misses with a
 * probability of 1e-10; a variance of nearly Gaussian outputs to 6.5 times {@code sqrt(2/n)} of
 * itself, and as much again for the kurtosis of finite width. So an error of 0.15 standard
 * deviations in the mean, or of a third in the variance, would have been caught.
 */
class TrainedNetworksTest {

  private static final int WIDTH = 256;
  private static final int SAMPLES = 2000;
  private static final double ERRORS = 6.5;
  private static final double TIME = 1;
  private static final double SIGMA_W2 = 1.5;
  private static final double SIGMA_B2 = 0.1;

  private static final double[][] POINTS = {{1, -0.5, 0.8}, {-0.3, 1.2, 0.4}, {0.9, -0.8, 0.6}};
  private static final double[] TARGETS = {1.5, -1};

  private static double[][] tangent = {};
  private static double[][] nngp = {};

  @BeforeAll
  static void computeKernels() {
    KernelMatrices kernels =
        KernelMatrices.of(Activation.named("erf"), 2, SIGMA_W2, SIGMA_B2, POINTS);
    tangent = kernels.neuralTangentKernel();
    nngp = kernels.nngp();
  }

  private static double[][] top(double[][] kernel) {
    return new double[][] {{kernel[0][0], kernel[0][1]}, {kernel[1][0], kernel[1][1]}};
  }

  private static double[][] cross(double[][] kernel) {
    return new double[][] {{kernel[2][0], kernel[2][1]}};
  }

  private static Prediction prediction(double[][] kernel, Dynamics dynamics) {
    return LinearizedTraining.of(top(kernel), 1)
        .prediction(
            cross(kernel),
            top(nngp),
            cross(nngp),
            new double[][] {{nngp[2][2]}},
            TARGETS,
            dynamics);
  }

  /** The outputs of many networks at the third point, trained on the others. */
  private static double[] outputs(boolean readoutOnly) {
    NetworkFamily family = NetworkFamily.dense(3, List.of("erf", "erf"), SIGMA_W2, SIGMA_B2);
    TrainingPlan all = TrainingPlan.of(new TrainingMethod.ExponentialFlow(1, TIME, 0), TARGETS);
    TrainingPlan plan = new TrainingPlan(all.targets(), all.method(), readoutOnly);
    double[] outputs = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      RandomStreams streams = RandomStreams.of(20, "trained").child("sample", i);
      try (Sample sample =
          new Sample(family.at(WIDTH), Inputs.of(POINTS), plan, MatrixKind.REVEALED, streams)) {
        outputs[i] = new TrainedOutput(3).measure(sample)[0];
      }
    }
    return outputs;
  }

  /** Whether mean and variance agree with a prediction within the budget. */
  private static boolean agrees(double[] outputs, Prediction prediction) {
    double mean = 0;
    for (double output : outputs) {
      mean += output / outputs.length;
    }
    double variance = 0;
    for (double output : outputs) {
      variance += (output - mean) * (output - mean) / (outputs.length - 1);
    }
    double expected = prediction.covariance()[0][0];
    return Math.abs(mean - prediction.mean()[0]) <= ERRORS * Math.sqrt(variance / outputs.length)
        && Math.abs(variance - expected) <= 2 * ERRORS * Math.sqrt(2.0 / outputs.length) * expected;
  }

  @Test
  void should_predict_networks_trained_in_all_layers() {
    double[] outputs = outputs(false);

    assertThat(agrees(outputs, prediction(tangent, new Dynamics.GradientFlow(TIME)))).isTrue();
    // Not the last layer's kernel, another time, or no training.
    assertThat(agrees(outputs, prediction(nngp, new Dynamics.GradientFlow(TIME)))).isFalse();
    assertThat(agrees(outputs, prediction(tangent, new Dynamics.GradientFlow(TIME / 3)))).isFalse();
    assertThat(agrees(outputs, prediction(tangent, new Dynamics.GradientFlow(0)))).isFalse();
  }

  @Test
  void should_predict_networks_trained_in_the_last_layer() {
    double[] outputs = outputs(true);

    assertThat(agrees(outputs, prediction(nngp, new Dynamics.GradientFlow(TIME)))).isTrue();
    assertThat(agrees(outputs, prediction(tangent, new Dynamics.GradientFlow(TIME)))).isFalse();
    assertThat(agrees(outputs, prediction(nngp, new Dynamics.GradientFlow(TIME / 3)))).isFalse();
  }

  @Test
  void should_end_training_of_the_last_layer_in_the_posterior() {
    Prediction end = prediction(nngp, new Dynamics.Converged());
    Prediction posterior =
        Prediction.posterior(top(nngp), cross(nngp), new double[][] {{nngp[2][2]}}, TARGETS, 0);
    assertThat(end.mean()).containsExactly(posterior.mean(), within(1e-12));
    assertThat(end.covariance()[0]).containsExactly(posterior.covariance()[0], within(1e-12));
    assertThat(prediction(tangent, new Dynamics.Converged()).covariance()[0][0])
        .isNotCloseTo(posterior.covariance()[0][0], within(1e-3));
  }
}
