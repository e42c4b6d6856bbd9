package org.widelimit.network;

import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Correlation;
import org.widelimit.gaussian.NumericalDual;

/** Row recursions in closed form: straight-line loops that the compiler vectorizes. */
abstract class ClosedRows implements RowRecursion {

  /** Coefficients of {@code arccos(1 - s)/sqrt(s)} in powers of {@code 2s - 1}. */
  private static final double[] A = FastAngle.arccosine();

  private final NumericalDual dual;
  final double sigmaW2;
  final double sigmaB2;

  private ClosedRows(Activation activation, double sigmaW2, double sigmaB2) {
    this.dual = NumericalDual.of(activation, activation);
    this.sigmaW2 = sigmaW2;
    this.sigmaB2 = sigmaB2;
  }

  @Override
  public double secondMoment(double variance) {
    return dual.value(variance, variance, Correlation.ONE).value();
  }

  @Override
  public double slopeMoment(double variance) {
    return dual.derivative(variance, variance, Correlation.ONE).value();
  }

  /**
   * Fills {@code out} with {@code arcsin(y)} for {@code |y| <= 1}; absolutely exact to rounding.
   */
  static void arcsines(double[] y, double[] out, int count) {
    double[] c = A;
    for (int j = 0; j < count; j++) {
      double size = Math.abs(y[j]);
      double s = 1 - size;
      double t = 2 * s - 1;
      double even = polynomial(c, t);
      double value = Math.PI / 2 - Math.sqrt(s) * even;
      out[j] = y[j] * (value / (size + Double.MIN_NORMAL));
    }
  }

  /** Evaluates a polynomial of degree 21 without a loop, in two interleaved chains. */
  static double polynomial(double[] c, double t) {
    double u = t * t;
    double even =
        c[0]
            + u
                * (c[2]
                    + u
                        * (c[4]
                            + u
                                * (c[6]
                                    + u
                                        * (c[8]
                                            + u
                                                * (c[10]
                                                    + u
                                                        * (c[12]
                                                            + u
                                                                * (c[14]
                                                                    + u
                                                                        * (c[16]
                                                                            + u
                                                                                * (c[18]
                                                                                    + u
                                                                                        * c[
                                                                                            20])))))))));
    double odd =
        c[1]
            + u
                * (c[3]
                    + u
                        * (c[5]
                            + u
                                * (c[7]
                                    + u
                                        * (c[9]
                                            + u
                                                * (c[11]
                                                    + u
                                                        * (c[13]
                                                            + u
                                                                * (c[15]
                                                                    + u
                                                                        * (c[17]
                                                                            + u
                                                                                * (c[19]
                                                                                    + u
                                                                                        * c[
                                                                                            21])))))))));
    return even + t * odd;
  }

  /** ReLU (Cho and Saul 2009). */
  static final class Relu extends ClosedRows {
    Relu(double sigmaW2, double sigmaB2) {
      super(Activation.named("relu"), sigmaW2, sigmaB2);
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
      double[] correlation = new double[columns];
      double[] arcsine = new double[columns];
      double p = variances[row];
      for (int j = 0; j < columns; j++) {
        correlation[j] = kernel[j] / (Math.sqrt(p * variances[j]) + Double.MIN_NORMAL);
        correlation[j] = Math.max(-1, Math.min(1, correlation[j]));
      }
      arcsines(correlation, arcsine, columns);
      double scale = sigmaW2 / (2 * Math.PI);
      for (int j = 0; j < columns; j++) {
        double rho = correlation[j];
        double angle = arcsine[j] + Math.PI / 2;
        double size = Math.sqrt(p * variances[j]);
        double value = scale * size * (Math.sqrt((1 - rho) * (1 + rho)) + angle * rho) + sigmaB2;
        tangent[j] = value + scale * angle * tangent[j];
        kernel[j] = value;
      }
    }
  }

  /** The error function (Williams 1997). */
  static final class Erf extends ClosedRows {
    Erf(double sigmaW2, double sigmaB2) {
      super(Activation.named("erf"), sigmaW2, sigmaB2);
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
      double[] sine = new double[columns];
      double[] arcsine = new double[columns];
      double p = 1 + 2 * variances[row];
      for (int j = 0; j < columns; j++) {
        sine[j] = 2 * kernel[j] / Math.sqrt(p * (1 + 2 * variances[j]));
      }
      arcsines(sine, arcsine, columns);
      double scale = sigmaW2 * 2 / Math.PI;
      for (int j = 0; j < columns; j++) {
        double product = p * (1 + 2 * variances[j]);
        double slope = 2 * scale / Math.sqrt(product - 4 * kernel[j] * kernel[j]);
        double value = scale * arcsine[j] + sigmaB2;
        tangent[j] = value + slope * tangent[j];
        kernel[j] = value;
      }
    }
  }

  /** GELU (Tsuchida et al. 2020). */
  static final class Gelu extends ClosedRows {
    Gelu(double sigmaW2, double sigmaB2) {
      super(Activation.named("gelu"), sigmaW2, sigmaB2);
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
      double[] sine = new double[columns];
      double[] arcsine = new double[columns];
      double p = variances[row];
      for (int j = 0; j < columns; j++) {
        sine[j] = kernel[j] / Math.sqrt((1 + p) * (1 + variances[j]));
      }
      arcsines(sine, arcsine, columns);
      double scale = sigmaW2 / (2 * Math.PI);
      for (int j = 0; j < columns; j++) {
        double q = variances[j];
        double r = kernel[j];
        double product = (1 + p) * (1 + q);
        double squared = product - r * r;
        double inverse = 1 / (product * Math.sqrt(squared));
        double angle = arcsine[j] + Math.PI / 2;
        double value = scale * (r * angle + (r * r + p * q * squared) * inverse) + sigmaB2;
        double slope = scale * (angle + r * (squared * (3 + p + q) + r * r) * inverse / squared);
        tangent[j] = value + slope * tangent[j];
        kernel[j] = value;
      }
    }
  }
}
