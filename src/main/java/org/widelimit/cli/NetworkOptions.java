package org.widelimit.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.widelimit.activation.Activation;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.Parameterization;
import org.widelimit.simulation.observable.ObservableCatalogue;
import org.widelimit.simulation.training.TrainingMethod;
import org.widelimit.simulation.training.TrainingPlan;
import org.widelimit.statistics.WidthLadder;
import picocli.CommandLine.Option;

/** The options of {@code simulate} that say which networks are drawn, and how they are trained. */
final class NetworkOptions {

  /** Entries of one matrix that a dense network may have: 16 GiB. */
  private static final double MOST_ENTRIES = 0x1p31;

  /** Relative error of a mode of the training flow. */
  private static final double FLOW_TOLERANCE = 1e-6;

  @Option(names = "--activation", paramLabel = "EXPR", description = "A name or a formula in x.")
  private String activation = "tanh";

  @Option(names = "--depth", paramLabel = "L", description = "Number of hidden layers.")
  private int depth = 3;

  @Option(names = "--sigmaW2", paramLabel = "W", description = "Weight variance times fan-in.")
  private double sigmaW2 = 1.5;

  @Option(names = "--sigmaB2", paramLabel = "B", description = "Bias variance.")
  private double sigmaB2 = 0.1;

  @Option(
      names = "--residual",
      description = "Hidden layers from the second on add the preactivations below.")
  private boolean residual;

  @Option(
      names = "--parameterization",
      paramLabel = "KIND",
      description = "Which numbers are trained: ${COMPLETION-CANDIDATES}.")
  private Parameterization parameterization = Parameterization.NTK;

  @Option(names = "--outputs", paramLabel = "N", description = "Number of outputs.")
  private int outputs = 1;

  @Option(names = "--widths", split = ",", paramLabel = "M", description = "The ladder.")
  private List<Integer> widths = WidthLadder.standard().widths();

  @Option(names = "--inputs", paramLabel = "N", description = "Number of standard normal inputs.")
  private int inputs = 2;

  @Option(names = "--input-dimension", paramLabel = "D", description = "Their dimension.")
  private int inputDimension = 3;

  @Option(
      names = "--training",
      paramLabel = "METHOD",
      description =
          "flow:TIME, flow:RATE:TIME, descent:RATE:STEPS or descent:RATE:STEPS:MOMENTUM, full"
              + " batch; targets alternate between 1 and -1.")
  private String training = "flow:1";

  @Option(names = "--readout-only", description = "Train only the last layer.")
  private boolean readoutOnly;

