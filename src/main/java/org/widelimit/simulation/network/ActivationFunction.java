package org.widelimit.simulation.network;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.simulation.matrix.Arena;
import org.widelimit.simulation.matrix.Matrix;

/** An activation and its slope, compiled once, applied to whole batches. */
public final class ActivationFunction {

  /** Networks are drawn by the million and name the same few activations. */
  private static final Map<String, ActivationFunction> COMPILED = new ConcurrentHashMap<>();

  /** Rows at a time where a function's values are used at once. */
  private static final int STRIP = 1024;

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
  public static ActivationFunction of(String text) {
    ActivationFunction known = COMPILED.get(text);
    if (known != null) {
      return known;
    }
    ActivationFunction compiled = new ActivationFunction(Activation.parse(text));
    COMPILED.put(text, compiled);
    return compiled;
  }

  public double[] value(double[] u) {
    return apply(function, u);
  }

  public double[] slope(double[] u) {
    return apply(slope, u);
  }

  public Matrix value(Matrix u) {
    return apply(function, u);
  }

  public Matrix slope(Matrix u) {
    return apply(slope, u);
  }

  /**
   * Multiplies vectors by slopes, strip by strip, so that the slopes never leave the cache.
   *
   * @param scale a factor of every slope
   * @param u the preactivations, one column an input
   * @param inputOf the input of each vector
   * @param vectors what is multiplied, in place
   */
  void timesSlope(double scale, double[][] u, int[] inputOf, double[][] vectors) {
    int rows = u.length == 0 ? 0 : u[0].length;
    double[] preactivation = Arena.take(Math.min(rows, STRIP));
    double[] slopes = Arena.take(preactivation.length);
    for (int from = 0; from < rows; from += STRIP) {
      int length = Math.min(STRIP, rows - from);
      for (int n = 0; n < u.length; n++) {
        boolean known = false;
        for (int c = 0; c < vectors.length; c++) {
          if (inputOf[c] != n) {
            continue;
          }
          if (!known) {
            System.arraycopy(u[n], from, preactivation, 0, length);
            slope.applyAll(preactivation, slopes, 0, length);
            known = true;
          }
          double[] vector = vectors[c];
          for (int i = 0; i < length; i++) {
            vector[from + i] *= scale * slopes[i];
          }
        }
      }
    }
  }

  private static Matrix apply(UnaryFunction f, Matrix u) {
    double[][] result = new double[u.columns()][];
    for (int j = 0; j < result.length; j++) {
      result[j] = apply(f, u.raw()[j]);
    }
    return Matrix.wrap(u.rows(), result);
  }

  private static double[] apply(UnaryFunction f, double[] u) {
    double[] result = Arena.take(u.length);
    f.applyAll(u, result, 0, u.length);
    return result;
  }
}
