package org.widelimit.statistics;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.QRDecomposition;

/**
 * A weighted least-squares fit of means over a ladder to the first terms of an asymptotic series,
 * with intervals that allow for the terms left out.
 *
 * <p>Means at finite width differ from their limit by {@code b/M + c/M^2 + ...}. A fit of finitely
 * many terms is biased by the first term dropped; its contribution to each coefficient is known up
 * to that term's size. The size is bounded under one stated assumption: at the smallest width the
 * first term dropped is no larger than the last term kept may be (its interval's far end). Then the
 * interval of a coefficient is its statistical interval, widened by that bias.
 */
final class AsymptoticFit {
  private final SampleStatistics[] samples;
  private final double[] abscissae;
  private final List<DoubleUnaryOperator> terms;
  private final DoubleUnaryOperator dropped;
  private final double[][] coefficients;

  /** The largest size of the term dropped at the smallest width, or not a number: see the class. */
  private final double assumedSize;

  private AsymptoticFit(
      SampleStatistics[] samples,
      double[] abscissae,
      List<DoubleUnaryOperator> terms,
      DoubleUnaryOperator dropped,
      double[][] coefficients,
      double assumedSize) {
    this.samples = samples;
    this.abscissae = abscissae;
    this.terms = terms;
    this.dropped = dropped;
    this.coefficients = coefficients;
    this.assumedSize = assumedSize;
  }

  /**
   * Fits.
   *
   * @param samples one sample a rung
   * @param abscissae the rungs' widths, increasing
   * @param series the terms in decreasing order of size, at least one more than are kept
   * @param kept how many terms to fit, at most the number of rungs
   */
  static AsymptoticFit of(
      SampleStatistics[] samples, double[] abscissae, List<DoubleUnaryOperator> series, int kept) {
    int rungs = samples.length;
    List<DoubleUnaryOperator> terms = series.subList(0, kept);
    double largest = 0;
    for (SampleStatistics s : samples) {
      largest = Math.max(largest, s.standardError());
    }
    double[][] design = new double[rungs][kept];
    double[] weights = new double[rungs];
    double[] scales = new double[kept];
    for (int j = 0; j < kept; j++) {
      scales[j] = Math.max(1e-300, Math.abs(terms.get(j).applyAsDouble(abscissae[0])));
    }
    for (int i = 0; i < rungs; i++) {
      // A rung that happens to be exact would make the design singular; it weighs much, not all.
      weights[i] =
          largest == 0 ? 1 : largest / Math.max(samples[i].standardError(), 1e-4 * largest);
      for (int j = 0; j < kept; j++) {
        design[i][j] = weights[i] * terms.get(j).applyAsDouble(abscissae[i]) / scales[j];
      }
    }
    double[][] inverse =
        new QRDecomposition(new Array2DRowRealMatrix(design)).getSolver().getInverse().getData();
    for (int j = 0; j < kept; j++) {
      for (int i = 0; i < rungs; i++) {
        inverse[j][i] *= weights[i] / scales[j];
      }
    }
    return new AsymptoticFit(samples, abscissae, terms, series.get(kept), inverse, Double.NaN);
  }

  /** The same fit where the first term dropped has at most this size at the smallest width. */
  AsymptoticFit assuming(double size) {
    return new AsymptoticFit(samples, abscissae, terms, dropped, coefficients, size);
  }

  /** How the rungs' means are combined into the coefficient of {@code term}. */
  double[] weights(int term) {
    return coefficients[term].clone();
  }

  /** The statistical part of a coefficient's uncertainty alone. */
  Contrast contrast(int term) {
    return Contrast.of(coefficients[term], samples);
  }

  /** How far the first term dropped may move the coefficient of {@code term}. */
  double truncation(int term, double level) {
    return bias(coefficients[term]) * droppedCoefficient(level);
  }

  /** The interval of a coefficient, truncation included; each takes half of the level. */
  ConfidenceInterval coefficient(int term, double level) {
    ConfidenceInterval statistical = contrast(term).interval(level / 2);
    double margin = truncation(term, level / 2);
    if (!Double.isFinite(margin)) {
      return ConfidenceInterval.around(statistical.estimate(), Double.POSITIVE_INFINITY, level);
    }
    return new ConfidenceInterval(
        statistical.estimate(), statistical.lower() - margin, statistical.upper() + margin, level);
  }

  /** Tells whether some rung's mean contradicts the series, truncation allowed for. */
  boolean lacksFit(double level) {
    int rungs = samples.length;
    if (rungs == terms.size()) {
      return false;
    }
    double size = droppedCoefficient(level / (rungs + 1));
    for (int i = 0; i < rungs; i++) {
      double[] residual = new double[rungs];
      residual[i] = 1;
      for (int j = 0; j < terms.size(); j++) {
        double value = terms.get(j).applyAsDouble(abscissae[i]);
        for (int k = 0; k < rungs; k++) {
          residual[k] -= value * coefficients[j][k];
        }
      }
      Contrast contrast = Contrast.of(residual, samples);
      double allowed = contrast.halfWidth(level / (rungs + 1)) + bias(residual) * size;
      if (Math.abs(contrast.estimate()) > allowed) {
        return true;
      }
    }
    return false;
  }

  private double bias(double[] combination) {
    double bias = 0;
    for (int i = 0; i < combination.length; i++) {
      bias += combination[i] * dropped.applyAsDouble(abscissae[i]);
    }
    return Math.abs(bias);
  }

  private double droppedCoefficient(double level) {
    if (!Double.isNaN(assumedSize)) {
      return assumedSize / Math.abs(dropped.applyAsDouble(abscissae[0]));
    }
    int last = terms.size() - 1;
    double kept =
        contrast(last).interval(level).farthestFrom(0)
            * Math.abs(terms.get(last).applyAsDouble(abscissae[0]));
    return kept / Math.abs(dropped.applyAsDouble(abscissae[0]));
  }
}
