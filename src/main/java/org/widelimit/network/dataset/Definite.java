package org.widelimit.network.dataset;

import java.util.Optional;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.widelimit.numeric.interval.RealInterval;

/**
 * Whether all symmetric matrices between two are positive definite.
 *
 * <p>The proof is a Cholesky factorization: if it runs to its end in doubles for {@code A - c I},
 * then the smallest eigenvalue of that matrix is at least {@code -g/(1 - g) trace(A)}, where {@code
 * g = (n + 1) u/(1 - (n + 1) u)} and u is half a unit in the last place of 1 (Demmel 1989; Higham
 * 2002, theorem 10.7; Rump 2006, theorem 2.3). What the entries may differ by moves it by at most
 * the largest sum of their radii over a row (Weyl). The disproof is a vector with a negative
 * quadratic form.
 *
 * @param least a lower bound of the smallest eigenvalue of each matrix, if it is proved positive
 * @param witness a vector v with {@code v.A.v < 0} for each matrix, if one was found
 */
@SuppressWarnings("ArrayRecordComponent")
public record Definite(Optional<Double> least, Optional<double[]> witness) {

  private static final double[] SHIFTS = {0.999, 0.9, 0.5, 0.1, 0.01};
  private static final double ROUNDING = 0x1p-53;

  /** More than what underflow may change in all steps together. */
  private static final double UNDERFLOW = 0x1p-900;

  /**
   * Decides.
   *
   * @param entries the enclosures of a symmetric matrix
   */
  public static Definite of(RealInterval[][] entries) {
    int n = entries.length;
    double[][] middle = new double[n][n];
    double radius = 0;
    double trace = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        middle[i][j] = entries[i][j].middle();
        sum = RealInterval.sumUp(sum, entries[i][j].width());
        if (!Double.isFinite(sum)) {
          return new Definite(Optional.empty(), Optional.empty());
        }
      }
      radius = Math.max(radius, sum);
      trace = RealInterval.sumUp(trace, Math.abs(middle[i][i]));
    }
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(middle));
    int last = 0;
    for (int i = 1; i < n; i++) {
      last = eigen.getEigenvalue(i) < eigen.getEigenvalue(last) ? i : last;
    }
    double smallest = eigen.getEigenvalue(last);
    double off = off(n, trace, radius);
    for (double part : SHIFTS) {
      double shift = part * smallest;
      double least = RealInterval.sumDown(shift, -off);
      if (least > 0 && isFactored(middle, shift)) {
        return new Definite(Optional.of(least), Optional.empty());
      }
    }
    double[] vector = eigen.getEigenvector(last).toArray();
    return new Definite(
        Optional.empty(), form(entries, vector).hi() < 0 ? Optional.of(vector) : Optional.empty());
  }

  /** What the factorization, the subtraction of the shift and the radii may change. */
  private static double off(int n, double trace, double radius) {
    RealInterval u = RealInterval.of((n + 1) * ROUNDING);
    RealInterval g = u.dividedBy(RealInterval.ONE.minus(u));
    RealInterval rounding =
        g.dividedBy(RealInterval.ONE.minus(g))
            .plus(RealInterval.of(ROUNDING))
            .times(RealInterval.of(2 * trace));
    return rounding.plus(RealInterval.of(radius)).plus(RealInterval.of(UNDERFLOW)).hi();
  }

  /** Returns whether the factorization in doubles runs to its end. */
  private static boolean isFactored(double[][] middle, double shift) {
    int n = middle.length;
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? middle[i][i] - shift : middle[i][j];
        for (int k = 0; k < j; k++) {
          sum -= rows[i][k] * rows[j][k];
        }
        if (i > j) {
          rows[i][j] = sum / rows[j][j];
        } else if (sum > 0) {
          rows[i][i] = Math.sqrt(sum);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  private static RealInterval form(RealInterval[][] entries, double[] vector) {
    RealInterval sum = RealInterval.ZERO;
    for (int i = 0; i < vector.length; i++) {
      RealInterval row = RealInterval.ZERO;
      for (int j = 0; j < vector.length; j++) {
        row = row.plus(entries[i][j].times(RealInterval.of(vector[j])));
      }
      sum = sum.plus(row.times(RealInterval.of(vector[i])));
    }
    return sum;
  }
}
