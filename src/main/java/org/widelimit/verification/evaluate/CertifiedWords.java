package org.widelimit.verification.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/**
 * The words of a finite network with true bounds on their errors: units are formulas in numbers,
 * carried forward together with their derivatives in one direction (forward differentiation, so
 * that no difference quotient is left), and evaluated to many digits.
 */
final class CertifiedWords extends NetworkWords {

  private static final int DIGITS = 25;

  private final TrialNetwork network;
  private final List<double[]> inputs;
  private final double[] targets;

  CertifiedWords(TrialNetwork network, List<double[]> inputs, double[] targets) {
    super(network, inputs, targets);
    this.network = network;
    this.inputs = List.copyOf(inputs);
    this.targets = targets.clone();
  }

  /**
   * A unit's value and its derivative in the direction.
   *
   * @param value the value
   * @param slope the derivative
   */
  private record Unit(Expr value, Expr slope) {}

  /** The parameter that moves, counted as the network counts them; none for -1. */
  private record Direction(int parameter) {
    private static final Direction NONE = new Direction(-1);
  }

  @Override
  NetworkWords certified() {
    return this;
  }

  @Override
  Quantity output(double[] x) {
    return value(List.of(outputUnit(x, Direction.NONE).value()));
  }

  @Override
  Quantity outputs() {
    return value(inputs.stream().map(x -> outputUnit(x, Direction.NONE).value()).toList());
  }

  @Override
  Quantity outputGradient(double[] x) {
    List<Expr> gradient = new ArrayList<>();
    for (int i = 0; i < network.parameterCount(); i++) {
      gradient.add(outputUnit(x, new Direction(i)).slope());
    }
    return value(gradient);
  }

  @Override
  Quantity gradients() {
    Quantity[] columns = inputs.stream().map(this::outputGradient).toArray(Quantity[]::new);
    double[][] rows = new double[columns.length][];
    double error = 0;
    for (int n = 0; n < columns.length; n++) {
      rows[n] = columns[n].toArray();
      error = Math.max(error, columns[n].error());
    }
    return Quantity.matrix(rows, error, Grade.RIGOROUS).transpose();
  }

  @Override
  Quantity loss(double[] x, double y) {
    Expr residual = Expressions.minus(number(y), outputUnit(x, Direction.NONE).value());
    return value(List.of(Expressions.times(Expressions.HALF, Expressions.square(residual))));
  }

  @Override
  Quantity preactivation(int layer, double[] x) {
    return values(layer(layer, x, Direction.NONE));
  }

  @Override
  Quantity postactivation(int layer, double[] x) {
    return values(activated(layer, x, Direction.NONE));
  }

  @Override
  Quantity slopes(int layer, double[] x) {
    Activation phi = network.activation(layer);
    return value(
        layer(layer, x, Direction.NONE).stream().map(unit -> slope(phi, unit.value())).toList());
  }

  @Override
  Quantity lossGradient(double[] x, double y) {
    List<Expr> gradient = new ArrayList<>();
    for (int i = 0; i < network.parameterCount(); i++) {
      gradient.add(lossSlope(x, y, new Direction(i)));
    }
    return value(gradient);
  }

  @Override
  Quantity parameterFlow(double rate) {
    List<Expr> flow = new ArrayList<>();
    for (int i = 0; i < network.parameterCount(); i++) {
      List<Expr> slopes = new ArrayList<>();
      for (int n = 0; n < targets.length; n++) {
        slopes.add(lossSlope(inputs.get(n), targets[n], new Direction(i)));
      }
      flow.add(
          Expressions.times(
              number(-rate),
              Expressions.num(1, targets.length),
              Expressions.plus(slopes.toArray(Expr[]::new))));
    }
    return value(flow);
  }

  @Override
  Quantity outputFlow(double[] x, double rate) {
    return outputGradient(x).dot(parameterFlow(rate));
  }

