package org.widelimit.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/** Closed forms of training against recursions and integrations that share no code with them. */
class LinearizedTrainingProperties {

  /** A random problem: a kernel of random rank with outputs and targets. */
  private static final class Problem {
    final double[][] kernel;
    final double[] start;
    final double[] targets;

    Problem(long seed, int size, boolean definite) {
      Random random = new Random(seed);
      int rank = definite ? size : 1 + random.nextInt(size);
      double[][] features = new double[size][rank];
      kernel = new double[size][size];
      for (double[] row : features) {
        for (int k = 0; k < rank; k++) {
          row[k] = random.nextGaussian();
        }
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          for (int k = 0; k < rank; k++) {
            kernel[i][j] += features[i][k] * features[j][k];
          }
        }
        kernel[i][i] += definite ? 0.5 : 0;
      }
      start = gaussian(random, size);
      targets = gaussian(random, size);
    }

    private static double[] gaussian(Random random, int size) {
      return random.doubles(size, -2, 2).toArray();
    }

    double largestEigenvalue() {
      return LinearizedTraining.of(kernel, 1).eigenvalues()[0];
    }

    /** The outputs by the recursion of heavy-ball gradient descent, step by step. */
    double[] descend(double rate, double momentum, int steps) {
      double[] outputs = start.clone();
      double[] velocity = new double[outputs.length];
      for (int step = 0; step < steps; step++) {
        double[] before = outputs.clone();
        for (int i = 0; i < outputs.length; i++) {
          double force = 0;
          for (int j = 0; j < outputs.length; j++) {
            force += kernel[i][j] * (before[j] - targets[j]);
          }
          velocity[i] = momentum * velocity[i] - rate / outputs.length * force;
          outputs[i] += velocity[i];
        }
      }
      return outputs;
    }

    double residual(double[] outputs) {
      double sum = 0;
      for (int i = 0; i < outputs.length; i++) {
        sum += (outputs[i] - targets[i]) * (outputs[i] - targets[i]);
      }
      return Math.sqrt(sum);
    }
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Property(tries = 200)
  void should_flow_as_the_integrated_equation(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int size,
      @ForAll @DoubleRange(min = 0.05, max = 2) double rate,
      @ForAll @DoubleRange(min = 0.05, max = 4) double time) {
    // GIVEN
    Problem problem = new Problem(seed, size, false);
    LinearizedTraining training = LinearizedTraining.of(problem.kernel, rate);
    // WHEN
    double[] closed =
        training.outputs(problem.start, problem.targets, new Dynamics.GradientFlow(time));
    double[] fine =
        GradientFlowIntegration.outputs(
            problem.kernel, rate, problem.start, problem.targets, time, 1e-12);
    double[] coarse =
        GradientFlowIntegration.outputs(
            problem.kernel, rate, problem.start, problem.targets, time, 1e-10);
    // THEN they agree within what the integrator's two tolerances differ by, for an order of 8
    double bound = 10 * distance(fine, coarse) + 1e-11;
    assertThat(distance(closed, fine)).isLessThanOrEqualTo(bound);
    // and the flow of a kernel 1 % off does not, where the flow moves the outputs at all
    double[] wrong =
        training.outputs(problem.start, problem.targets, new Dynamics.GradientFlow(1.01 * time));
    double decay = rate / size * problem.largestEigenvalue() * time;
    if (decay < 3 && distance(closed, problem.start) > 0.1) {
      assertThat(distance(wrong, fine)).isGreaterThan(bound);
    }
  }

