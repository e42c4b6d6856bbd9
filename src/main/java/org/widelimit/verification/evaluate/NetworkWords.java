package org.widelimit.verification.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * The words of finite networks, on one small random network with its training data.
 *
 * <p>Derivatives along the training flow, of the loss and between layers are finite differences,
 * and gradients of the output backpropagation: the two sides of an identity come from different
 * code.
 */
public class NetworkWords {

  private static final Set<String> WORDS =
      Set.of(
          "Input",
          "Target",
          "Output",
          "OutputGradient",
          "Loss",
          "LossGradient",
          "ParameterStep",
          "ParameterFlow",
          "OutputFlow",
          "EmpiricalNTK",
          "Preactivation",
          "Postactivation",
          "Weights",
          "Bias",
          "SlopeMatrix",
          "Jacobian",
          "Activity",
          "JacobianTrace",
          "JacobianSize",
          "PreactivationVariance",
          "PreactivationCovariance",
          "EmpiricalNNGP",
          "SmallestEigenvalue",
          "GradientSize",
          "KernelDrift",
          "ParameterDistance",
          "LinearizationError",
          "SquaredParameterMove",
          "TrainedOutput",
          "OutputVector",
          "TargetVector",
          "KernelMatrix",
          "GradientMatrix",
          "FisherMatrix");

  /**
   * Roundings that a pass through a small network may make, relative to 1 plus its largest value.
   */
  private static final double PASS_ROUNDINGS = 1024;

  private final TrialNetwork network;
  private final List<double[]> inputs;
  private final double[] targets;

  public NetworkWords(TrialNetwork network, List<double[]> inputs, double[] targets) {
    this.network = network;
    this.inputs = List.copyOf(inputs);
    this.targets = targets.clone();
  }

  /** Returns the same words with values in exact arithmetic, slower and with true bounds. */
  NetworkWords certified() {
    return new CertifiedWords(network, inputs, targets);
  }

  /** Returns the words that need a finite network. */
  public static Set<String> words() {
    return WORDS;
  }

  boolean knows(String word) {
    return WORDS.contains(word);
  }

  /** Returns the value of a symbol of the network. */
  Optional<Quantity> symbol(String name) {
    return switch (name) {
      case "M", "Width" -> Optional.of(Quantity.of(network.size(1)));
      case "Depth" -> Optional.of(Quantity.of(network.depth()));
      case "DataSize" -> Optional.of(Quantity.of(inputs.size()));
      default -> Optional.empty();
    };
  }

  /** Returns the value of a word's call. */
  Quantity word(String word, Call call, Evaluator at) {
    return switch (word) {
      case "Input" -> Quantity.vector(input(at.index(argument(call, 0))), 0);
      case "Target" -> Quantity.of(targets[data(at.index(argument(call, 0)))]);
      case "Output" -> output(vector(call, 0, at));
      case "OutputGradient" -> outputGradient(vector(call, 0, at));
      case "Loss" -> loss(vector(call, 0, at), number(call, 1, at));
      case "LossGradient" -> lossGradient(vector(call, 0, at), number(call, 1, at));
      case "ParameterStep" ->
          Quantity.of(-number(call, 2, at))
              .times(lossGradient(vector(call, 0, at), number(call, 1, at)));
      case "ParameterFlow" -> parameterFlow(number(call, 0, at));
      case "OutputFlow" -> outputFlow(vector(call, 0, at), number(call, 1, at));
      case "EmpiricalNTK" ->
          outputGradient(vector(call, 0, at)).dot(outputGradient(vector(call, 1, at)));
      case "Weights" ->
          component(call, 1, at, Quantity.matrix(network.weights(layer(call, at)), 0));
      case "Bias" -> component(call, 1, at, Quantity.vector(network.bias(layer(call, at)), 0));
      case "Preactivation" ->
          component(call, 2, at, preactivation(layer(call, at), point(call, 1, at)));
      case "Postactivation" ->
          component(call, 2, at, postactivation(layer(call, at), point(call, 1, at)));
      case "SlopeMatrix" -> slopes(layer(call, at), point(call, 1, at)).diagonal();
      case "Activity" -> {
        Quantity u = preactivation(layer(call, at), point(call, 1, at));
        yield u.dot(u).times(Quantity.of(u.rows()).reciprocal());
      }
      case "OutputVector" -> outputs();
      case "TargetVector" -> Quantity.vector(targets, 0);
      case "GradientMatrix" -> gradients();
      case "KernelMatrix" -> gradients().transpose().times(gradients());
      case "FisherMatrix" ->
          gradients().times(gradients().transpose()).times(Quantity.of(inputs.size()).reciprocal());
      case "Jacobian" -> jacobian(place(call, 0), place(call, 1), at);
      default ->
          throw UndefinedValueException.ofFormula(
              "'" + word + "' is measured on wide networks: it belongs in 'limit' or 'scaling'");
    };
  }

