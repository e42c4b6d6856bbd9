package org.widelimit.numeric.special;

import org.hipparchus.special.Gamma;

/**
 * Functions that formulas of wide networks need, accurate in relative terms also where they are
 * tiny.
 *
 * <p>Every function is defined for every double, infinities included, and returns NaN exactly where
 * it has no real value. Unless said otherwise the relative error is at most about four units in the
 * last place.
 */
public final class SpecialFunctions {

  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double LOG_2 = Math.log(2);
  private static final double INVERSE_SQRT_2_PI = 0.3989422804014327;

  /** Where the polynomial of {@link #tanh} ends and its exponential form starts. */
  private static final double TANH_SWITCH = 0.6;

  /** (tanh(x) - x)/x^3 in x^2 on [0, 0.36], Chebyshev interpolation at 40 digits, error 5e-17. */
  private static final double[] TANH = {
    -0.33333333333333326,
    0.13333333333330197,
    -0.05396825396475762,
    0.02186948838378093,
    -0.008863232113541474,
    0.0035920831663434575,
    -0.001455464802800745,
    0.0005880541548418729,
    -0.0002322510406793851,
    8.154737806525365e-05,
    -1.833596211003942e-05
  };

  /** Where the polynomial of {@link #expm1} ends. */
  private static final double EXPM1_SWITCH = 0.4;

  /** (e^x - 1 - x - x^2/2)/x^3 on [-0.4, 0.4], Chebyshev interpolation at 40 digits, 4e-17. */
  private static final double[] EXPM1 = {
    0.1666666666666667,
    0.04166666666666667,
    0.008333333333323036,
    0.0013888888888881536,
    0.0001984126989275186,
    2.4801587338351855e-05,
    2.755722914638523e-06,
    2.7557254895972566e-07,
    2.511642415430425e-08,
    2.0922689711828195e-09
  };

  private SpecialFunctions() {}

  /** Returns the error function {@code 2/Sqrt[Pi] Integrate[Exp[-t^2], {t, 0, x}]}. */
  public static double erf(double x) {
    return ErrorFunction.erf(x);
  }

  /** Returns the complement {@code 1 - erf(x)}, accurate in the right tail. */
  public static double erfc(double x) {
    return ErrorFunction.erfc(x);
  }

  /**
   * Returns the scaled complement {@code Exp[x^2] Erfc[x]}, which neither overflows nor vanishes.
   */
  public static double erfcx(double x) {
    return x >= 0.5 ? ErrorFunction.scaledPositive(x) : Math.exp(x * x) * ErrorFunction.erfc(x);
  }

  /** Returns the imaginary error function {@code 2/Sqrt[Pi] Integrate[Exp[t^2], {t, 0, x}]}. */
  public static double erfi(double x) {
    return DawsonFunction.erfi(x);
  }

  /** Returns Dawson's integral {@code Exp[-x^2] Integrate[Exp[t^2], {t, 0, x}]}. */
  public static double dawsonF(double x) {
    return DawsonFunction.dawson(x);
  }

  /** Returns the density of the standard normal distribution. */
  public static double normalPdf(double x) {
    return INVERSE_SQRT_2_PI * ErrorFunction.expMinusSquare(x, 0.5);
  }

  /** Returns the distribution function of the standard normal, accurate in the left tail. */
  public static double normalCdf(double x) {
    if (x < -1) {
      return x < -39
          ? 0
          : 0.5
              * ErrorFunction.scaledPositive(-x * SQRT_HALF)
              * ErrorFunction.expMinusSquare(x, 0.5);
    }
    return x < 1
        ? 0.5 + 0.5 * ErrorFunction.erf(x * SQRT_HALF)
        : 0.5 * ErrorFunction.erfc(-x * SQRT_HALF);
  }

  /** Returns the logarithm of {@link #normalCdf}, finite for every finite argument. */
  public static double logNormalCdf(double x) {
    if (x < -1) {
      return Math.log(0.5 * ErrorFunction.scaledPositive(-x * SQRT_HALF)) - 0.5 * x * x;
    }
    return x < 0 ? Math.log(normalCdf(x)) : log1p(-normalCdf(-x));
  }

  /**
   * Returns the distribution function of two standard normal variables of correlation rho, accurate
   * in the tails as well; see {@link BivariateNormal}.
   */
  public static double bivariateNormalCdf(double h, double k, double rho) {
    return BivariateNormal.cdf(h, k, rho);
  }

  /** Returns {@code e^x - 1}. */
  public static double expm1(double x) {
    if (Math.abs(x) < EXPM1_SWITCH) {
      double square = x * x;
      return x + square * (0.5 + x * polynomial(EXPM1, x));
    }
    return Math.exp(x) - 1;
  }

  /** Returns {@code log(1 + x)}; NaN below -1. */
  public static double log1p(double x) {
    double sum = 1 + x;
    if (sum == Double.POSITIVE_INFINITY || sum <= 0) {
      return Math.log(sum);
    }
    // The logarithm of the rounded sum, moved by what rounding took from it.
    return Math.log(sum) - ((sum - 1) - x) / sum;
  }

  /** Returns {@code log(1 + e^x)}. */
  public static double softplus(double x) {
    return x > 0 ? x + log1p(Math.exp(-x)) : log1p(Math.exp(x));
  }

  /** Returns {@code 1/(1 + e^-x)}, accurate in the left tail. */
  public static double logisticSigmoid(double x) {
    double exponential = Math.exp(-x);
    // A branch by the sign, which no processor foresees for random arguments, costs as much again.
    return exponential == Double.POSITIVE_INFINITY ? Math.exp(x) : 1 / (1 + exponential);
  }

