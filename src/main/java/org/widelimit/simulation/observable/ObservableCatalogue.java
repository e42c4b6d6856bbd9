package org.widelimit.simulation.observable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The observables by name: what theorem files and the command line may measure, with the arguments
 * each takes, what stands for one that is left out, and which layers and inputs it can be asked of.
 */
public final class ObservableCatalogue {

  private static final Map<String, Known> KNOWN = new LinkedHashMap<>();

  static {
    forward();
    backward();
    jacobian();
    training();
  }

  private ObservableCatalogue() {}

  /** What an argument means. */
  public enum Parameter {
    /** A hidden layer or the readout, 1 to L + 1; the last hidden layer if left out. */
    LAYER("l"),
    /** The same; the readout if left out. */
    UPPER_LAYER("l"),
    /** The same; the first hidden layer if left out. */
    LOWER_LAYER("l"),
    /** The inputs or a hidden layer, 0 to L; the last hidden layer if left out. */
    ACTIVATED_LAYER("l"),
    /** An input, the first if left out. */
    INPUT("a"),
    /** Another input, the second if left out. */
    OTHER_INPUT("b"),
    /** An input, the one before it if left out. */
    SAME_INPUT("b"),
    /** A place {@code Preactivation[l]} or {@code Postactivation[l]}, of the last hidden layer. */
    UPPER_PLACE("Preactivation[m]"),
    /** A place {@code Preactivation[l]}, of the first hidden layer. */
    LOWER_PLACE("Preactivation[l]"),
    /** The order of a moment, at least 1; 2 if left out. */
    ORDER("k"),
    /** The rank in a spectrum, from 1 for the largest, which stands if it is left out. */
    RANK("k"),
    /** How long to train; what is set elsewhere if left out. */
    TIME("t");

    private final String letter;

    Parameter(String letter) {
      this.letter = letter;
    }
  }

  /**
   * An argument as it was written.
   *
   * @param value an index, a layer or a time
   * @param place of which kind the place is, or empty for a plain number
   */
  public record Argument(double value, Optional<JacobianObservable.Of> place) {

    /**
     * A plain number.
     *
     * @param value an index, a layer or a time
     */
    public Argument(double value) {
      this(value, Optional.empty());
    }

