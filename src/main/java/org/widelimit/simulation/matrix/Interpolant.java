package org.widelimit.simulation.matrix;

import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Several functions of one variable on an interval by their values at Chebyshev points, as exact as
 * the values.
 *
 * <p>Gaussian moments are analytic in the variance but at 0, and an interval that is short against
 * its distance from 0 lies in an ellipse of analyticity so wide that {@value #POINTS} points leave
 * rounding errors only (Trefethen 2013, theorem 8.2). Functions that grow too fast for that are
 * recognized by what the interpolation misses between the points, and left to their definition.
 * Evaluated by the barycentric formula, which is stable (Berrut and Trefethen 2004).
 */
public final class Interpolant {
  private static final int POINTS = 17;

  /** Of the values of a quadrature and of the interpolation, relative. */
  private static final double ROUNDING = 1e-13;

  /** Places between the points, as shares of the interval, where the interpolation is tried. */
  private static final double[] TRIED = {0.013, 0.31, 0.52, 0.987};

  private final double[] points = new double[POINTS];
  private final double[][] values = new double[POINTS][];

  private Interpolant(double from, double to, DoubleFunction<double[]> functions) {
    for (int j = 0; j < POINTS; j++) {
      points[j] = (from + to) / 2 + (to - from) / 2 * Math.cos(Math.PI * j / (POINTS - 1));
      values[j] = functions.apply(points[j]);
    }
  }

  /**
   * Interpolates.
   *
   * @param from the interval's lower end
   * @param to its upper end
   * @param functions the functions' values at a point
   * @return empty where that is less exact than the values
   */
  public static Optional<Interpolant> of(
      double from, double to, DoubleFunction<double[]> functions) {
    Interpolant found = new Interpolant(from, to, functions);
    for (double share : TRIED) {
      double x = from + share * (to - from);
      double[] interpolated = found.at(x);
      double[] exact = functions.apply(x);
      for (int k = 0; k < exact.length; k++) {
        if (!(Math.abs(interpolated[k] - exact[k]) <= ROUNDING * Math.abs(exact[k]))) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(found);
  }

  /** Returns the functions' values at a point of the interval. */
  public double[] at(double x) {
    double[] result = new double[values[0].length];
    double total = 0;
    for (int j = 0; j < POINTS; j++) {
      double distance = x - points[j];
      if (distance == 0) {
        return values[j].clone();
      }
      double weight = (j % 2 == 0 ? 1 : -1) * (j == 0 || j == POINTS - 1 ? 0.5 : 1) / distance;
      total += weight;
      for (int k = 0; k < result.length; k++) {
        result[k] += weight * values[j][k];
      }
    }
    for (int k = 0; k < result.length; k++) {
      result[k] /= total;
    }
    return result;
  }
}
