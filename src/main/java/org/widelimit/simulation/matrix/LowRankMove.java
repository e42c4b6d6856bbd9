package org.widelimit.simulation.matrix;

import java.util.Arrays;

/**
 * What training added to a revealed matrix: {@code P C Q^T + E Q^T}, in the bases P and Q of the
 * matrix. The arrays grow as the bases do.
 */
final class LowRankMove {

  /** C by columns: [direction of Q][direction of P]. */
  private double[][] core = {};

  /** E by columns; an empty column is zero. */
  private double[][] free = {};

  private void reserve(int directions) {
    if (core.length < directions) {
      int old = core.length;
      int capacity = Math.max(directions, 2 * old);
      core = Arrays.copyOf(core, capacity);
      free = Arrays.copyOf(free, capacity);
      for (int j = old; j < capacity; j++) {
        core[j] = new double[0];
        free[j] = new double[0];
      }
    }
  }

  /** Adds {@code left diag(weights) right^T}; without coordinates on the left it goes to E. */
  void add(
      double @org.jspecify.annotations.Nullable [][] onLeft,
      Matrix left,
      double[] weights,
      double[][] onRight) {
    for (int n = 0; n < weights.length; n++) {
      double[] r = onRight[n];
      reserve(r.length);
      for (int j = 0; j < r.length; j++) {
        double factor = weights[n] * r[j];
        if (factor == 0) {
          continue;
        }
        if (onLeft == null) {
          free[j] = plus(free[j], factor, left.raw()[n]);
        } else {
          core[j] = plus(core[j], factor, onLeft[n]);
        }
      }
    }
  }

  void add(LowRankMove other) {
    reserve(other.core.length);
    for (int j = 0; j < other.core.length; j++) {
      core[j] = plus(core[j], 1, other.core[j]);
      free[j] = plus(free[j], 1, other.free[j]);
    }
  }

  private static double[] plus(double[] sum, double factor, double[] term) {
    double[] result = sum.length < term.length ? Arrays.copyOf(sum, term.length) : sum;
    Columns.add(term, factor, result, 0, term.length);
    return result;
  }

  void scale(double factor) {
    for (int j = 0; j < core.length; j++) {
      for (int i = 0; i < core[j].length; i++) {
        core[j][i] *= factor;
      }
      for (int i = 0; i < free[j].length; i++) {
        free[j][i] *= factor;
      }
    }
  }

  /** Adds the move's product with vectors of these coordinates in Q. */
  void addTimes(double[][] coordinates, Basis left, double[][] answer) {
    double[][] onLeft = new double[coordinates.length][left.size()];
    boolean any = false;
    for (int n = 0; n < coordinates.length; n++) {
      int known = Math.min(core.length, coordinates[n].length);
      for (int j = 0; j < known; j++) {
        double c = coordinates[n][j];
        if (c != 0 && core[j].length > 0) {
          Columns.add(core[j], c, onLeft[n], 0, core[j].length);
          any = true;
        }
        if (c != 0 && free[j].length > 0) {
          Columns.add(free[j], c, answer[n], 0, answer[n].length);
        }
      }
    }
    if (any) {
      Columns.addCombination(left.directions(), left.size(), onLeft, 1, answer);
    }
  }

  /** Adds the transposed move's product with vectors of these coordinates in P. */
  void addTransposeTimes(double[][] coordinates, Matrix vectors, Basis right, double[][] answer) {
    int known = Math.min(core.length, right.size());
    double[][] onRight = new double[coordinates.length][right.size()];
    boolean any = false;
    for (int n = 0; n < coordinates.length; n++) {
      for (int j = 0; j < known; j++) {
        if (core[j].length > 0) {
          onRight[n][j] += dot(core[j], coordinates[n]);
          any = true;
        }
        if (free[j].length > 0) {
          onRight[n][j] += Columns.innerProduct(free[j], vectors.raw()[n]);
          any = true;
        }
      }
    }
    if (any) {
      Columns.addCombination(right.directions(), right.size(), onRight, 1, answer);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    int length = Math.min(a.length, b.length);
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The squared Frobenius norm, {@code |C|^2 + 2 <P C, E> + |E|^2}. */
  double squaredNorm(Basis left) {
    double sum = 0;
    for (int j = 0; j < core.length; j++) {
      sum += Columns.innerProduct(core[j], core[j]) + Columns.innerProduct(free[j], free[j]);
      if (free[j].length > 0) {
        for (int i = 0; i < core[j].length; i++) {
          sum += 2 * core[j][i] * Columns.innerProduct(left.directions()[i], free[j]);
        }
      }
    }
    return sum;
  }
}