  Quantity output(double[] x) {
    double value = network.output(x);
    return Quantity.of(value, rounding(value), Grade.CONDITIONAL);
  }

  Quantity outputGradient(double[] x) {
    return column(network.outputGradient(x));
  }

  Quantity loss(double[] x, double y) {
    double value = loss(network, x, y);
    return Quantity.of(value, rounding(value), Grade.CONDITIONAL);
  }

  Quantity preactivation(int layer, double[] x) {
    return column(network.preactivation(layer, x));
  }

  Quantity postactivation(int layer, double[] x) {
    return column(network.postactivation(layer, x));
  }

  Quantity slopes(int layer, double[] x) {
    return column(network.slopes(layer, x));
  }

  Quantity outputs() {
    return column(inputs.stream().mapToDouble(network::output).toArray());
  }

  /** Returns the gradients of the outputs, a column for each training input. */
  Quantity gradients() {
    double[][] columns = inputs.stream().map(network::outputGradient).toArray(double[][]::new);
    double size = 0;
    for (double[] gradient : columns) {
      for (double entry : gradient) {
        size = Math.max(size, Math.abs(entry));
      }
    }
    return Quantity.matrix(columns, rounding(size), Grade.CONDITIONAL).transpose();
  }

  private int data(int n) {
    if (n < 1 || n > inputs.size()) {
      throw UndefinedValueException.ofFormula("there is no training input " + n);
    }
    return n - 1;
  }

  private double[] input(int n) {
    return inputs.get(data(n));
  }

  /** Returns an argument, which in a limit may be missing and here may not. */
  private static Expr argument(Call call, int index) {
    if (call.arity() <= index) {
      throw UndefinedValueException.ofFormula(
          "'%s' of %d arguments has no value outside of limits"
              .formatted(call.headName().orElse(""), call.arity()));
    }
    return call.arg(index);
  }

  private static Call place(Call call, int index) {
    if (argument(call, index) instanceof Call place) {
      return place;
    }
    throw UndefinedValueException.ofFormula("a Jacobian is of one layer by another");
  }

  private static double[] vector(Call call, int index, Evaluator at) {
    return at.evaluate(argument(call, index)).toArray();
  }

  /** Returns the input an argument names; the first training input if there is no argument. */
  private double[] point(Call call, int index, Evaluator at) {
    return call.arity() > index ? vector(call, index, at) : input(1);
  }

  private static double number(Call call, int index, Evaluator at) {
    return at.evaluate(argument(call, index)).value();
  }

  private static int layer(Call call, Evaluator at) {
    return at.index(argument(call, 0));
  }

  private static double rounding(double size) {
    return PASS_ROUNDINGS * Bounded.ROUNDING * (1 + Math.abs(size));
  }

  private static Quantity column(double[] entries) {
    double size = 0;
    for (double entry : entries) {
      size = Math.max(size, Math.abs(entry));
    }
    return Quantity.vector(entries, rounding(size), Grade.CONDITIONAL);
  }

