package org.widelimit.simulation;

/** An activation and its slope, compiled, applied to whole batches. */
final class ActivationFunction {

  /** A function applied to a range of an array. */
  interface Loop {
    void applyAll(double[] in, double[] out, int from, int to);
  }

  private final Loop function;
  private final Loop slope;

  private ActivationFunction(Loop function, Loop slope) {
    this.function = function;
    this.slope = slope;
  }

  static ActivationFunction of(String text) {
    return switch (text) {
      case "relu" ->
          new ActivationFunction(loop(x -> Math.max(x, 0)), loop(x -> x > 0 ? 1 : x < 0 ? 0 : 0.5));
      case "tanh" ->
          new ActivationFunction(
              loop(Math::tanh), loop(x -> (1 - Math.tanh(x)) * (1 + Math.tanh(x))));
      case "identity" -> new ActivationFunction(loop(x -> x), loop(x -> 1));
      default -> throw new IllegalArgumentException("no activation " + text);
    };
  }

  private static Loop loop(java.util.function.DoubleUnaryOperator f) {
    return (in, out, from, to) -> {
      for (int i = from; i < to; i++) {
        out[i] = f.applyAsDouble(in[i]);
      }
    };
  }

  Matrix value(Matrix u) {
    return apply(function, u);
  }

  Matrix slope(Matrix u) {
    return apply(slope, u);
  }

  double[] value(double[] u) {
    double[] result = new double[u.length];
    function.applyAll(u, result, 0, u.length);
    return result;
  }

  double[] slope(double[] u) {
    double[] result = new double[u.length];
    slope.applyAll(u, result, 0, u.length);
    return result;
  }

  private static Matrix apply(Loop loop, Matrix u) {
    double[][] result = new double[u.columns()][u.rows()];
    for (int j = 0; j < result.length; j++) {
      loop.applyAll(u.raw()[j], result[j], 0, u.rows());
    }
    return Matrix.wrap(u.rows(), result);
  }
}