  @Property(tries = 200)
  void should_descend_as_the_recursion(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int size,
      @ForAll @IntRange(min = 0, max = 60) int steps,
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double stability,
      @ForAll @DoubleRange(min = 0, max = 0.95) double momentum) {
    // GIVEN a stable learning rate
    Problem problem = new Problem(seed, size, false);
    double rate = stability * 2 * (1 + momentum) * size / problem.largestEigenvalue();
    LinearizedTraining training = LinearizedTraining.of(problem.kernel, rate);
    // WHEN
    double[] iterated = problem.descend(rate, momentum, steps);
    double[] closed =
        training.outputs(problem.start, problem.targets, new Dynamics.Momentum(steps, momentum));
    // THEN they differ by the rounding of so many steps, each amplified by momentum at most
    double bound = 64 * (1 + steps) * size * Math.ulp(16.0) / (1 - momentum);
    assertThat(distance(closed, iterated)).isLessThanOrEqualTo(bound);
    double plainRate = rate / (1 + momentum);
    assertThat(
            distance(
                LinearizedTraining.of(problem.kernel, plainRate)
                    .outputs(problem.start, problem.targets, new Dynamics.GradientDescent(steps)),
                problem.descend(plainRate, 0, steps)))
        .isLessThanOrEqualTo(bound);
    // and another momentum is told apart while the outputs still move
    if (steps > 1 && distance(iterated, problem.descend(rate, momentum, steps - 1)) > 1e-3) {
      double[] wrong =
          training.outputs(
              problem.start, problem.targets, new Dynamics.Momentum(steps, momentum + 0.02));
      assertThat(distance(wrong, iterated)).isGreaterThan(bound);
    }
  }

  @Property(tries = 40)
  void should_diverge_exactly_beyond_the_largest_learning_rate(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll @IntRange(min = 0, max = 2) int kind) {
    // GIVEN
    Problem problem = new Problem(seed, size, true);
    double momentum = new double[] {0, 0.3, 0.8}[kind];
    double largest = LinearizedTraining.of(problem.kernel, 1).largestStableLearningRate(momentum);
    double start = problem.residual(problem.start);
    // WHEN the recursion runs long, a hundredth below the rate and a hundredth above
    double below = problem.residual(problem.descend(0.99 * largest, momentum, 20_000));
    double above = problem.residual(problem.descend(1.01 * largest, momentum, 20_000));
    // THEN
    assertThat(below).isLessThan(1e-3 * start);
    assertThat(above).isGreaterThan(1e9 * start);
  }

  @Property(tries = 100)
  void should_end_last_layer_training_in_the_posterior(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int size,
      @ForAll @IntRange(min = 1, max = 3) int tests) {
    // GIVEN one kernel over training and test points
    Problem all = new Problem(seed, size + tests, true);
    RealMatrix joint = new Array2DRowRealMatrix(all.kernel);
    double[][] train = block(joint, 0, size, 0, size);
    double[][] cross = block(joint, size, tests, 0, size);
    double[][] test = block(joint, size, tests, size, tests);
    double[] targets = java.util.Arrays.copyOf(all.targets, size);
    // WHEN
    Prediction trained =
        LinearizedTraining.of(train, 0.3)
            .prediction(cross, train, cross, test, targets, new Dynamics.Converged());
    Prediction posterior = Prediction.posterior(train, cross, test, targets, 0);
    // THEN both are the conditional law, read off the joint precision matrix: its test block is
    // the inverse covariance, and what couples it to the training block gives the mean
    RealMatrix precision = new LUDecomposition(joint).getSolver().getInverse();
    RealMatrix covariance =
        new LUDecomposition(new Array2DRowRealMatrix(block(precision, size, tests, size, tests)))
            .getSolver()
            .getInverse();
    double[] mean =
        covariance
            .multiply(new Array2DRowRealMatrix(block(precision, size, tests, 0, size)))
            .scalarMultiply(-1)
            .operate(targets);
    double rounding = 1e-11 * joint.getNorm1();
    for (Prediction prediction : new Prediction[] {trained, posterior}) {
      assertThat(prediction.mean()).containsExactly(mean, within(rounding));
      for (int i = 0; i < tests; i++) {
        assertThat(prediction.covariance()[i])
            .containsExactly(covariance.getRow(i), within(rounding));
      }
    }
    Prediction noisy = Prediction.posterior(train, cross, test, targets, 0.01);
    assertThat(distance(noisy.covariance()[0], covariance.getRow(0))).isGreaterThan(rounding);
  }

  private static double[][] block(RealMatrix matrix, int row, int rows, int column, int columns) {
    return matrix.getSubMatrix(row, row + rows - 1, column, column + columns - 1).getData();
  }
}