  /** Returns the entry that the arguments from the index on name, counted from 1, or all. */
  private static Quantity component(Call call, int index, Evaluator at, Quantity whole) {
    if (call.arity() <= index) {
      return whole;
    }
    int row = at.index(call.arg(index));
    int column = call.arity() > index + 1 ? at.index(call.arg(index + 1)) : 1;
    if (row < 1 || row > whole.rows() || column < 1 || column > whole.columns()) {
      throw new UndefinedValueException("there is no entry " + row + ", " + column);
    }
    return Quantity.of(whole.entry(row - 1, column - 1), whole.error(), whole.grade());
  }

  private static double loss(TrialNetwork network, double[] x, double y) {
    double residual = y - network.output(x);
    return residual * residual / 2;
  }

  private Quantity gradient(java.util.function.ToDoubleFunction<TrialNetwork> function) {
    double[] gradient = new double[network.parameterCount()];
    double error = 0;
    for (int i = 0; i < gradient.length; i++) {
      double[] direction = new double[gradient.length];
      direction[i] = 1;
      Quantity derivative =
          Differences.derivative(
              t -> new double[] {function.applyAsDouble(network.moved(direction, t))});
      gradient[i] = derivative.value();
      error = Math.max(error, derivative.error());
    }
    return Quantity.vector(gradient, error);
  }

  Quantity lossGradient(double[] x, double y) {
    return gradient(moved -> loss(moved, x, y));
  }

  Quantity parameterFlow(double rate) {
    Quantity gradient =
        gradient(
            moved -> {
              double sum = 0;
              for (int n = 0; n < targets.length; n++) {
                sum += loss(moved, inputs.get(n), targets[n]);
              }
              return sum / targets.length;
            });
    return Quantity.of(-rate).times(gradient);
  }

  /** Returns how fast the output changes along the flow: a difference quotient of outputs. */
  Quantity outputFlow(double[] x, double rate) {
    Quantity flow = parameterFlow(rate);
    double[] direction = flow.toArray();
    Quantity derivative =
        Differences.derivative(t -> new double[] {network.moved(direction, t).output(x)});
    double gradient = 0;
    for (double entry : network.outputGradient(x)) {
      gradient += Math.abs(entry);
    }
    return Quantity.of(derivative.value(), derivative.error() + gradient * flow.error());
  }

  private TrialNetwork.Node node(Call place, Evaluator at) {
    return switch (place.headName().orElse("")) {
      case "Preactivation" -> new TrialNetwork.Node(layer(place, at), false);
      case "Postactivation" -> new TrialNetwork.Node(layer(place, at), true);
      default -> throw UndefinedValueException.ofFormula("no Jacobian of " + place.head());
    };
  }

  /**
   * Returns the Jacobian of the first place with respect to the second in denominator layout: entry
   * (i, j) is the derivative of component j above in component i below.
   */
  private Quantity jacobian(Call above, Call below, Evaluator at) {
    double[] x = point(above, 1, at);
    TrialNetwork.Node to = node(above, at);
    TrialNetwork.Node from = node(below, at);
    if (to.before(from)) {
      throw UndefinedValueException.ofFormula("no Jacobian of a lower layer by a higher one");
    }
    return jacobian(from, to, x);
  }

  Quantity jacobian(TrialNetwork.Node from, TrialNetwork.Node to, double[] x) {
    double[] base = network.at(from, x);
    double[][] rows = new double[base.length][];
    double error = 0;
    for (int i = 0; i < base.length; i++) {
      int index = i;
      Quantity derivative =
          Differences.derivative(
              t -> {
                double[] moved = base.clone();
                moved[index] += t;
                return network.onward(from, moved, to, x);
              });
      rows[i] = derivative.toArray();
      error = Math.max(error, derivative.error());
    }
    return Quantity.matrix(rows, error);
  }
}
