package org.widelimit.statistics;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Samples from which control variates are subtracted: numbers drawn with each sample whose
 * expectation is exactly 0 at every width.
 *
 * <p>A sample y comes with controls c, and {@code y - beta . c} has the expectation of y whatever
 * beta is, if beta does not depend on the sample. So beta is fitted once, by least squares, on a
 * pilot of its own samples at one width, and serves all widths: a poor fit costs precision, never
 * the level of a test, to which the reduced samples are as independent and as unbiased as the plain
 * ones. For networks the best beta hardly depends on the width, as both y and c are means over
 * neurons to leading order.
 *
 * <p>Safe for use by several threads.
 */
public final class ControlledSampler implements Sampler {
  /** Relative ridge: controls that are nearly one another's combinations share their weight. */
  private static final double RIDGE = 1e-6;

  private final Rows source;
  private final int pilotWidth;
  private final int pilotSamples;
  private double[] coefficients = new double[0];
  private boolean fitted;

  /** A pure source of samples with their controls. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Draws samples.
     *
     * @param firstIndex the first sample, also negative: the pilot's are
     * @return one row a sample: the sample, then its controls
     */
    double[][] draw(int width, long firstIndex, int count);
  }

  /**
   * Controls samples.
   *
   * @param source the samples with their controls
   * @param pilotWidth the width of the pilot
   * @param pilotSamples how many samples the pilot has; several times the number of controls
   */
  public ControlledSampler(Rows source, int pilotWidth, int pilotSamples) {
    if (pilotSamples < 2) {
      throw new IllegalArgumentException("A pilot needs two samples, not " + pilotSamples);
    }
    this.source = source;
    this.pilotWidth = pilotWidth;
    this.pilotSamples = pilotSamples;
  }

  @Override
  public double sample(int width, long index) {
    return source.draw(width, index, 1)[0][0];
  }

  @Override
  public void fill(int width, long firstIndex, double[] out) {
    fill(width, firstIndex, out, new double[out.length]);
  }

  @Override
  public void fill(int width, long firstIndex, double[] out, double[] reduced) {
    double[] beta = coefficients();
    double[][] rows = source.draw(width, firstIndex, out.length);
    for (int i = 0; i < out.length; i++) {
      double[] row = rows[i];
      double noise = 0;
      for (int j = 0; j < beta.length; j++) {
        noise += beta[j] * row[j + 1];
      }
      out[i] = row[0];
      reduced[i] = row[0] - noise;
    }
  }

  /** The controls' coefficients, fitted when first asked for. */
  synchronized double[] coefficients() {
    if (!fitted) {
      coefficients = fit(source.draw(pilotWidth, -pilotSamples, pilotSamples));
      fitted = true;
    }
    return coefficients;
  }

  private static double[] fit(double[][] rows) {
    int controls = rows[0].length - 1;
    double[] scales = new double[controls];
    double mean = 0;
    for (double[] row : rows) {
      mean += row[0] / rows.length;
      for (int j = 0; j < controls; j++) {
        scales[j] += row[j + 1] * row[j + 1] / rows.length;
      }
    }
    double[][] products = new double[controls][controls];
    double[] projections = new double[controls];
    for (double[] row : rows) {
      double[] c = new double[controls];
      for (int j = 0; j < controls; j++) {
        c[j] = scales[j] > 0 ? row[j + 1] / Math.sqrt(scales[j]) : 0;
        projections[j] += c[j] * (row[0] - mean);
        for (int k = 0; k <= j; k++) {
          products[j][k] += c[j] * c[k];
        }
      }
    }
    for (int j = 0; j < controls; j++) {
      // A control that never moves gets no weight, and its row must not make the matrix singular.
      products[j][j] += rows.length * (scales[j] > 0 ? RIDGE : 1);
      for (int k = 0; k < j; k++) {
        products[k][j] = products[j][k];
      }
    }
    if (controls == 0 || !finite(projections) || !finite(scales)) {
      return new double[controls];
    }
    double[] beta =
        new CholeskyDecomposition(new Array2DRowRealMatrix(products, false))
            .getSolver()
            .solve(new ArrayRealVector(projections, false))
            .toArray();
    for (int j = 0; j < controls; j++) {
      beta[j] = scales[j] > 0 ? beta[j] / Math.sqrt(scales[j]) : 0;
    }
    return beta;
  }

  private static boolean finite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
