package org.widelimit.numeric.special;

/**
 * What closed forms of kernels need up to their ends: variances of 0 and covariances with {@code
 * r^2 == p q}, where quotients of such a form are limits.
 *
 * <p>The limits are taken by standing a little beside them: a determinant is at least {@code
 * 2^-200} of the product of its variances, a variance that is divided by at least {@code 1e-60}.
 * What this changes is below rounding, relative to the root of the variances.
 */
public final class KernelFunctions {

  /** The root of the determinant is at least this times that of the product of the variances. */
  private static final double LEAST_SINE = 0x1p-100;

  /**
   * A determinant that is negative by no more than this, relative to the product of the variances,
   * is a rounded zero: each of p, q and r may be off by some roundings.
   */
  private static final double ROUNDED_ZERO = 0x1p-46;

  private static final double LEAST_VARIANCE = 1e-60;

  private KernelFunctions() {}

  /**
   * Returns {@code Sqrt[p q - r^2]}, accurate for the doubles p, q and r as they are, and above 0
   * if they are; NaN where the determinant is negative beyond rounding.
   */
  public static double determinantRoot(double p, double q, double r) {
    double product = p * q;
    return Math.max(root(p, q, r), LEAST_SINE * Math.sqrt(product));
  }

  /** Returns {@code 1/Sqrt[p q - r^2]}, Infinity at the end. */
  public static double reciprocalRoot(double p, double q, double r) {
    return 1 / root(p, q, r);
  }

  private static double root(double p, double q, double r) {
    double product = p * q;
    double square = r * r;
    double lost = Math.fma(p, q, -product) - Math.fma(r, r, -square);
    double determinant = (product - square) + lost;
    return determinant < 0 && determinant > -ROUNDED_ZERO * product ? 0 : Math.sqrt(determinant);
  }

  /** Returns a variance that can be divided by: itself, or what stands for the limit at 0. */
  public static double variance(double variance) {
    return variance == 0 ? LEAST_VARIANCE : variance;
  }

  /** Returns the sum of two differences, each rounded by itself. */
  public static double pairedSum(double first, double second) {
    return first + second;
  }

  /**
   * Returns the distribution function of two standard normal variables.
   *
   * @param h the first bound
   * @param k the second bound
   * @param cosine the correlation, times the root of the sum of both squares
   * @param sine the root of 1 less its square, times the same
   */
  public static double bivariateNormalCdf(double h, double k, double cosine, double sine) {
    return scaledBivariateNormal(0, h, k, cosine, sine);
  }

  /** Returns {@code Exp[exponent]} times the distribution function, without overflow. */
  public static double scaledBivariateNormal(double exponent, double h, double k, double rho) {
    return BivariateNormal.scaled(exponent, h, k, rho < 0, 1 - Math.abs(rho));
  }

  /** Returns {@code Exp[exponent]} times {@link #bivariateNormalCdf}, without overflow. */
  public static double scaledBivariateNormal(
      double exponent, double h, double k, double cosine, double sine) {
    double radius = Math.hypot(cosine, sine);
    double size = Math.abs(cosine);
    double complement = radius == 0 ? 1 : sine / radius * (sine / (radius + size));
    return BivariateNormal.scaled(exponent, h, k, cosine < 0, Math.min(complement, 1));
  }
}
