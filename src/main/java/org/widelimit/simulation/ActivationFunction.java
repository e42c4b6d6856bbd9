package org.widelimit.simulation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.widelimit.algebra.UnaryFunction;
import org.widelimit.gaussian.Activation;

/** An activation and its slope, compiled once, applied to whole batches. */
final class ActivationFunction {

  /** Networks are drawn by the million and name the same few activations. */
  private static final Map<String, ActivationFunction> COMPILED = new ConcurrentHashMap<>();

  private final UnaryFunction function;
  private final UnaryFunction slope;

  private ActivationFunction(Activation activation) {
    function = activation.function();
    slope = activation.slope();
  }

  /**
   * Returns the compiled activation.
   *
   * @throws IllegalArgumentException if there is no such activation
   * @throws org.widelimit.algebra.SyntaxException if the formula is not well-formed
   */
  static ActivationFunction of(String text) {
    ActivationFunction known = COMPILED.get(text);
    if (known != null) {
      return known;
    }
    ActivationFunction compiled = new ActivationFunction(Activation.parse(text));
    COMPILED.put(text, compiled);
    return compiled;
  }

  double[] value(double[] u) {
    return apply(function, u);
  }

  double[] slope(double[] u) {
    return apply(slope, u);
  }

  Matrix value(Matrix u) {
    return apply(function, u);
  }

  Matrix slope(Matrix u) {
    return apply(slope, u);
  }

  private static Matrix apply(UnaryFunction f, Matrix u) {
    double[][] result = new double[u.columns()][];
    for (int j = 0; j < result.length; j++) {
      result[j] = apply(f, u.raw()[j]);
    }
    return Matrix.wrap(u.rows(), result);
  }

  private static double[] apply(UnaryFunction f, double[] u) {
    double[] result = new double[u.length];
    f.applyAll(u, result, 0, u.length);
    return result;
  }
}
