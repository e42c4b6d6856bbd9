package org.widelimit.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.widelimit.simulation.Experiment;
import org.widelimit.simulation.ExperimentRunner;
import org.widelimit.simulation.Inputs;
import org.widelimit.simulation.MatrixKind;
import org.widelimit.simulation.ObservableCatalogue;
import org.widelimit.simulation.Parameterization;
import org.widelimit.statistics.Calibration;
import org.widelimit.statistics.ErrorBudget;
import org.widelimit.statistics.ExperimentSampler;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;

/**
 * How often a right limit is rejected, and one that is wrong by 1 % accepted, for every observable
 * of networks at initialization, within the standard budget and at a run's own share of the error
 * budget: {@code main SEEDS [FIRST-SEED]} prints a row for each observable and activation, with the
 * upper bounds of Clopper and Pearson at confidence 0.95, and totals.
 */
public final class CalibrationStudy {
  /** The confidence of a bound is 1 less this. */
  private static final double LEVEL = 0.05;

  /** Three hidden layers, weight and bias variances between order and chaos. */
  static final int DEPTH = 3;

  static final double SIGMA_W2 = 1.5;
  static final double SIGMA_B2 = 0.1;

  static final List<String> ACTIVATIONS = List.of("relu", "tanh", "erf");

  /** The observables of networks at initialization that have a known limit. */
  static final List<String> OBSERVABLES =
      List.of(
          "Activity[3]",
          "PreactivationCovariance[3, 1, 2]",
          "PreactivationCorrelation[3, 1, 2]",
          "PreactivationMoment[3, 4]",
          "PreactivationKurtosis[3]",
          "PostactivationSecondMoment[3]",
          "EmpiricalNNGP[4, 1, 1]",
          "EmpiricalNNGP[4, 1, 2]",
          "EmpiricalNTK[1, 1]",
          "EmpiricalNTK[1, 2]",
          "SmallestEigenvalue[]",
          "FisherEigenvalue[1]",
          "FisherTrace[]",
          "GradientSize[1]",
          "WeightGradientNorm[2]",
          "JacobianSize[Preactivation[3], Preactivation[1]]",
          "JacobianSize[Postactivation[3], Preactivation[1]]");

  private CalibrationStudy() {}

  /** The network, at two inputs that are neither orthogonal nor near. */
  static SimulatedNetwork network(String activation) {
    return new SimulatedNetwork(
        activation,
        DEPTH,
        SIGMA_W2,
        SIGMA_B2,
        false,
        1,
        Parameterization.NTK,
        Inputs.of(new double[] {1, 0.4, -0.5}, new double[] {0.9, -0.5, 0.6}));
  }

  /** What {@code simulate} measures under this name. */
  static Experiment experiment(String observable, SimulatedNetwork network) {
    Measured measured =
        Measured.read(observable, new ObservableCatalogue.Shape(DEPTH, network.inputs().count()));
    return new Experiment(
        observable + network.activation(),
        network.family(),
        network.inputs(),
        measured.observable(),
        null,
        MatrixKind.REVEALED,
        WidthLadder.standard().widths(),
        1);
  }

  /** The calibration of one observable at 1 % of its limit, or at 0.01 where that is 0. */
  static Calibration calibrate(
      String observable,
      String activation,
      double level,
      long firstSeed,
      int seeds,
      ExperimentRunner runner) {
    SimulatedNetwork network = network(activation);
    Experiment experiment = experiment(observable, network);
    double limit = InfiniteWidth.limit(experiment.observable(), network).orElseThrow();
    LimitTest test =
        LimitTest.on(WidthLadder.standard(), 0.01 * (limit == 0 ? 1 : Math.abs(limit)))
            .withLevel(level)
            .withPlan(SamplingPlan.ofInitialization());
    return Calibration.measure(
        observable + " " + activation,
        test,
        seed -> ExperimentSampler.of(experiment, firstSeed + seed, runner),
        limit,
        seeds);
  }

  /** Runs the study. */
  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
    long runs = 0;
    long falseAlarms = 0;
    long undecided = 0;
    long misses = 0;
    long caught = 0;
    try (ExperimentRunner runner = new ExperimentRunner(2)) {
      for (String observable : OBSERVABLES) {
        for (String activation : ACTIVATIONS) {
          long start = System.nanoTime();
          Calibration c =
              calibrate(observable, activation, ErrorBudget.suite().share(), first, seeds, runner);
          System.out.printf(
              Locale.ROOT,
              "%-52s %-5s %d seeds: %d false alarms, %d undecided, %d missed, %d caught;"
                  + " %.0f networks, %.2f s a seed%n",
              observable,
              activation,
              c.runs(),
              c.falseAlarms(),
              c.undecided(),
              c.misses(),
              c.caught(),
              c.samples(),
              (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1) / seeds);
          runs += c.runs();
          falseAlarms += c.falseAlarms();
          undecided += c.undecided();
          misses += c.misses();
          caught += c.caught();
        }
      }
    }
    Calibration all =
        new Calibration("all", 0, runs, falseAlarms, undecided, misses, caught, Double.NaN);
    System.out.printf(
        Locale.ROOT,
        "%d runs: %d false alarms, at most %.2g; %d undecided; %d misses, at most %.2g; %d caught,"
            + " at least %.4f%n",
        runs,
        falseAlarms,
        all.falseAlarmBound(LEVEL),
        undecided,
        misses,
        all.missBound(LEVEL),
        caught,
        all.powerBound(LEVEL));
  }
}
