package org.widelimit.network.dataset;

import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.HermiteExpansion;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.numeric.Correlation;

/**
 * Any activation by its Hermite expansion. Pairs that the truncation's bound does not cover, and
 * those of an input without variance, are computed one by one.
 */
final class HermiteStep extends ActivationStep {

  /** The truncation error allowed to an entry, relative to the second moments. */
  private static final double TOLERANCE = 1e-13;

  /** A power of the correlation below this share of the second moments adds nothing. */
  private static final double NOTHING = 1e-18;

  private final NumericalDual dual;
  private final HermiteExpansion.Table table;
  private final double[][][] coefficients;

  /** Up to this size of the correlation every pair is covered. */
  private final double covered;

  HermiteStep(
      Activation activation, HermiteExpansion.Table table, double[][] roots, double[][] nextRoots) {
    super(roots, nextRoots);
    this.dual = NumericalDual.of(activation, activation);
    this.table = table;
    this.coefficients = chunked(table.coefficients());
    this.covered = covered(table);
  }

  /** Chunks the coefficients of every order, and fills up with zeros to a multiple of four. */
  private static double[][][] chunked(double[][] coefficients) {
    double[][][] chunked = new double[(coefficients.length + 3) / 4 * 4][][];
    for (int k = 0; k < chunked.length; k++) {
      boolean real = k < coefficients.length;
      chunked[k] = PairRow.chunks(real ? coefficients[k] : new double[coefficients[0].length]);
    }
    return chunked;
  }

  /** Returns the largest correlation that the worst tails of the table allow. */
  private static double covered(HermiteExpansion.Table table) {
    double tail = 0;
    for (int i = 0; i < table.valueTails().length; i++) {
      tail = Math.max(tail, Math.max(table.valueTails()[i], table.slopeTails()[i]));
    }
    return tail <= TOLERANCE ? 2 : Math.pow(TOLERANCE / tail, 1 / (table.count() - 1.0));
  }

  @Override
  void duals(int row, int chunk, PairRow pairs) {
    noteDefects(row, chunk, pairs);
    int count = pairs.count;
    double root = PairRow.at(roots, row);
    double[] correlation = pairs.first;
    double[] value = pairs.second;
    double[] slope = pairs.slope;
    correlations(root, roots[chunk], pairs.gap, correlation, count);
    double most = 0;
    double least = root;
    for (int j = 0; j < count; j++) {
      most = Math.max(most, Math.abs(correlation[j]));
      least = Math.min(least, roots[chunk][j]);
      value[j] = 0;
      slope[j] = 0;
    }
    // Horner's scheme for the sum and its derivative, all columns at a time.
    for (int k = (terms(most) + 3) / 4 * 4 - 4; k >= 0; k -= 4) {
      horner(k, row, chunk, correlation, value, slope, count);
    }
    if (!(most <= covered) || least == 0) {
      integrate(row, chunk, pairs);
    }
    double next = PairRow.at(nextRoots, row);
    finish(root, roots[chunk], next, nextRoots[chunk], value, slope, pairs.gap, count);
  }

  private int terms(double most) {
    if (most >= 1) {
      return table.count();
    }
    double needed = Math.log(NOTHING) / Math.log(most) + 2;
    return needed < table.count() ? (int) needed : table.count();
  }

  private static void correlations(
      double root, double[] others, double[] gap, double[] correlation, int count) {
    for (int j = 0; j < count; j++) {
      double rho = 1 - gap[j] / Math.fma(root, others[j], Double.MIN_NORMAL);
      correlation[j] = Math.max(-1, Math.min(1, rho));
    }
  }

  /** Four orders at a time, as a pass through memory costs more than the arithmetic of one. */
  private void horner(
      int k, int row, int chunk, double[] correlation, double[] value, double[] slope, int count) {
    horner(
        PairRow.at(coefficients[k + 3], row),
        coefficients[k + 3][chunk],
        PairRow.at(coefficients[k + 2], row),
        coefficients[k + 2][chunk],
        PairRow.at(coefficients[k + 1], row),
        coefficients[k + 1][chunk],
        PairRow.at(coefficients[k], row),
        coefficients[k][chunk],
        correlation,
        value,
        slope,
        count);
  }

  private static void horner(
      double a,
      double[] as,
      double b,
      double[] bs,
      double c,
      double[] cs,
      double d,
      double[] ds,
      double[] correlation,
      double[] value,
      double[] slope,
      int count) {
    for (int j = 0; j < count; j++) {
      double rho = correlation[j];
      double s = Math.fma(slope[j], rho, value[j]);
      double v = Math.fma(value[j], rho, a * as[j]);
      s = Math.fma(s, rho, v);
      v = Math.fma(v, rho, b * bs[j]);
      s = Math.fma(s, rho, v);
      v = Math.fma(v, rho, c * cs[j]);
      slope[j] = Math.fma(s, rho, v);
      value[j] = Math.fma(v, rho, d * ds[j]);
    }
  }

  /** From the sums to the new gap and the dual of the slopes. */
  private static void finish(
      double root,
      double[] others,
      double next,
      double[] nextOthers,
      double[] value,
      double[] slope,
      double[] gap,
      int count) {
    for (int j = 0; j < count; j++) {
      slope[j] = slope[j] / Math.fma(root, others[j], Double.MIN_NORMAL);
      gap[j] = Math.max(0, Math.fma(next, nextOthers[j], -value[j]));
    }
  }

  private void integrate(int row, int chunk, PairRow pairs) {
    double root = PairRow.at(roots, row);
    for (int j = 0; j < pairs.count; j++) {
      double scale = root * roots[chunk][j];
      double size = Math.abs(pairs.first[j]);
      int column = chunk * PairRow.SIZE + j;
      if (scale > 0 && (size <= covered || table.truncation(row, column, size) <= TOLERANCE)) {
        continue;
      }
      Correlation exact = scale == 0 ? Correlation.ONE : Correlation.ofDefect(pairs.gap[j] / scale);
      double p = root * root;
      double q = roots[chunk][j] * roots[chunk][j];
      if (Math.max(p, q) > KernelMatrices.LARGEST_EXPANDED && scale > 0) {
        // As steep as a jump, it magnifies the rounding of a gap: the whole pair is computed on
        // its own.
        pairs.least[j] = 0;
        pairs.second[j] = 0;
        pairs.slope[j] = 0;
        continue;
      }
      pairs.second[j] = dual.value(p, q, exact).value();
      pairs.slope[j] =
          pairs.tangent[j] == 0
              ? 0
              : dual.derivative(p, q, exact).value() * (scale + Double.MIN_NORMAL);
    }
  }
}