  @Option(names = "--matrices", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
  private MatrixKind matrices = MatrixKind.REVEALED;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Inputs, weights and targets are drawn from this seed (default: 1).")
  private long seed = 1;

  long seed() {
    return seed;
  }

  List<Integer> widths() {
    return widths;
  }

  /** Checks the numbers of layers and inputs, and returns them. */
  ObservableCatalogue.Shape shape() {
    atLeastOne("--depth", depth);
    atLeastOne("--inputs", inputs);
    return new ObservableCatalogue.Shape(depth, inputs);
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " is at least 1, not " + value);
    }
  }

  /** Checks all that is said of the network, and returns it. */
  SimulatedNetwork read() {
    atLeastOne("--input-dimension", inputDimension);
    atLeastOne("--outputs", outputs);
    if (!(sigmaW2 > 0) || Double.isInfinite(sigmaW2)) {
      throw new IllegalArgumentException("--sigmaW2 is positive, not " + sigmaW2);
    }
    if (!(sigmaB2 >= 0) || Double.isInfinite(sigmaB2)) {
      throw new IllegalArgumentException("--sigmaB2 is not negative, unlike " + sigmaB2);
    }
    for (int i = 0; i < widths.size(); i++) {
      int width = widths.get(i);
      if (width < 1 || (i > 0 && width <= widths.get(i - 1))) {
        throw new IllegalArgumentException(
            "--widths are at least 1 and increase, unlike "
                + String.join(",", widths.stream().map(String::valueOf).toList()));
      }
      if (matrices == MatrixKind.DENSE && depth > 1 && (double) width * width > MOST_ENTRIES) {
        throw new IllegalArgumentException(
            "a dense matrix of width %d takes %.0f GB; take --matrices REVEALED"
                .formatted(width, 8e-9 * width * width));
      }
    }
    // Of a name that there is not, or a formula that cannot be read, this complains.
    Activation.parse(activation);
    return new SimulatedNetwork(
        activation,
        depth,
        sigmaW2,
        sigmaB2,
        residual,
        outputs,
        parameterization,
        Inputs.gaussian(inputDimension, inputs, RandomStreams.of(seed, "simulate", "inputs")));
  }

  /** The experiment that measures the observable on the network. */
  Experiment experiment(Measured measured, SimulatedNetwork network) {
    int widest = widths.get(widths.size() - 1);
    if (widest > measured.observable().largestWidth()) {
      throw new IllegalArgumentException(
          "%s is measured up to width %d; take for example --widths 8,16,32,64"
              .formatted(measured.observable().name(), measured.observable().largestWidth()));
    }
    return new Experiment(
        "simulate",
        network.family(),
        network.inputs(),
        measured.observable(),
        measured.observable().needsTraining() ? trainingPlan(measured) : null,
        matrices,
        widths,
        1);
  }

  private TrainingPlan trainingPlan(Measured measured) {
    List<List<Double>> targets = new java.util.ArrayList<>();
    for (int n = 0; n < inputs; n++) {
      List<Double> target = new java.util.ArrayList<>();
      for (int a = 0; a < outputs; a++) {
        target.add((n + a) % 2 == 0 ? 1.0 : -1.0);
      }
      targets.add(target);
    }
    TrainingMethod method =
        measured.time().isPresent()
            ? new TrainingMethod.GradientFlow(1, measured.time().getAsDouble(), FLOW_TOLERANCE)
            : method(training);
    return new TrainingPlan(targets, method, readoutOnly);
  }

  private static TrainingMethod method(String training) {
    String[] words = training.split(":", -1);
    try {
      if (words[0].equals("flow") && (words.length == 2 || words.length == 3)) {
        return new TrainingMethod.GradientFlow(
            words.length == 3 ? Double.parseDouble(words[1]) : 1,
            Double.parseDouble(words[words.length - 1]),
            FLOW_TOLERANCE);
      }
      if (words[0].equals("descent") && (words.length == 3 || words.length == 4)) {
        return new TrainingMethod.GradientDescent(
            Double.parseDouble(words[1]),
            words.length == 4 ? Double.parseDouble(words[3]) : 0,
            Integer.parseInt(words[2]));
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "not a number in --training " + training + ": " + notANumber.getMessage(), notANumber);
    } catch (IllegalArgumentException outOfRange) {
      throw new IllegalArgumentException(
          "--training " + training + ": " + outOfRange.getMessage(), outOfRange);
    }
    throw new IllegalArgumentException(
        "--training is flow:TIME, flow:RATE:TIME, descent:RATE:STEPS or"
            + " descent:RATE:STEPS:MOMENTUM, not '"
            + training
            + "'");
  }

  /** What was asked for, by the options' names. */
  Map<String, @Nullable Object> settings() {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("activation", activation);
    settings.put("depth", depth);
    settings.put("sigmaW2", sigmaW2);
    settings.put("sigmaB2", sigmaB2);
    settings.put("residual", residual);
    settings.put("parameterization", parameterization.name());
    settings.put("outputs", outputs);
    settings.put("inputs", inputs);
    settings.put("inputDimension", inputDimension);
    settings.put("training", training);
    settings.put("readoutOnly", readoutOnly);
    settings.put("matrices", matrices.name());
    settings.put("seed", seed);
    return settings;
  }
}
