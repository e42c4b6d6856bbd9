package org.widelimit.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.widelimit.simulation.network.ForwardPass;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.network.NetworkSpec;
import org.widelimit.simulation.network.Parameterization;
import org.widelimit.simulation.network.TwoSamples;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.Sample;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;

/**
 * Revealed networks have the law of dense ones: activities, kernels and outputs, before and after
 * training, in mean, second moment and distribution.
 *
 * <p>Error budget: a false alarm anywhere in this class has a probability of at most 1e-9, split
 * evenly over architectures, widths and statistics ({@link TwoSamples} is exact). Power at 4,000
 * samples: a shift of a mean by 0.25 standard deviations, or a distance of 0.12 between
 * distribution functions, is found with a probability above 0.999. The negative controls show what
 * that buys.
 */
class RevealedLawProperties {

  private static final double FALSE_ALARM = 1e-9;
  private static final int ARCHITECTURES = 3;
  private static final int[] WIDTHS = {1, 2, 16, 48};
  private static final int SAMPLES = 4000;
  private static final List<String> ACTIVATIONS =
      List.of("tanh", "relu", "identity", "gelu", "erf", "sin", "abs", "softplus");
  private static final List<String> STATISTICS =
      List.of(
          "activity",
          "NTK(1,1)",
          "NTK(1,2)",
          "alignment",
          "trained output",
          "trained NTK(1,2)",
          "loss");
  // One more architecture for the controls, which pass the right matrices too.
  private static final double LEVEL =
      FALSE_ALARM / (ARCHITECTURES + 1) / WIDTHS.length / STATISTICS.size();

  /** A backward pass through weights that know nothing of the forward pass. */
  private static GaussianMatrix forgetfulBackward(int rows, int columns, RandomGenerator random) {
    GaussianMatrix other = new RevealedMatrix(rows, columns, random);
    return new ChangedMatrix(new RevealedMatrix(rows, columns, random)) {
      @Override
      public Matrix transposeTimes(Matrix vectors) {
        return other.transposeTimes(vectors);
      }
    };
  }

  /** A matrix that training does not move. */
  private static GaussianMatrix forgetfulTraining(int rows, int columns, RandomGenerator random) {
    return new ChangedMatrix(new RevealedMatrix(rows, columns, random)) {
      @Override
      public void move(double momentum, Matrix left, double[] weights, Matrix right) {}
    };
  }

  /** A matrix that forgets the earlier answers to its right when it draws a new one. */
  private static GaussianMatrix forgetfulForward(int rows, int columns, RandomGenerator random) {
    return new ChangedMatrix(new RevealedMatrix(rows, columns, random)) {
      @Override
      public Matrix times(Matrix vectors) {
        return new RevealedMatrix(rows, columns, random).times(vectors);
      }
    };
  }

  @Property(tries = ARCHITECTURES, shrinking = ShrinkingMode.OFF)
  void should_have_the_law_of_dense_networks(@ForAll long seed) {
    RandomGenerator dice = RandomStreams.of(seed, "architecture").generator();
    Setting setting = Setting.any(dice);
    for (int width : WIDTHS) {
      double[][] dense = statistics(setting, width, MatrixKind.DENSE, seed, "dense");
      assertThat(differences(setting, width, MatrixKind.REVEALED, seed, dense)).isEmpty();
    }
  }

  @Example
  void should_reject_matrices_that_forget() {
    Setting setting =
        new Setting(
            List.of("identity", "tanh", "tanh"), false, 2.5, 0, Parameterization.NTK, 0, 0.2);
    for (int width : WIDTHS) {
      double[][] dense = statistics(setting, width, MatrixKind.DENSE, 1, "dense");
      assertThat(differences(setting, width, RevealedLawProperties::forgetfulBackward, 1, dense))
          .as("backward, width %d", width)
          .isNotEmpty();
      assertThat(differences(setting, width, RevealedLawProperties::forgetfulTraining, 1, dense))
          .as("training, width %d", width)
          .isNotEmpty();
      assertThat(differences(setting, width, RevealedLawProperties::forgetfulForward, 1, dense))
          .as("forward, width %d", width)
          .isNotEmpty();
      assertThat(differences(setting, width, MatrixKind.REVEALED, 1, dense)).isEmpty();
    }
  }