  @Override
  Quantity jacobian(TrialNetwork.Node from, TrialNetwork.Node to, double[] x) {
    List<Unit> base =
        from.activated()
            ? activated(from.layer(), x, Direction.NONE)
            : layer(from.layer(), x, Direction.NONE);
    double[][] rows = new double[base.size()][];
    double error = 0;
    for (int i = 0; i < rows.length; i++) {
      List<Unit> units = new ArrayList<>();
      for (int k = 0; k < rows.length; k++) {
        units.add(new Unit(base.get(k).value(), k == i ? Expressions.ONE : Expressions.ZERO));
      }
      Quantity row = value(onward(from, units, to).stream().map(Unit::slope).toList());
      rows[i] = row.toArray();
      error = Math.max(error, row.error());
    }
    return Quantity.matrix(rows, error, Grade.RIGOROUS);
  }

  private List<Unit> onward(TrialNetwork.Node from, List<Unit> start, TrialNetwork.Node to) {
    List<Unit> units = start;
    int layer = from.layer();
    boolean activated = from.activated();
    while (layer < to.layer() || (layer == to.layer() && activated != to.activated())) {
      if (activated) {
        layer++;
        units = linear(layer, units, Direction.NONE);
      } else {
        units = applied(network.activation(layer), units);
      }
      activated = !activated;
    }
    return units;
  }

  private Unit outputUnit(double[] x, Direction direction) {
    return layer(network.depth() + 1, x, direction).get(0);
  }

  private Expr lossSlope(double[] x, double y, Direction direction) {
    Unit output = outputUnit(x, direction);
    return Expressions.times(Expressions.minus(output.value(), number(y)), output.slope());
  }

  private List<Unit> layer(int layer, double[] x, Direction direction) {
    return linear(layer, activated(layer - 1, x, direction), direction);
  }

  private List<Unit> activated(int layer, double[] x, Direction direction) {
    return layer == 0
        ? Arrays.stream(x).mapToObj(entry -> new Unit(number(entry), Expressions.ZERO)).toList()
        : applied(network.activation(layer), layer(layer, x, direction));
  }

  private static List<Unit> applied(Activation phi, List<Unit> units) {
    return units.stream()
        .map(
            unit ->
                new Unit(
                    phi.at(unit.value()),
                    unit.slope().isInteger(0)
                        ? Expressions.ZERO
                        : Expressions.times(slope(phi, unit.value()), unit.slope())))
        .toList();
  }

  private static Expr slope(Activation phi, Expr argument) {
    return phi.derivative().substitute(Activation.VARIABLE, argument);
  }

  private List<Unit> linear(int layer, List<Unit> below, Direction direction) {
    double[][] weights = network.weights(layer);
    double[] bias = network.bias(layer);
    int parameter = network.offset(layer);
    int biases = parameter + weights.length * below.size();
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      List<Expr> values = new ArrayList<>(List.of(number(bias[i])));
      List<Expr> slopes = new ArrayList<>();
      for (int j = 0; j < below.size(); j++, parameter++) {
        Expr weight = number(weights[i][j]);
        values.add(Expressions.times(weight, below.get(j).value()));
        slopes.add(Expressions.times(weight, below.get(j).slope()));
        if (parameter == direction.parameter()) {
          slopes.add(Expressions.times(number(network.weightScale(layer)), below.get(j).value()));
        }
      }
      if (biases + i == direction.parameter()) {
        slopes.add(number(network.biasScale()));
      }
      units.add(
          new Unit(
              Expressions.plus(values.toArray(Expr[]::new)),
              Expressions.plus(slopes.toArray(Expr[]::new))));
    }
    return units;
  }

  private static Expr number(double value) {
    return Expressions.decimal(new BigDecimal(value));
  }

  private static Quantity values(List<Unit> units) {
    return value(units.stream().map(Unit::value).toList());
  }

  /** Evaluates formulas in numbers. */
  private static Quantity value(List<Expr> formulas) {
    double[] values = new double[formulas.size()];
    double error = 0;
    for (int i = 0; i < values.length; i++) {
      Quantity value =
          PreciseValue.at(formulas.get(i), Map.of(), DIGITS)
              .orElseThrow(() -> new UndefinedValueException("no value to many digits"))
              .rounded();
      values[i] = value.value();
      error = Math.max(error, value.error());
    }
    return Quantity.vector(values, error, Grade.RIGOROUS);
  }
}
