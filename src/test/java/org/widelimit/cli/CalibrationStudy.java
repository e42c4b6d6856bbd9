package org.widelimit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.experiment.ExperimentRunner;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.Parameterization;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.simulation.sampling.ExperimentSampler;
import org.widelimit.statistics.Calibration;
import org.widelimit.statistics.ErrorBudget;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;

/**
 * How often a right limit is rejected, and one that is wrong by 1 % accepted, for every observable
 * of networks at initialization, within the standard budget and at a claim's own share of the error
 * budget.
 *
 * <p>{@code main FILE FIRST COUNT} runs seeds {@code FIRST .. FIRST + COUNT - 1}, whose activations
 * take turns, and appends to the file what each observable's test did, a block of seeds at a time,
 * so that an interrupted run loses a block at most and further runs add to it. {@code main FILE}
 * sums up, with the upper bounds of Clopper and Pearson at confidence 0.95. All observables measure
 * the networks of a seed ({@link SharedNetworks}).
 */
public final class CalibrationStudy {
  /** The confidence of a bound is 1 less this. */
  private static final double LEVEL = 0.05;

  /** A claim's check splits its share of the suite's budget over the limit, the rate, the bias. */
  private static final int PARTS = 3;

  /** Seeds after which the file is written: one of each activation. */
  private static final int BLOCK = 4;

  /** Three hidden layers, weight and bias variances between order and chaos. */
  static final int DEPTH = 3;

  static final double SIGMA_W2 = 1.5;
  static final double SIGMA_B2 = 0.1;

  static final List<String> ACTIVATIONS = List.of("relu", "tanh", "erf", "gelu");

  /**
   * The observables of networks at initialization that have a known limit, by the passes they take.
   */
  static final List<List<String>> FAMILIES =
      List.of(
          List.of(
              "Activity[3]",
              "PreactivationVariance[2, 2]",
              "PreactivationCovariance[3, 1, 2]",
              "PreactivationCorrelation[3, 1, 2]",
              "PreactivationMoment[3, 4]",
              "PreactivationKurtosis[3]",
              "PostactivationSecondMoment[3]",
              "EmpiricalNNGP[4, 1, 1]",
              "EmpiricalNNGP[4, 1, 2]"),
          List.of(
              "EmpiricalNTK[1, 1]",
              "EmpiricalNTK[1, 2]",
              "SmallestEigenvalue[]",
              "FisherEigenvalue[1]",
              "FisherTrace[]"),
          List.of(
              "GradientSize[1]",
              "GradientSize[3]",
              "WeightGradientNorm[1]",
              "WeightGradientNorm[2]",
              "WeightGradientNorm[3]",
              "WeightGradientNorm[4]"),
          List.of("JacobianSize[Postactivation[3], Preactivation[1]]"),
          List.of("PreactivationMoment[4, 2]", "PreactivationCovariance[4, 1, 2]"));

  /**
   * Squares and products of outputs, one number a network: random at every width, with the kernel
   * as their expectation, which is what is tested.
   */
  private static final Map<String, String> KERNEL_IN_MEAN =
      Map.of(
          "PreactivationMoment[4, 2]", "EmpiricalNNGP[4, 1, 1]",
          "PreactivationCovariance[4, 1, 2]", "EmpiricalNNGP[4, 1, 2]");

  static final List<String> OBSERVABLES = FAMILIES.stream().flatMap(List::stream).toList();

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

  static Observable observable(String text) {
    return Measured.read(text, new ObservableCatalogue.Shape(DEPTH, 2)).observable();
  }

  static boolean isInMean(String text) {
    return KERNEL_IN_MEAN.containsKey(text);
  }

  static double limit(String text, SimulatedNetwork network) {
    Observable kernel = observable(KERNEL_IN_MEAN.getOrDefault(text, text));
    return InfiniteWidth.limit(kernel, network).orElseThrow();
  }

  /** What {@code simulate} measures under this name. */
  static Experiment experiment(String observable, SimulatedNetwork network) {
    return new Experiment(
        "calibration " + network.activation(),
        network.family(),
        network.inputs(),
        observable(observable),
        null,
        MatrixKind.REVEALED,
        WidthLadder.standard().widths(),
        1);
  }

