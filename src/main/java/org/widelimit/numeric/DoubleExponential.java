package org.widelimit.numeric;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Nodes and weights of the tanh-sinh rule on {@code [-1, 1]} (Takahasi and Mori 1974), stored as
 * distances from the nearer end, so that a node close to an end keeps its digits.
 *
 * <p>With {@code x = tanh(pi/2 sinh t)} the integrand and all its derivatives vanish doubly
 * exponentially at both ends. An end may therefore be a kink, a jump or an integrable singularity.
 */
public final class DoubleExponential implements PieceRule {

  /** At this {@code t} the distance from the end is 3e-23 and the weight below 1e-20. */
  private static final double LAST = 3.5;

  private static final ConcurrentHashMap<Integer, DoubleExponential> RULES =
      new ConcurrentHashMap<>();

  private final double[] distances;
  private final double[] weights;

  private DoubleExponential(double[] distances, double[] weights) {
    this.distances = distances;
    this.weights = weights;
  }

  /** Returns the rule of step {@code 2^-level}, about {@code 7 * 2^level} nodes. */
  public static DoubleExponential ofLevel(int level) {
    return RULES.computeIfAbsent(level, DoubleExponential::build);
  }

  private static DoubleExponential build(int level) {
    double step = Math.scalb(1.0, -level);
    int count = (int) (LAST / step) + 1;
    double[] distances = new double[count];
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      double t = i * step;
      double growth = Math.exp(-Math.PI * Math.sinh(t));
      distances[i] = 2 * growth / (1 + growth);
      weights[i] = step * Math.PI / 2 * Math.cosh(t) * 4 * growth / ((1 + growth) * (1 + growth));
    }
    return new DoubleExponential(distances, weights);
  }

  /** Returns {@code 1 - |x|} of a node; node 0 is the middle, and the rest go outwards from it. */
  public double distance(int node) {
    return distances[node];
  }

  /** Returns the weight of a node, the step included. */
  public double weight(int node) {
    return weights[node];
  }

  /** Returns the number of nodes with {@code x >= 0}. */
  public int half() {
    return distances.length;
  }

  @Override
  public int size() {
    return 2 * distances.length - 1;
  }

  @Override
  public void place(double lower, double upper, double[] nodeBuffer, double[] weightBuffer) {
    double half = (upper - lower) / 2;
    int middle = distances.length - 1;
    for (int i = 0; i < distances.length; i++) {
      double offset = half * distances[i];
      nodeBuffer[middle - i] = fromLower(lower, offset);
      nodeBuffer[middle + i] = fromUpper(upper, offset);
      weightBuffer[middle - i] = half * weights[i];
      weightBuffer[middle + i] = weightBuffer[middle - i];
    }
  }

  /** Returns the node at a distance from the lower end, strictly inside the interval. */
  public static double fromLower(double lower, double distance) {
    double node = lower + distance;
    return node == lower ? Math.nextUp(lower) : node;
  }

  /** Returns the node at a distance from the upper end, strictly inside the interval. */
  public static double fromUpper(double upper, double distance) {
    double node = upper - distance;
    return node == upper ? Math.nextDown(upper) : node;
  }
}
