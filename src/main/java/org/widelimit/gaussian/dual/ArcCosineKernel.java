package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.GaussLegendre;

/**
 * The angular functions {@code J_k} of the arc-cosine kernels (Cho and Saul 2009, eq. 4): {@code
 * E[u_+^k v_+^k] = (pq)^(k/2) J_k(theta) / (2 pi)} with {@code cos(theta)} the correlation.
 */
final class ArcCosineKernel {

  private static final double SERIES_BELOW = 0.7;

  private ArcCosineKernel() {}

  /** Returns {@code J_k}, relatively accurate also where it vanishes, at correlation -1. */
  static double value(int k, Correlation correlation) {
    if (correlation.rho() >= 0) {
      return explicit(k, correlation);
    }
    double supplement = correlation.supplement();
    return switch (k) {
      case 0 -> supplement;
      case 1 -> sineMinusAngleCosine(supplement);
      default -> integral(k, correlation);
    };
  }

  /** Returns {@code J_k(0) - J_k(theta)}, relatively accurate also at correlation 1. */
  static double defect(int k, Correlation correlation) {
    double angle = correlation.angle();
    return switch (k) {
      case 0 -> angle;
      case 1 -> Math.PI * correlation.defect() - sineMinusAngleCosine(angle);
      // dJ_k/d(rho) = k^2 J_(k-1), and d(rho) = -sin(t) dt.
      default ->
          GaussLegendre.RULE.integrate(
              t -> (double) k * k * value(k - 1, Correlation.ofAngle(t)) * Math.sin(t), angle);
    };
  }

  /**
   * Integrates by parts: with {@code I_(m,n) = E[u^m v^n; u > 0, v > 0]} at unit variances, {@code
   * I_(m,n) = (m-1) I_(m-2,n) + n rho I_(m-1,n-1)}, plus a boundary term at {@code u = 0} if {@code
   * m = 1} and one at {@code v = 0} if {@code n = 0}. At correlations of at least 0 every term is
   * positive, so nothing cancels.
   */
  private static double explicit(int k, Correlation correlation) {
    double rho = correlation.rho();
    double sine = correlation.sine();
    double[][] moments = new double[k + 1][k + 1];
    moments[0][0] = correlation.supplement() / (2 * Math.PI);
    for (int m = 1; m <= k; m++) {
      for (int n = 0; n <= m; n++) {
        double moment = m >= 2 ? (m - 1) * moments[m - 2][n] : boundary(n, sine);
        moment += n >= 1 ? n * rho * moments[m - 1][n - 1] : rho * boundary(m - 1, sine);
        moments[m][n] = moment;
        moments[n][m] = moment;
      }
    }
    return moments[k][k] * 2 * Math.PI;
  }

  /** Returns {@code E[v^n; v > 0 | u = 0]} times the density of {@code u} at 0. */
  private static double boundary(int n, double sine) {
    double moment = n % 2 == 0 ? 0.5 : 1 / Math.sqrt(2 * Math.PI);
    for (int j = n - 1; j > 1; j -= 2) {
      moment *= j;
    }
    return moment * Math.pow(sine, n) / Math.sqrt(2 * Math.PI);
  }

  /** Cho and Saul's positive integral (their appendix A), smooth for correlations below 0. */
  private static double integral(int k, Correlation correlation) {
    double rho = correlation.rho();
    double factorial = 1;
    for (int j = 2; j <= k; j++) {
      factorial *= j;
    }
    double integral =
        GaussLegendre.RULE.integrate(
            t -> {
              double cosine = Math.cos(t);
              return Math.pow(cosine, k) / Math.pow(1 - rho * cosine, k + 1);
            },
            Math.PI / 2);
    return factorial * Math.pow(correlation.sine(), 2 * k + 1) * integral;
  }

  /** Returns {@code sin(x) - x cos(x)} for {@code x} in {@code [0, pi]}, by its series near 0. */
  static double sineMinusAngleCosine(double x) {
    if (x > SERIES_BELOW) {
      return Math.sin(x) - x * Math.cos(x);
    }
    double square = x * x;
    double term = x * square / 3;
    double sum = term;
    for (int n = 2; n < 12; n++) {
      // The n-th term is (-1)^(n+1) 2n x^(2n+1) / (2n+1)!.
      term *= -square * n / ((n - 1.0) * 2 * n * (2 * n + 1));
      sum += term;
    }
    return sum;
  }
}
