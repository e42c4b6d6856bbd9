package org.widelimit.numeric.special;

/**
 * Dawson's integral {@code F(x) = Exp[-x^2] Integrate[Exp[t^2], {t, 0, x}]} and the imaginary error
 * function {@code Erfi[x] = 2/Sqrt[Pi] Exp[x^2] F(x)}, close to the last digits and on the whole
 * line.
 *
 * <p>For {@code |x| < 1} a Chebyshev interpolation of {@code F(x)/x} in {@code x^2} at 40 digits
 * (error 1e-20); up to 7 the exponentially accurate sum of Rybicki (1989), with steps of 1/4 and an
 * error below {@code Exp[-(2 Pi)^2]}, 7e-18; beyond, the asymptotic series, whose smallest term is
 * there below {@code Exp[-49]}.
 */
final class DawsonFunction {

  private static final double INVERSE_ROOT_PI = 0.5641895835477563;

  private static final double ASYMPTOTIC = 7;

  /** The step of Rybicki's sum. */
  private static final double STEP = 0.25;

  /** Exp[-(n/4)^2] for n = 1, 3, 5, ..., 27; the next one is 2e-23. */
  private static final double[] WEIGHTS = weights();

  private static final double[] SMALL = {
    1.0,
    -0.6666666666666666,
    0.26666666666666633,
    -0.07619047619046795,
    0.016931216931106562,
    -0.0030784030775171884,
    0.00047360046898915596,
    -6.314671349872716e-05,
    7.428986734012329e-06,
    -7.819325005329487e-07,
    7.438988317680564e-08,
    -6.402399929642683e-09,
    4.762208097645172e-10,
    -2.3780656658742178e-11
  };

  private DawsonFunction() {}

  private static double[] weights() {
    double[] weights = new double[14];
    for (int i = 0; i < weights.length; i++) {
      double place = (2 * i + 1) * STEP;
      weights[i] = Math.exp(-place * place);
    }
    return weights;
  }

  static double dawson(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 1) {
      double square = x * x;
      double sum = 0;
      for (int i = SMALL.length - 1; i > 0; i--) {
        sum = (sum + SMALL[i]) * square;
      }
      return x + x * sum;
    }
    double value = magnitude < ASYMPTOTIC ? rybicki(magnitude) : asymptotic(magnitude);
    return Math.copySign(value, x);
  }

  static double erfi(double x) {
    double twiceOverRootPi = 2 * INVERSE_ROOT_PI;
    double square = x * x;
    if (square > 720) {
      return x * Double.POSITIVE_INFINITY;
    }
    // In two factors, as the whole exponential may overflow where the product does not.
    double growth = 1 / ErrorFunction.expMinusSquare(x, 0.5);
    return twiceOverRootPi * dawson(x) * growth * growth;
  }

  private static double rybicki(double x) {
    int middle = 2 * (int) Math.rint(x / (2 * STEP));
    double rest = x - middle * STEP;
    double up = Math.exp(2 * STEP * rest);
    double square = up * up;
    double forth = up;
    double back = 1 / up;
    double sum = 0;
    double[] terms = new double[WEIGHTS.length];
    for (int i = 0; i < WEIGHTS.length; i++) {
      int n = 2 * i + 1;
      terms[i] = WEIGHTS[i] * (forth / (middle + n) + back / (middle - n));
      forth *= square;
      back /= square;
    }
    for (int i = WEIGHTS.length - 1; i >= 0; i--) {
      sum += terms[i];
    }
    return INVERSE_ROOT_PI * Math.exp(-rest * rest) * sum;
  }

  /** {@code 1/(2 x) Sum[(2 n - 1)!!/(2 x^2)^n]} up to its smallest term. */
  private static double asymptotic(double x) {
    double inverse = 1 / x;
    double ratio = 0.5 * inverse * inverse;
    double term = 1;
    double sum = 0;
    for (int n = 1; n < 49 && term > 1e-18; n++) {
      term *= (2 * n - 1) * ratio;
      sum += term;
    }
    return 0.5 * inverse * (1 + sum);
  }
}
