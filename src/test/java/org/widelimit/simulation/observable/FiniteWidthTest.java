package org.widelimit.simulation.observable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.SampleStatistics;

/**
 * ReLU networks with sigmaW^2 = 2 and no bias have expectations that are known at every width.
 * Given a layer's variance V, the next is {@code 2/M sum relu(u)^2}, of mean V and second moment
 * {@code V^2 (1 + 5/M)}, because {@code E relu(z)^2 = 1/2} and {@code E relu(z)^4 = 3/2}. The
 * kernel's mean on the diagonal is its limit, L + 1 times the variance (Hanin and Nica 2020).
 *
 * <p>Error budget: intervals at 1e-11 each. Power: the half widths are asserted to be below 10 % of
 * the value, and values off by 15 % are asserted to lie outside.
 */
class FiniteWidthTest {

  private static final double LEVEL = 1e-11;
  private static final int SAMPLES = 20_000;
  private static final double[] INPUT = {1, -0.5, 0.2};

  /** q_1 = 2 |x|^2/3. */
  private static final double VARIANCE = 2 * (1 + 0.25 + 0.04) / 3;

  private static double[] sample(int width, int depth, MatrixKind kind, Observable observable) {
    Experiment experiment =
        new Experiment(
            "exact",
            NetworkFamily.dense(3, Collections.nCopies(depth, "relu"), 2, 0),
            Inputs.of(INPUT),
            observable,
            null,
            kind,
            List.of(width),
            SAMPLES);
    double[] values = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      values[i] = experiment.run(width, i, 5)[0];
    }
    return values;
  }

  private static void check(double[] values, DoubleUnaryOperator power, double expected) {
    double[] powers = new double[values.length];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = power.applyAsDouble(values[i]);
    }
    ConfidenceInterval interval = ConfidenceInterval.ofMean(SampleStatistics.of(powers), LEVEL);
    assertThat(interval.contains(expected)).as("%s in %s", expected, interval).isTrue();
    assertThat(interval.contains(1.15 * expected)).as("15 % too large").isFalse();
    assertThat(interval.contains(0.85 * expected)).as("15 % too small").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"24, 2, DENSE", "24, 2, REVEALED", "32, 4, REVEALED"})
  void should_have_the_exact_moments_of_the_variance(int width, int depth, MatrixKind kind) {
    double[] values = sample(width, depth, kind, new ForwardObservable.EmpiricalNNGP(depth, 1, 1));
    check(values, v -> v, VARIANCE);
    double growth = Math.pow(1 + 5.0 / width, depth - 1);
    check(values, v -> v * v, VARIANCE * VARIANCE * growth);
    double[] means = sample(width, depth, kind, new ForwardObservable.PreactivationVariance(depth));
    check(means, v -> v * v, VARIANCE * VARIANCE * growth * (1 + 2.0 / width));
  }

  @ParameterizedTest
  @CsvSource({"24, 2, DENSE", "24, 3, REVEALED"})
  void should_have_the_limit_as_mean_of_the_diagonal_kernel(int width, int depth, MatrixKind kind) {
    double[] values = sample(width, depth, kind, new BackwardObservable.EmpiricalNTK(1, 1));
    check(values, v -> v, VARIANCE * (depth + 1));
  }

  @ParameterizedTest
  @CsvSource({"24, 2, DENSE", "24, 3, REVEALED"})
  void should_have_a_jacobian_of_mean_size_one(int width, int depth, MatrixKind kind) {
    double[] values = sample(width, depth, kind, new JacobianObservable.JacobianSize(1, depth));
    check(values, v -> v, 1);
  }
}
