package org.widelimit.network;

import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Correlation;
import org.widelimit.gaussian.HermiteExpansion;
import org.widelimit.gaussian.NumericalDual;

/**
 * A row recursion by Hermite expansion: {@code E[phi(u) phi(v)]} is the sum of {@code a_k(p) a_k(q)
 * rho^k}, and by Price's theorem the slopes' dual is that of {@code k a_k(p) a_k(q) rho^(k-1)} over
 * {@code sqrt(p q)}. Entries that the truncation's bound does not cover are integrated.
 */
final class HermiteRows implements RowRecursion {

  /** The truncation error allowed to an entry, relative to the second moments. */
  private static final double TOLERANCE = 1e-13;

  private final NumericalDual dual;
  private final HermiteExpansion expansion;
  private final double sigmaW2;
  private final double sigmaB2;
  private HermiteExpansion.Table[] tables;

  HermiteRows(Activation activation, double sigmaW2, double sigmaB2) {
    this.dual = NumericalDual.of(activation, activation);
    this.expansion = HermiteExpansion.of(activation);
    this.sigmaW2 = sigmaW2;
    this.sigmaB2 = sigmaB2;
    this.tables = new HermiteExpansion.Table[0];
  }

  /** Expands the activation at all variances of a layer; called once a layer, before its rows. */
  void prepare(double[][] variancesOfLayers) {
    tables = new HermiteExpansion.Table[variancesOfLayers.length];
    for (int layer = 0; layer < tables.length; layer++) {
      tables[layer] = expansion.at(variancesOfLayers[layer]);
    }
  }

  @Override
  public double secondMoment(double variance) {
    return dual.value(variance, variance, Correlation.ONE).value();
  }

  @Override
  public double slopeMoment(double variance) {
    return dual.derivative(variance, variance, Correlation.ONE).value();
  }

  @Override
  public void advance(
      int row,
      int columns,
      double[] variances,
      double[] next,
      double[] kernel,
      double[] tangent,
      int layer) {
    HermiteExpansion.Table table = tables[layer];
    double[] correlation = new double[columns];
    double[] value = new double[columns];
    double[] slope = new double[columns];
    double p = variances[row];
    for (int j = 0; j < columns; j++) {
      double rho = kernel[j] / (Math.sqrt(p * variances[j]) + Double.MIN_NORMAL);
      correlation[j] = Math.max(-1, Math.min(1, rho));
    }
    // Horner's scheme for the sum and its derivative, all columns at a time.
    for (int k = table.count() - 1; k >= 0; k--) {
      double[] coefficients = table.coefficients(k);
      double own = coefficients[row];
      for (int j = 0; j < columns; j++) {
        slope[j] = slope[j] * correlation[j] + value[j];
        value[j] = value[j] * correlation[j] + own * coefficients[j];
      }
    }
    for (int j = 0; j < columns; j++) {
      double size = Math.sqrt(p * variances[j]) + Double.MIN_NORMAL;
      double own = slope[j] / size;
      double moment = value[j];
      if (!(table.truncation(row, j, Math.abs(correlation[j])) <= TOLERANCE)) {
        Correlation exact = Correlation.of(correlation[j]);
        moment = dual.value(p, variances[j], exact).value();
        own = dual.derivative(p, variances[j], exact).value();
      }
      double above = sigmaW2 * moment + sigmaB2;
      tangent[j] = above + sigmaW2 * own * tangent[j];
      kernel[j] = above;
    }
  }
}
