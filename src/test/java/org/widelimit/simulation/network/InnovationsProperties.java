package org.widelimit.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.observable.BackwardObservable.EmpiricalNTK;
import org.widelimit.simulation.observable.Controlled;
import org.widelimit.simulation.observable.ForwardObservable.Output;
import org.widelimit.simulation.observable.ForwardObservable.PreactivationVariance;
import org.widelimit.simulation.observable.JacobianObservable.JacobianSize;
import org.widelimit.simulation.observable.Observable;

/**
 * Innovations have expectation exactly 0 at every width, also at the narrowest networks, and carry
 * nearly all of an observable's fluctuations.
 *
 * <p>Error budget of the property: the means of n samples are compared with {@value #SIGMAS} of
 * their standard errors, which normal means miss with probability 2e-15; at most 126 innovations in
 * each of 12 networks give 4e-12. Skewness leaves room: of the most skewed one, a Hermite
 * polynomial of degree 6, the rare values beyond 4 make up 0.3 standard errors of its mean. An
 * innovation whose expectation is wrong by a quarter of its standard deviation is 15 standard
 * errors away.
 */
class InnovationsProperties {

  private static final int SAMPLES = 4000;
  private static final double SIGMAS = 8;

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void should_have_expectation_zero_at_any_width(@ForAll long seed) {
    // GIVEN narrow networks, in which corrections of order 1/M would be large
    RandomGenerator dice = RandomStreams.of(seed, "network").generator();
    int width = dice.nextInt(3, 9);
    int depth = dice.nextInt(1, 4);
    String activation = List.of("relu", "tanh", "gelu", "sin").get(dice.nextInt(4));
    double sigmaB2 = dice.nextBoolean() ? 0 : dice.nextDouble(0.05, 0.5);
    Observable observable =
        dice.nextInt(3) == 0
            ? new Output(2)
            : depth > 1 && dice.nextBoolean() ? new JacobianSize(1, depth) : new EmpiricalNTK(1, 2);
    MatrixKind matrices = dice.nextBoolean() ? MatrixKind.DENSE : MatrixKind.REVEALED;
    Experiment experiment =
        experiment(activation, depth, dice.nextDouble(0.8, 2), sigmaB2, observable, matrices);
    // WHEN
    double[][] rows = rows(experiment, width, seed);
    // THEN
    for (int j = 1; j < rows[0].length; j++) {
      assertThat(Math.abs(standardized(rows, j, 0)))
          .as("innovation %d of %s", j, experiment)
          .isLessThan(SIGMAS);
    }
  }

  @Test
  void should_see_an_innovation_that_is_off_by_a_quarter_of_its_deviation() {
    // GIVEN the same statistic on innovations that are shifted
    double[][] rows =
        rows(experiment("relu", 2, 1.5, 0.1, new EmpiricalNTK(1, 2), MatrixKind.REVEALED), 5, 1);
    // THEN
    for (int j = 1; j < rows[0].length; j++) {
      assertThat(Math.abs(standardized(rows, j, 0.25))).isGreaterThan(SIGMAS);
    }
  }

  @Test
  void should_not_change_what_is_measured() {
    for (Observable observable :
        List.of(new PreactivationVariance(2), new EmpiricalNTK(1, 2), new JacobianSize(1, 2))) {
      Experiment controlled = experiment("tanh", 2, 1.5, 0.1, observable, MatrixKind.REVEALED);
      Experiment plain = controlled.withObservable(observable);

      assertThat(controlled.run(33, 5, 7)[0]).isEqualTo(plain.run(33, 5, 7)[0]);
    }
  }

  @Test
  void should_be_zero_where_a_layer_is_dead_or_inputs_are_parallel() {
    // GIVEN rectifiers of width 1 without biases: half of the networks are dead, and inputs on one
    // ray have parallel preactivations in all
    Experiment experiment =
        new Experiment(
            "dead",
            NetworkFamily.dense(2, List.of("relu", "relu"), 2, 0),
            Inputs.of(new double[] {1, 1}, new double[] {2, 2}),
            new Controlled(new EmpiricalNTK(1, 2)),
            null,
            MatrixKind.REVEALED,
            List.of(1),
            1);
    for (int sample = 0; sample < 200; sample++) {
      assertThat(Arrays.stream(experiment.run(1, sample, 1)).allMatch(Double::isFinite)).isTrue();
    }
  }

  private static Experiment experiment(
      String activation,
      int depth,
      double sigmaW2,
      double sigmaB2,
      Observable observable,
      MatrixKind matrices) {
    return new Experiment(
        "innovations",
        NetworkFamily.dense(2, Collections.nCopies(depth, activation), sigmaW2, sigmaB2),
        Inputs.of(new double[] {1, 0.4}, new double[] {0.3, -0.9}),
        new Controlled(observable),
        null,
        matrices,
        List.of(1),
        1);
  }

  private static double[][] rows(Experiment experiment, int width, long seed) {
    double[][] rows = new double[SAMPLES][];
    for (int i = 0; i < SAMPLES; i++) {
      rows[i] = experiment.run(width, i, seed);
    }
    return rows;
  }

  /** The mean of a column, shifted by a share of its deviation, in standard errors. */
  private static double standardized(double[][] rows, int column, double shift) {
    double sum = 0;
    double squares = 0;
    for (double[] row : rows) {
      sum += row[column];
      squares += row[column] * row[column];
    }
    double mean = sum / rows.length;
    double deviation = Math.sqrt(squares / rows.length - mean * mean);
    return deviation == 0 ? 0 : (mean / deviation + shift) * Math.sqrt(rows.length);
  }
}
