package org.widelimit.simulation.sampling;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.widelimit.statistics.SampleStatistics;

/**
 * Coefficients of control variates by ridge regression on a pilot.
 *
 * <p>Deep networks on several inputs have hundreds of controls, and least squares on not many more
 * samples would add noise instead of taking it out. So the ridge is chosen among a few: each is
 * fitted on one half of the pilot and judged on the other. If none leaves less noise there than the
 * samples have, all coefficients are 0.
 */
public final class ControlFit {
  /** Ridges relative to a control's own square; the first only shares weight among near copies. */
  private static final double[] RIDGES = {1e-6, 1e-3, 1e-2, 1e-1, 1};

  private ControlFit() {}

  /** The coefficients, one a control, from rows of a sample and its controls. */
  static double[] coefficients(double[][] rows) {
    int controls = rows[0].length - 1;
    double[] none = new double[controls];
    double[] scales = scales(rows);
    if (controls == 0 || rows.length < 4 || !isFinite(rows)) {
      return none;
    }
    double[][] first = Arrays.copyOfRange(rows, 0, rows.length / 2);
    double[][] second = Arrays.copyOfRange(rows, rows.length / 2, rows.length);
    Equations half = new Equations(first, scales);
    double least = noise(second, none);
    double best = Double.NaN;
    for (double ridge : RIDGES) {
      double left = noise(second, half.solve(ridge));
      if (left < least) {
        least = left;
        best = ridge;
      }
    }
    return Double.isNaN(best) ? none : new Equations(rows, scales).solve(best);
  }

  private static boolean isFinite(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }

  /** The root mean squares of the controls. */
  private static double[] scales(double[][] rows) {
    double[] scales = new double[rows[0].length - 1];
    for (double[] row : rows) {
      for (int j = 0; j < scales.length; j++) {
        scales[j] += row[j + 1] * row[j + 1] / rows.length;
      }
    }
    return Arrays.stream(scales).map(Math::sqrt).toArray();
  }

  /** The variance that is left. */
  private static double noise(double[][] rows, double[] beta) {
    double[] reduced = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      reduced[i] = reduced(rows[i], beta);
    }
    return SampleStatistics.of(reduced).variance();
  }

  /** A sample less what its controls explain. */
  public static double reduced(double[] row, double[] beta) {
    return row[0] - explained(row, beta);
  }

  /** What the controls explain of a sample. */
  static double explained(double[] row, double[] beta) {
    double value = 0;
    for (int j = 0; j < beta.length; j++) {
      value += beta[j] * row[j + 1];
    }
    return value;
  }

  /**
   * Returns the factor of the coefficients that leaves the least of some samples; 1 where the
   * controls do not move.
   */
  static double scale(double[][] rows, double[] beta) {
    double mean = Arrays.stream(rows).mapToDouble(row -> row[0]).average().orElse(0);
    double product = 0;
    double square = 0;
    for (double[] row : rows) {
      double explained = explained(row, beta);
      product += explained * (row[0] - mean);
      square += explained * explained;
    }
    double scale = product / square;
    return Double.isFinite(scale) ? scale : 1;
  }

  /**
   * The normal equations of controls that are scaled to mean squares of 1, and of an unknown mean:
   * that of the samples is off by what is to be taken out of them, which hundreds of coefficients
   * would take for something to explain if the controls kept the means that they have by chance.
   */
  private static final class Equations {
    private final double[][] products;
    private final double[] projections;
    private final double[] scales;
    private final int samples;

    Equations(double[][] rows, double[] scales) {
      int controls = scales.length;
      this.scales = scales;
      this.samples = rows.length;
      products = new double[controls][controls];
      projections = new double[controls];
      double mean = Arrays.stream(rows).mapToDouble(row -> row[0]).average().orElse(0);
      double[] c = new double[controls];
      double[] sums = new double[controls];
      for (double[] row : rows) {
        for (int j = 0; j < controls; j++) {
          c[j] = scales[j] > 0 ? row[j + 1] / scales[j] : 0;
          sums[j] += c[j];
          projections[j] += c[j] * (row[0] - mean);
          double[] products = this.products[j];
          for (int k = 0; k <= j; k++) {
            products[k] += c[j] * c[k];
          }
        }
      }
      for (int j = 0; j < controls; j++) {
        for (int k = 0; k <= j; k++) {
          products[j][k] -= sums[j] * sums[k] / samples;
          products[k][j] = products[j][k];
        }
      }
    }

    double[] solve(double ridge) {
      double[][] matrix = new double[products.length][];
      for (int j = 0; j < matrix.length; j++) {
        matrix[j] = products[j].clone();
        // A control that never moves must not make the matrix singular.
        matrix[j][j] += samples * (scales[j] > 0 ? ridge : 1);
      }
      double[] beta =
          new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-9, 0)
              .getSolver()
              .solve(new ArrayRealVector(projections, false))
              .toArray();
      for (int j = 0; j < beta.length; j++) {
        beta[j] = scales[j] > 0 ? beta[j] / scales[j] : 0;
      }
      return beta;
    }
  }
}
