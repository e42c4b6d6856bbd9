package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.network.NetworkFamily.Layer;
import org.widelimit.theorem.NetworkDeclaration;
import org.widelimit.verification.claim.ActivationTable;

/**
 * A declared network with numbers for its symbols: the family of finite networks that samples come
 * from, and what its infinitely wide limit needs.
 *
 * @param family the finite networks by width
 * @param activations the activations of the hidden layers
 * @param sigmaW the declared weight scales of the hidden layers and the readout
 * @param sigmaB the declared bias scales
 * @param inputs the inputs
 */
public record WideNetwork(
    NetworkFamily family,
    List<Activation> activations,
    List<Double> sigmaW,
    List<Double> sigmaB,
    Inputs inputs) {

  /** Widths at which a variance is read off as a power of the fan-in. */
  private static final double[] PROBES = {2, 4, 8};

  public WideNetwork {
    activations = List.copyOf(activations);
    sigmaW = List.copyOf(sigmaW);
    sigmaB = List.copyOf(sigmaB);
  }

  /**
   * Returns the network of a declaration.
   *
   * @param choice the texts of declared activations
   * @param at evaluates the declaration's formulas
   */
  public static WideNetwork of(
      NetworkDeclaration declaration,
      Map<String, String> choice,
      ActivationTable table,
      Evaluator at,
      Inputs inputs) {
    List<Layer> layers = new ArrayList<>();
    List<Activation> activations = new ArrayList<>();
    List<Double> sigmaW = new ArrayList<>();
    List<Double> sigmaB = new ArrayList<>();
    double readoutW = at.evaluate(declaration.sigmaW()).value();
    double readoutB = at.evaluate(declaration.sigmaB()).value();
    for (NetworkDeclaration.Layer layer : declaration.hidden()) {
      double w = layer.sigmaW().map(s -> at.evaluate(s).value()).orElse(readoutW);
      double b = layer.sigmaB().map(s -> at.evaluate(s).value()).orElse(readoutB);
      sigmaW.add(w);
      sigmaB.add(b);
      String text = choice.getOrDefault(layer.activation(), layer.activation());
      Activation declared = table.byName().get(layer.activation());
      activations.add(declared != null ? declared : Activation.parse(text));
      layers.add(layer(text, declaration, at, w, b, layer.residual()));
    }
    sigmaW.add(readoutW);
    sigmaB.add(readoutB);
    NetworkFamily family =
        new NetworkFamily(
            declaration.inputDimension(),
            layers,
            declaration.outputs(),
            layer("identity", declaration, at, readoutW, readoutB, false),
            declaration.parameterization() == NetworkDeclaration.Parameterization.NTK
                ? org.widelimit.simulation.network.Parameterization.NTK
                : org.widelimit.simulation.network.Parameterization.STANDARD);
    return new WideNetwork(family, activations, sigmaW, sigmaB, inputs);
  }

  private static Layer layer(
      String activation,
      NetworkDeclaration declaration,
      Evaluator at,
      double sigmaW,
      double sigmaB,
      boolean residual) {
    if (declaration.weightVariance().isEmpty()) {
      return new Layer(activation, sigmaW * sigmaW, 1, sigmaB * sigmaB, residual);
    }
    Expr variance = declaration.weightVariance().get();
    double[] values = new double[PROBES.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = at.with("M", Quantity.of(PROBES[i])).evaluate(variance).value();
    }
    double power = Math.log(values[0] / values[1]) / Math.log(PROBES[1] / PROBES[0]);
    double check = Math.log(values[1] / values[2]) / Math.log(PROBES[2] / PROBES[1]);
    if (!(Math.abs(power - check) < 1e-9)) {
      throw UndefinedValueException.ofFormula("a weight's variance must be a power of M");
    }
    return new Layer(
        activation, values[0] * Math.pow(PROBES[0], power), power, sigmaB * sigmaB, residual);
  }

  /** Returns the same network at the same directions of inputs, scaled to this variance. */
  public WideNetwork withInputVariance(double variance) {
    double w = sigmaW.get(0);
    double bias = sigmaB.get(0);
    double[][] scaled = new double[inputs.count()][];
    for (int n = 0; n < scaled.length; n++) {
      double[] point = inputs.points().get(n).stream().mapToDouble(Double::doubleValue).toArray();
      double factor = inputFactor(variance, w * w / inputs.dimension(), bias * bias, point);
      scaled[n] = Arrays.stream(point).map(x -> factor * x).toArray();
    }
    return new WideNetwork(family, activations, sigmaW, sigmaB, Inputs.of(scaled));
  }

  /**
   * Returns the factor of an input at which {@code weightVariance |x|^2 + biasVariance} is wanted.
   */
  public static double inputFactor(
      double wanted, double weightVariance, double biasVariance, double[] input) {
    double square = 0;
    for (double x : input) {
      square += x * x;
    }
    double rest = wanted - biasVariance;
    if (!(rest > 0) || Double.isInfinite(rest)) {
      throw new UndefinedValueException(
          "no input gives the inputVariance %.6g, as the biases alone give %.6g"
              .formatted(wanted, biasVariance));
    }
    return Math.sqrt(rest / (weightVariance * square));
  }

  private void requireInput(int number) {
    if (number < 1 || number > inputs.count()) {
      throw UndefinedValueException.ofFormula(
          "there is no input %d; this network has %d".formatted(number, inputs.count()));
    }
  }

  /** Returns the covariance of the first layer's preactivations of inputs a and b, from 1. */
  public double inputCovariance(int a, int b) {
    requireInput(a);
    requireInput(b);
    double product = 0;
    for (int i = 0; i < inputs.dimension(); i++) {
      product += inputs.points().get(a - 1).get(i) * inputs.points().get(b - 1).get(i);
    }
    double w = sigmaW.get(0);
    double bias = sigmaB.get(0);
    return w * w * product / inputs.dimension() + bias * bias;
  }
}