  /** Returns the hyperbolic tangent. */
  public static double tanh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < TANH_SWITCH) {
      double square = x * x;
      return x + x * square * polynomial(TANH, square);
    }
    return Math.copySign(1 - 2 / (Math.exp(2 * magnitude) + 1), x);
  }

  /** Returns the hyperbolic sine. */
  public static double sinh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 1) {
      double e = expm1(magnitude);
      return Math.copySign(0.5 * (e + e / (e + 1)), x);
    }
    if (magnitude > 709) {
      return StrictMath.sinh(x);
    }
    double e = Math.exp(magnitude);
    return Math.copySign(0.5 * (e - 1 / e), x);
  }

  /** Returns the hyperbolic cosine. */
  public static double cosh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude > 709) {
      return StrictMath.cosh(x);
    }
    double e = Math.exp(magnitude);
    return 0.5 * (e + 1 / e);
  }

  /** Returns {@code Exp[-Abs[x]] Sinh[x]}. */
  public static double scaledSinh(double x) {
    return Math.copySign(-0.5 * expm1(-2 * Math.abs(x)), x);
  }

  /** Returns {@code Exp[-Abs[x]] Cosh[x]}. */
  public static double scaledCosh(double x) {
    return 0.5 + 0.5 * Math.exp(-2 * Math.abs(x));
  }

  /** Returns the hyperbolic secant {@code 1/cosh(x)}. */
  public static double sech(double x) {
    double e = Math.exp(-Math.abs(x));
    return 2 * e / (1 + e * e);
  }

  /** Returns {@code log(cosh(x))}, finite for every finite argument. */
  public static double logCosh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 1) {
      double sine = sinh(0.5 * magnitude);
      return log1p(2 * sine * sine);
    }
    return magnitude + log1p(Math.exp(-2 * magnitude)) - LOG_2;
  }

  /** Returns the area hyperbolic tangent; infinite at -1 and 1, NaN beyond. */
  public static double arcTanh(double x) {
    double magnitude = Math.abs(x);
    return Math.copySign(0.5 * log1p(2 * magnitude / (1 - magnitude)), x);
  }

  /** Returns the area hyperbolic sine. */
  public static double arcSinh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude > 1e8) {
      return Math.copySign(Math.log(magnitude) + LOG_2, x);
    }
    double square = magnitude * magnitude;
    return Math.copySign(log1p(magnitude + square / (1 + Math.sqrt(1 + square))), x);
  }

  /** Returns the area hyperbolic cosine, not negative; NaN below 1. */
  public static double arcCosh(double x) {
    if (x > 1e8) {
      return Math.log(x) + LOG_2;
    }
    double excess = x - 1;
    return log1p(excess + Math.sqrt(excess * (x + 1)));
  }

  /** Returns 0 left of 0, 1 right of it, and 1/2 at 0. */
  public static double heavisideTheta(double x) {
    // The sign is taken by its bit: preactivations have random signs, and a branch on them is
    // mispredicted half the time, which costs more than all the rest of a ReLU's slope.
    return x == 0 ? 0.5 : Double.isNaN(x) ? x : 0.5 + Math.copySign(0.5, x);
  }

  /** Returns the gamma function to about 1e-15; NaN at its poles. */
  public static double gamma(double x) {
    if (x > 171.7) {
      return Double.POSITIVE_INFINITY;
    }
    if (x == Math.rint(x)) {
      return x > 0 ? factorialOf((int) x - 1) : Double.NaN;
    }
    if (x > 140) {
      double product = 1;
      for (int i = 1; i <= 40; i++) {
        product *= x - i;
      }
      return product * Gamma.gamma(x - 40);
    }
    return x < -180 ? 0 : Gamma.gamma(x);
  }

  /** Returns {@code gamma(x + 1)}. */
  public static double factorial(double x) {
    return gamma(x + 1);
  }

  /**
   * Returns the double factorial {@code n (n - 2) (n - 4) ...} down to 1 or 2, which is 1 for 0 and
   * -1; NaN unless n is an integer from -1 on.
   */
  public static double factorial2(double n) {
    if (n != Math.rint(n) || n < -1) {
      return Double.NaN;
    }
    if (n > 300) {
      return Double.POSITIVE_INFINITY;
    }
    double product = 1;
    for (double k = n; k > 1; k -= 2) {
      product *= k;
    }
    return product;
  }

  /**
   * Returns the binomial coefficient {@code n!/(k! (n-k)!)}, for real n and integer k a product.
   */
  public static double binomial(double n, double k) {
    if (k == Math.rint(k) && k < 1000) {
      double product = k < 0 ? 0 : 1;
      for (int i = 1; i <= k; i++) {
        product = product * (n - k + i) / i;
      }
      return product;
    }
    return gamma(n + 1) / (gamma(k + 1) * gamma(n - k + 1));
  }

  /** Returns the probabilists' Hermite polynomial; NaN unless n is an integer from 0 to 1000. */
  public static double hermiteHe(double n, double x) {
    if (n != Math.rint(n) || n < 0 || n > 1000) {
      return Double.NaN;
    }
    double before = 0;
    double value = 1;
    for (int k = 0; k < n; k++) {
      double next = x * value - k * before;
      before = value;
      value = next;
    }
    return value;
  }

  /** Returns the physicists' Hermite polynomial; NaN unless n is an integer from 0 to 1000. */
  public static double hermiteH(double n, double x) {
    if (n != Math.rint(n) || n < 0 || n > 1000) {
      return Double.NaN;
    }
    double before = 0;
    double value = 1;
    for (int k = 0; k < n; k++) {
      double next = 2 * (x * value - k * before);
      before = value;
      value = next;
    }
    return value;
  }

  private static double factorialOf(int n) {
    double product = 1;
    for (int i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
