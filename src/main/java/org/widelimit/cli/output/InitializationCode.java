package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.widelimit.numeric.Bounded;

/**
 * An initialization as code that can be pasted: weights of variance {@code sigmaW2} over the number
 * of inputs of a layer, biases of variance {@code sigmaB2}.
 */
final class InitializationCode {

  private InitializationCode() {}

  /** Returns the lines for PyTorch, JAX and Keras, with the bounds of their numbers beside them. */
  static List<String> lines(Bounded sigmaW2, double sigmaB2) {
    Bounded gain = root(sigmaW2);
    List<String> lines = new ArrayList<>();
    lines.add(
        "  gain = %s, standard deviation of biases = %s"
            .formatted(Words.number(gain), Words.number(root(Bounded.exact(sigmaB2)))));
    lines.add("  PyTorch, for a model with torch.nn as nn and math imported:");
    lines.add("    for m in model.modules():");
    lines.add("        if isinstance(m, nn.Linear):");
    lines.add("            " + pyTorchWeights(gain));
    lines.add("            " + pyTorchBiases(sigmaB2));
    lines.add("  JAX:   " + jax(sigmaW2, sigmaB2));
    lines.add("  Keras: " + keras(sigmaW2, sigmaB2));
    return lines;
  }

  private static String pyTorchWeights(Bounded gain) {
    return "nn.init.normal_(m.weight, std=%s / math.sqrt(m.in_features))".formatted(plain(gain));
  }

  private static String pyTorchBiases(double sigmaB2) {
    return sigmaB2 == 0
        ? "nn.init.zeros_(m.bias)"
        : "nn.init.normal_(m.bias, std=%s)".formatted(plain(root(Bounded.exact(sigmaB2))));
  }

  private static String jax(Bounded sigmaW2, double sigmaB2) {
    return "kernel_init=jax.nn.initializers.variance_scaling(%s, \"fan_in\", \"normal\"), bias_init=%s"
        .formatted(
            plain(sigmaW2),
            sigmaB2 == 0
                ? "jax.nn.initializers.zeros"
                : "jax.nn.initializers.normal(%s)".formatted(plain(root(Bounded.exact(sigmaB2)))));
  }

  /** Keras cuts its normal distribution off unless it is told not to. */
  private static String keras(Bounded sigmaW2, double sigmaB2) {
    return "kernel_initializer=keras.initializers.VarianceScaling(scale=%s, mode=\"fan_in\", distribution=\"untruncated_normal\"), bias_initializer=%s"
        .formatted(
            plain(sigmaW2),
            sigmaB2 == 0
                ? "\"zeros\""
                : "keras.initializers.RandomNormal(stddev=%s)"
                    .formatted(plain(root(Bounded.exact(sigmaB2)))));
  }

  /** The digits of a number without its bound, as a program takes it. */
  private static String plain(Bounded number) {
    return Double.toString(number.value());
  }

  private static Bounded root(Bounded square) {
    double root = Math.sqrt(square.value());
    double least = Math.sqrt(Math.max(square.value() - square.error(), 0));
    double error = square.error() == 0 ? 0 : square.error() / (root + least);
    return new Bounded(root, error + 2 * Bounded.ROUNDING * root, square.grade());
  }

  /** Writes the numbers and the code into a tree. */
  static void write(Bounded sigmaW2, double sigmaB2, ObjectNode node) {
    Bounded gain = root(sigmaW2);
    ObjectNode pytorch = node.putObject("pytorch");
    Words.put("gain", gain, pytorch);
    Words.put("biasStandardDeviation", root(Bounded.exact(sigmaB2)), pytorch);
    ObjectNode code = node.putObject("code");
    code.put("pytorchWeights", pyTorchWeights(gain));
    code.put("pytorchBiases", pyTorchBiases(sigmaB2));
    code.put("jax", jax(sigmaW2, sigmaB2));
    code.put("keras", keras(sigmaW2, sigmaB2));
  }
}