    private int whole(String of) {
      if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(of + ": " + value + " is no whole number");
      }
      return (int) value;
    }
  }

  /**
   * The network that is asked.
   *
   * @param depth the number of hidden layers
   * @param inputs the number of inputs
   */
  public record Shape(int depth, int inputs) {}

  /** Makes an observable of arguments that are all there. */
  private interface Maker {
    Observable make(int[] arguments, JacobianObservable.Of of);
  }

  /**
   * An observable.
   *
   * @param name its name in theorem files
   * @param parameters its arguments, all of which may be left out
   * @param meaning what it is, in a few words
   */
  public record Entry(String name, List<Parameter> parameters, String meaning) {

    /** Copies the parameters. */
    public Entry {
      parameters = List.copyOf(parameters);
    }

    /**
     * Returns the name with letters for its arguments.
     *
     * @return for example {@code EmpiricalNNGP[l, a, b]}
     */
    public String usage() {
      return name + "[" + String.join(", ", parameters.stream().map(p -> p.letter).toList()) + "]";
    }
  }

  private record Known(Entry entry, Maker maker) {}

  /**
   * Returns all observables.
   *
   * @return in the order of the documentation
   */
  public static List<Entry> entries() {
    return KNOWN.values().stream().map(Known::entry).toList();
  }

  /**
   * Returns an observable's entry.
   *
   * @param name the name
   * @return the entry, or empty if there is none of this name
   */
  public static Optional<Entry> find(String name) {
    return Optional.ofNullable(KNOWN.get(name)).map(Known::entry);
  }

  /**
   * Makes an observable.
   *
   * @param name the name of an entry
   * @param arguments what was written; those left out at the end take their defaults
   * @param shape the network that it will be asked of
   * @return the observable
   * @throws IllegalArgumentException if there is no such observable, or the network has no such
   *     layer or input
   */
  public static Observable make(String name, List<Argument> arguments, Shape shape) {
    Known known = KNOWN.get(name);
    if (known == null) {
      throw new IllegalArgumentException("no such observable: '" + name + "'");
    }
    Entry entry = known.entry();
    List<Parameter> parameters = entry.parameters();
    if (arguments.size() > parameters.size()) {
      throw new IllegalArgumentException(
          "too many arguments: %s takes %s"
              .formatted(name, parameters.isEmpty() ? "none" : "at most " + parameters.size()));
    }
    int[] values = new int[parameters.size()];
    JacobianObservable.Of of = JacobianObservable.Of.PREACTIVATION;
    for (int i = 0; i < values.length; i++) {
      Parameter parameter = parameters.get(i);
      if (i >= arguments.size()) {
        values[i] = otherwise(parameter, values, i, shape);
      } else if (parameter != Parameter.TIME) {
        Argument argument = arguments.get(i);
        values[i] = argument.whole(entry.usage());
        if (parameter == Parameter.UPPER_PLACE) {
          of = argument.place().orElse(of);
        }
        requirePlace(entry, parameter, argument);
      }
      require(entry, parameter, values[i], shape);
    }
    int upper = parameters.indexOf(Parameter.UPPER_PLACE);
    if (upper >= 0 && values[upper] < values[upper + 1]) {
      throw new IllegalArgumentException(
          "the upper place comes first, as in " + name + "[Preactivation[3], Preactivation[1]]");
    }
    return known.maker().make(values, of);
  }

  /**
   * Returns which argument of an entry is a time.
   *
   * @param name the name of an entry
   * @return its position, from 0
   */
  public static OptionalInt timeOf(String name) {
    int position = find(name).map(e -> e.parameters().indexOf(Parameter.TIME)).orElse(-1);
    return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }

  private static int otherwise(Parameter parameter, int[] values, int position, Shape shape) {
    return switch (parameter) {
      case LAYER, ACTIVATED_LAYER, UPPER_PLACE -> shape.depth();
      case UPPER_LAYER -> shape.depth() + 1;
      case LOWER_LAYER, LOWER_PLACE, INPUT, RANK -> 1;
      case OTHER_INPUT, ORDER -> 2;
      case SAME_INPUT -> values[position - 1];
      case TIME -> 0;
    };
  }

  private static void requirePlace(Entry entry, Parameter parameter, Argument argument) {
    boolean placed =
        parameter == Parameter.UPPER_PLACE
            || (parameter == Parameter.LOWER_PLACE
                && argument.place().orElse(JacobianObservable.Of.PREACTIVATION)
                    == JacobianObservable.Of.PREACTIVATION);
    if (argument.place().isPresent() && !placed) {
      throw new IllegalArgumentException(
          parameter == Parameter.LOWER_PLACE
              ? entry.name() + " differentiates by Preactivation[l], not by Postactivation[l]"
              : entry.usage() + " takes a number, not a place");
    }
  }

  private static void require(Entry entry, Parameter parameter, int value, Shape shape) {
    int depth = shape.depth();
    switch (parameter) {
      case LAYER, UPPER_LAYER, LOWER_LAYER -> layer(entry, value, 1, depth + 1, depth);
      case ACTIVATED_LAYER -> layer(entry, value, 0, depth, depth);
      case UPPER_PLACE, LOWER_PLACE -> layer(entry, value, 1, depth, depth);
      case INPUT, OTHER_INPUT, SAME_INPUT -> {
        if (value < 1 || value > shape.inputs()) {
          throw new IllegalArgumentException(
              "%s: there is no input %d; %s"
                  .formatted(
                      entry.name(),
                      value,
                      shape.inputs() == 1
                          ? "there is one input"
                          : "there are inputs 1 to " + shape.inputs()));
        }
      }
      case ORDER, RANK -> {
        if (value < 1) {
          throw new IllegalArgumentException(entry.usage() + ": k is at least 1, not " + value);
        }
      }
      case TIME -> {}
    }
  }

  private static void layer(Entry entry, int layer, int lowest, int highest, int depth) {
    if (layer < lowest || layer > highest) {
      throw new IllegalArgumentException(
          "%s: there is no layer %d here; a network of %d hidden %s has layers %d to %d%s"
              .formatted(
                  entry.name(),
                  layer,
                  depth,
                  depth == 1 ? "layer" : "layers",
                  lowest,
                  highest,
                  highest > depth ? ", the last of them the readout" : ""));
    }
  }

  private static void add(String name, List<Parameter> parameters, String meaning, Maker maker) {
    KNOWN.put(name, new Known(new Entry(name, parameters, meaning), maker));
  }

  private static void forward() {
    add(
        "Activity",
        List.of(Parameter.LAYER, Parameter.INPUT),
        "mean squared preactivation",
        (i, of) -> new ForwardObservable.Activity(i[0], i[1]));
    add(
        "PreactivationVariance",
        List.of(Parameter.LAYER, Parameter.INPUT),
        "the same",
        (i, of) -> new ForwardObservable.PreactivationVariance(i[0], i[1]));
    add(
        "PreactivationCovariance",
        List.of(Parameter.LAYER, Parameter.INPUT, Parameter.OTHER_INPUT),
        "mean product of the preactivations of two inputs",
        (i, of) -> new ForwardObservable.PreactivationCovariance(i[0], i[1], i[2]));
    add(
        "PreactivationCorrelation",
        List.of(Parameter.LAYER, Parameter.INPUT, Parameter.OTHER_INPUT),
        "cosine between the preactivations of two inputs",
        (i, of) -> new ForwardObservable.PreactivationCorrelation(i[0], i[1], i[2]));
    add(
        "PreactivationMoment",
        List.of(Parameter.LAYER, Parameter.ORDER),
        "mean k-th power of the preactivations",
        (i, of) -> new ForwardObservable.PreactivationMoment(i[0], i[1]));
    add(
        "PreactivationKurtosis",
        List.of(Parameter.LAYER),
        "excess kurtosis of the preactivations of a layer",
        (i, of) -> new ForwardObservable.PreactivationKurtosis(i[0]));
    add(
        "PostactivationSecondMoment",
        List.of(Parameter.ACTIVATED_LAYER),
        "mean squared postactivation",
        (i, of) -> new ForwardObservable.PostactivationSecondMoment(i[0]));
    add(
        "EmpiricalNNGP",
        List.of(Parameter.UPPER_LAYER, Parameter.INPUT, Parameter.SAME_INPUT),
        "covariance of preactivations given the layer below",
        (i, of) -> new ForwardObservable.EmpiricalNNGP(i[0], i[1], i[2]));
    add(
        "Output",
        List.of(Parameter.INPUT),
        "output at initialization",
        (i, of) -> new ForwardObservable.Output(i[0]));
    add(
        "OutputVector",
        List.of(),
        "outputs at initialization at all inputs",
        (i, of) -> new ForwardObservable.OutputVector());
  }

  private static void backward() {
    add(
        "EmpiricalNTK",
        List.of(Parameter.INPUT, Parameter.SAME_INPUT),
        "neural tangent kernel",
        (i, of) -> new BackwardObservable.EmpiricalNTK(i[0], i[1]));
    add(
        "KernelMatrix",
        List.of(),
        "all entries of the kernel matrix",
        (i, of) -> new BackwardObservable.KernelMatrix());
    add(
        "SmallestEigenvalue",
        List.of(),
        "smallest eigenvalue of the kernel matrix",
        (i, of) -> new BackwardObservable.SmallestEigenvalue());
    add(
        "FisherSpectrum",
        List.of(),
        "all nonzero eigenvalues of the Fisher information",
        (i, of) -> new BackwardObservable.FisherSpectrum());
    add(
        "FisherEigenvalue",
        List.of(Parameter.RANK),
        "the k-th largest of them",
        (i, of) -> new BackwardObservable.FisherEigenvalue(i[0]));
    add("FisherTrace", List.of(), "their sum", (i, of) -> new BackwardObservable.FisherTrace());
    add(
        "GradientSize",
        List.of(Parameter.LOWER_LAYER),
        "squared norm of the output's gradient in a layer's preactivations",
        (i, of) -> new BackwardObservable.GradientSize(i[0]));
    add(
        "WeightGradientNorm",
        List.of(Parameter.LOWER_LAYER),
        "squared norm of the output's gradient in a layer's trained weights",
        (i, of) -> new BackwardObservable.WeightGradientNorm(i[0]));
  }

  private static void jacobian() {
    List<Parameter> places = List.of(Parameter.UPPER_PLACE, Parameter.LOWER_PLACE);
    List<Parameter> ranked = List.of(Parameter.UPPER_PLACE, Parameter.LOWER_PLACE, Parameter.RANK);
    add(
        "JacobianSize",
        places,
        "tr(J^T J) over the width, by random signs (Hutchinson)",
        (i, of) -> new JacobianObservable.JacobianSize(i[1], i[0], of, JacobianObservable.PROBES));
    add(
        "JacobianTrace",
        places,
        "tr(J^T J)",
        (i, of) -> new JacobianObservable.JacobianTrace(i[1], i[0], of, JacobianObservable.PROBES));
    add(
        "JacobianSingularValues",
        places,
        "all singular values, up to width 512",
        (i, of) -> new JacobianObservable.JacobianSingularValues(i[1], i[0], of));
    add(
        "JacobianSingularValue",
        ranked,
        "the k-th largest of them",
        (i, of) -> new JacobianObservable.JacobianSingularValue(i[1], i[0], of, i[2]));
  }

  private static void training() {
    List<Parameter> time = List.of(Parameter.TIME);
    add(
        "TrainedOutput",
        List.of(Parameter.INPUT, Parameter.TIME),
        "output after training",
        (i, of) -> new TrainingObservable.TrainedOutput(i[0]));
    add("Loss", time, "loss after training", (i, of) -> new TrainingObservable.Loss());
    add(
        "KernelDrift",
        time,
        "largest relative change of the kernel in training",
        (i, of) -> new TrainingObservable.KernelDrift());
    add(
        "ParameterDistance",
        time,
        "relative distance the parameters move in training",
        (i, of) -> new TrainingObservable.ParameterDistance());
    add(
        "AbsoluteParameterDistance",
        time,
        "that distance itself",
        (i, of) -> new TrainingObservable.AbsoluteParameterDistance());
    add(
        "SquaredParameterMove",
        time,
        "its square",
        (i, of) -> new TrainingObservable.SquaredParameterMove());
    add(
        "LinearizationError",
        time,
        "largest distance to the linearized network in training",
        (i, of) -> new TrainingObservable.LinearizationError());
  }
}