  /** The samplers of one seed, by observable. */
  static Map<String, Sampler> shared(Experiment experiment, long seed) {
    SharedNetworks networks =
        new SharedNetworks(
            experiment,
            seed,
            FAMILIES.stream()
                .map(family -> family.stream().map(CalibrationStudy::observable).toList())
                .toList());
    Map<String, Sampler> samplers = new LinkedHashMap<>();
    OBSERVABLES.forEach(text -> samplers.put(text, networks.sampler(observable(text))));
    return samplers;
  }

  /** The test of an observable, of its mean alone where that is all that has a limit. */
  static LimitTest test(String text, double limit, double level) {
    LimitTest test = test(observable(text), limit, level);
    return isInMean(text) ? test.inMean() : test;
  }

  /** The test of an observable at 1 % of its limit, or at 0.01 where that is 0. */
  static LimitTest test(Observable observable, double limit, double level) {
    return LimitTest.on(WidthLadder.standard(), 0.01 * (limit == 0 ? 1 : Math.abs(limit)))
        .withLevel(level)
        .withBiasExponent(observable.biasExponent(1))
        .withPlan(SamplingPlan.ofInitialization());
  }

  /** The calibration of one observable by itself. */
  static Calibration calibrate(
      String observable,
      String activation,
      double level,
      long firstSeed,
      int seeds,
      ExperimentRunner runner) {
    SimulatedNetwork network = network(activation);
    Experiment experiment = experiment(observable, network);
    double limit = limit(observable, network);
    return Calibration.measure(
        observable + " " + activation,
        test(observable, limit, level),
        seed -> ExperimentSampler.of(experiment, firstSeed + seed, runner),
        limit,
        seeds);
  }

  /** Runs the study, or sums it up. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    if (args.length == 1) {
      sumUp(CalibrationRows.read(file));
      return;
    }
    long first = Long.parseLong(args[1]);
    long end = first + Long.parseLong(args[2]);
    for (long seed = first; seed < end; ) {
      List<Calibration> rows = new ArrayList<>();
      for (int i = 0; i < BLOCK && seed < end; i++, seed++) {
        rows.addAll(atOneSeed(seed));
      }
      Files.writeString(
          file,
          CalibrationRows.write(CalibrationRows.merged(rows)),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static List<Calibration> atOneSeed(long seed) {
    String activation = ACTIVATIONS.get((int) Math.floorMod(seed, (long) ACTIVATIONS.size()));
    SimulatedNetwork network = network(activation);
    double level = ErrorBudget.suite().share(PARTS);
    List<Calibration> rows = new ArrayList<>();
    shared(experiment(OBSERVABLES.get(0), network), seed)
        .forEach(
            (text, sampler) -> {
              double limit = limit(text, network);
              LimitTest test = test(text, limit, level);
              rows.add(Calibration.once(text + " " + activation, test, sampler, limit));
            });
    return rows;
  }

  private static String observableOf(Calibration row) {
    return row.name().substring(0, row.name().lastIndexOf(' '));
  }

  /**
   * A row an observable; bounds by margins are means over the activations, whose margins differ.
   */
  private static void sumUp(List<Calibration> rows) {
    Map<String, List<Calibration>> byObservable =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    CalibrationStudy::observableOf, LinkedHashMap::new, Collectors.toList()));
    byObservable.forEach(
        (observable, of) -> {
          Calibration c = of.stream().reduce(Calibration::plus).orElseThrow();
          System.out.printf(
              Locale.ROOT,
              "%-50s %d seeds: %d false alarms (at most %.2g), %d undecided, %d missed (at most"
                  + " %.2g), %d caught (at least %.4f, by margins %.6f; closest %.3f);"
                  + " %.0f networks%n",
              observable,
              c.runs(),
              c.falseAlarms(),
              c.falseAlarmBound(LEVEL),
              c.undecided(),
              c.misses(),
              c.missBound(LEVEL),
              c.caught(),
              c.powerBound(LEVEL),
              of.stream().mapToDouble(row -> row.powerByMargins(LEVEL)).average().orElse(0),
              c.margins().stream().mapToDouble(Double::doubleValue).min().orElse(0),
              c.samples());
        });
  }
}