  /** An architecture of one width and how it is trained. */
  private record Setting(
      List<String> activations,
      boolean residual,
      double sigmaW,
      double sigmaB,
      Parameterization parameterization,
      double momentum,
      double learningRate) {

    static Setting any(RandomGenerator dice) {
      List<String> activations = new ArrayList<>();
      int depth = 2 + dice.nextInt(2);
      for (int l = 0; l < depth; l++) {
        activations.add(ACTIVATIONS.get(dice.nextInt(ACTIVATIONS.size())));
      }
      return new Setting(
          activations,
          dice.nextBoolean(),
          dice.nextDouble(0.8, 1.6),
          dice.nextBoolean() ? 0 : 0.3,
          dice.nextBoolean() ? Parameterization.NTK : Parameterization.STANDARD,
          dice.nextBoolean() ? 0 : 0.5,
          dice.nextDouble(0.01, 0.1));
    }

    NetworkSpec at(int width) {
      List<NetworkFamily.Layer> hidden = new ArrayList<>();
      for (String activation : activations) {
        hidden.add(
            new NetworkFamily.Layer(
                activation, sigmaW * sigmaW, 1, sigmaB * sigmaB, residual && !hidden.isEmpty()));
      }
      NetworkFamily.Layer readout =
          new NetworkFamily.Layer("identity", sigmaW * sigmaW, sigmaB * sigmaB);
      return new NetworkFamily(2, hidden, 1, readout, parameterization).at(width);
    }
  }

  /** The statistics in which a network over these matrices is found to differ from a dense one. */
  private static List<String> differences(
      Setting setting, int width, GaussianMatrix.Factory matrices, long seed, double[][] dense) {
    double[][] other = statistics(setting, width, matrices, seed, "other");
    List<String> found = new ArrayList<>();
    for (int s = 0; s < dense.length; s++) {
      if (TwoSamples.differ(dense[s], other[s], LEVEL)) {
        found.add(STATISTICS.get(s) + " at width " + width);
      }
    }
    return Collections.unmodifiableList(found);
  }

  private static double[][] statistics(
      Setting setting, int width, GaussianMatrix.Factory matrices, long seed, String name) {
    double[][] result = new double[STATISTICS.size()][SAMPLES];
    NetworkSpec spec = setting.at(width);
    Inputs inputs =
        Inputs.of(new double[] {1, 0.3}, new double[] {-0.4, 0.8}, new double[] {0.7, 0.7});
    TrainingPlan plan =
        TrainingPlan.of(
            new TrainingMethod.GradientDescent(setting.learningRate(), setting.momentum(), 3),
            1,
            -0.5);
    RandomStreams streams = RandomStreams.of(seed, name).child("width", width);
    for (int i = 0; i < SAMPLES; i++) {
      try (Sample sample = new Sample(spec, inputs, plan, matrices, streams.child("sample", i))) {
        result[0][i] = new ForwardObservable.Activity(spec.depth()).measure(sample)[0];
        result[1][i] = sample.kernel().get(0, 0);
        result[2][i] = sample.kernel().get(0, 1);
        result[3][i] = alignment(sample);
        // Small networks may diverge in training; a bounded function of the output has a law too.
        result[4][i] = Math.atan(sample.training().end().outputs().get(0, 2));
        result[5][i] = Math.atan(sample.trainedKernel().get(0, 1));
        result[6][i] = Math.atan(sample.training().loss());
      }
    }
    return result;
  }

  /**
   * The output times its derivative along the first preactivations. For a linear network both
   * factors are equal; weights that differ forward and backward make them independent.
   */
  private static double alignment(Sample sample) {
    ForwardPass pass = sample.pass();
    Matrix one = Matrix.ofColumns(new double[] {1});
    Matrix delta = sample.network().backward(pass, one, new int[] {0}).get(0);
    double along = Columns.innerProduct(pass.preactivation(1).raw()[0], delta.raw()[0]);
    return pass.outputs().get(0, 0) * along;
  }

  /** Another matrix, of which a subclass changes one answer. */
  private static class ChangedMatrix implements GaussianMatrix {

    private final GaussianMatrix matrix;

    ChangedMatrix(GaussianMatrix matrix) {
      this.matrix = matrix;
    }

    @Override
    public int rows() {
      return matrix.rows();
    }

    @Override
    public int columns() {
      return matrix.columns();
    }

    @Override
    public Matrix times(Matrix vectors) {
      return matrix.times(vectors);
    }

    @Override
    public Matrix transposeTimes(Matrix vectors) {
      return matrix.transposeTimes(vectors);
    }

    @Override
    public void move(double momentum, Matrix left, double[] weights, Matrix right) {
      matrix.move(momentum, left, weights, right);
    }

    @Override
    public double squaredDistance() {
      return matrix.squaredDistance();
    }

    @Override
    public double squaredNormAtStart() {
      return matrix.squaredNormAtStart();
    }
  }
}
