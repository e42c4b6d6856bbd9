package org.widelimit.gaussian.dual;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.CompensatedSum;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.Grade;

/**
 * The dual of a polynomial by Wick's theorem: {@code E[u^m v^n]} is the sum over {@code j} of
 * {@code j! C(m,j) C(n,j) (m-j-1)!! (n-j-1)!! r^j p^((m-j)/2) q^((n-j)/2)}, {@code j} of the parity
 * of {@code m} and of {@code n}.
 */
final class PolynomialDual implements NumericalDual {

  private final double[] coefficients;

  /** Takes the coefficients in ascending order of the powers. */
  PolynomialDual(double... coefficients) {
    this.coefficients = coefficients.clone();
  }

  @Override
  public Bounded value(double p, double q, Correlation correlation) {
    return pair(coefficients, p, q, correlation);
  }

  @Override
  public Bounded derivative(double p, double q, Correlation correlation) {
    double[] slopes = new double[Math.max(1, coefficients.length - 1)];
    for (int n = 1; n < coefficients.length; n++) {
      slopes[n - 1] = n * coefficients[n];
    }
    return pair(slopes, p, q, correlation);
  }

  private static Bounded pair(double[] c, double p, double q, Correlation correlation) {
    double a = Math.sqrt(p);
    double b = Math.sqrt(q);
    CompensatedSum sum = new CompensatedSum();
    double magnitude = 0;
    for (int m = 0; m < c.length; m++) {
      for (int n = m % 2; n < c.length; n += 2) {
        for (int j = m % 2; j <= Math.min(m, n) && c[m] != 0 && c[n] != 0; j += 2) {
          double term =
              c[m]
                  * c[n]
                  * pairings(m, n, j)
                  * Math.pow(a, m)
                  * Math.pow(b, n)
                  * Math.pow(correlation.rho(), j);
          sum.add(term);
          magnitude += Math.abs(term);
        }
      }
    }
    return new Bounded(
        sum.value(), magnitude * (16 + 2 * c.length) * Bounded.ROUNDING, Grade.RIGOROUS);
  }

  /** Returns the number of pairings of m and n objects with j pairs across. */
  private static double pairings(int m, int n, int j) {
    double count = 1;
    for (int i = 0; i < j; i++) {
      count *= (double) (m - i) * (n - i) / (i + 1);
    }
    return count * oddFactorial(m - j - 1) * oddFactorial(n - j - 1);
  }

  private static double oddFactorial(int n) {
    double product = 1;
    for (int i = n; i > 1; i -= 2) {
      product *= i;
    }
    return product;
  }

  private double evaluate(double x) {
    double value = 0;
    for (int n = coefficients.length - 1; n >= 0; n--) {
      value = value * x + coefficients[n];
    }
    return value;
  }

  @Override
  public Bounded radialDefect(double p, double q) {
    return RadialDefect.of(this::evaluate, p, q);
  }
}
