package org.widelimit.statistics;

/**
 * A linear combination of the means of independent samples, with an interval for its expectation.
 *
 * <p>The variances are unknown, the tails may be heavy (a neural tangent kernel is a sum of
 * products) and the levels are as small as 1e-10, where quantiles of the normal or of Student's
 * distribution mean nothing. The interval inverts the <em>self-normalized</em> sum. Its tail is at
 * most {@code exp(-x^2/2)} on either side for symmetric summands of any tails (Efron 1969), and in
 * leading order {@code exp(-x^2/2 + gamma x^3/3)} for skewed ones, {@code gamma} the skewness of
 * the combination (Jing, Shao and Wang 2003, Theorem 2.1). Hall's cubic (1992) {@code g(x) = x -
 * gamma x^2/3 + gamma^2 x^3/27} completes that order to a monotone function, so the critical value
 * solves {@code g(x) = z}, {@code z = sqrt(2 log(2/level))}, which is {@code x = 3 (1 - (1 - gamma
 * z)^(1/3)) / gamma}. The skewness is estimated from above: two standard errors of a normal
 * sample's are added. At {@code gamma z >= 1} the samples are too few for the level, and the
 * interval is the whole line.
 *
 * <p>Self-normalization divides by the second moment about the true mean; solving for the mean
 * turns that into the factor {@code sqrt(nu / (nu - x^2))}, nu the Welch-Satterthwaite degrees of
 * freedom.
 */
final class Contrast {
  /** Standard errors added to the estimated skewness, so that a chance symmetry gains nothing. */
  private static final double SKEWNESS_MARGIN = 2;

  /**
   * Relative rounding error of a mean allowed for, in units of its largest summand, and of a sample
   * of a number that is always the same.
   */
  private static final double ROUNDING = 1e-13;

  private final double estimate;
  private final double variance;
  private final double degreesOfFreedom;
  private final double skewness;
  private final double rounding;

  private Contrast(
      double estimate, double variance, double degreesOfFreedom, double skewness, double rounding) {
    this.estimate = estimate;
    this.variance = variance;
    this.degreesOfFreedom = degreesOfFreedom;
    this.skewness = skewness;
    this.rounding = rounding;
  }

  /** The combination {@code sum coefficients[i] * mean of samples[i]}. */
  static Contrast of(double[] coefficients, SampleStatistics[] samples) {
    double estimate = 0;
    double variance = 0;
    double rounding = 0;
    for (int i = 0; i < samples.length; i++) {
      double term = coefficients[i] * samples[i].mean();
      estimate += term;
      rounding += Math.abs(term) * ROUNDING;
      variance += coefficients[i] * coefficients[i] * variance(samples[i]) / samples[i].count();
    }
    double spread = 0;
    double third = 0;
    double thirdVariance = 0;
    boolean single = false;
    for (int i = 0; i < samples.length; i++) {
      double n = samples[i].count();
      double a = coefficients[i];
      double part = a * a * variance(samples[i]) / n;
      if (n < 2 && a != 0) {
        single = true;
      } else {
        spread += part * part / Math.max(1, n - 1);
      }
      third += part == 0 ? 0 : a * a * a * samples[i].thirdMoment() / (n * n);
      thirdVariance += 6 * part * part * part / (n * n);
    }
    double degrees = spread > 0 ? variance * variance / spread : Double.POSITIVE_INFINITY;
    double cube = variance * Math.sqrt(variance);
    double skewness =
        cube > 0 ? (Math.abs(third) + SKEWNESS_MARGIN * Math.sqrt(thirdVariance)) / cube : 0;
    return new Contrast(estimate, variance, single ? 0 : degrees, skewness, rounding);
  }

  /**
   * The variance, or 0 where all that differs between samples is rounding: such a number is the
   * same in every sample, and what rounding does to it has no law that an interval could assume.
   */
  private static double variance(SampleStatistics samples) {
    return samples.standardDeviation() <= ROUNDING * Math.abs(samples.mean())
        ? 0
        : samples.variance();
  }

  double estimate() {
    return estimate;
  }

  double standardError() {
    return Math.sqrt(variance);
  }

  /** Half the length of the interval at {@code level}; infinite where the samples are too few. */
  double halfWidth(double level) {
    if (degreesOfFreedom == 0) {
      return Double.POSITIVE_INFINITY;
    }
    if (!Double.isFinite(variance)) {
      return Double.POSITIVE_INFINITY;
    }
    if (variance == 0) {
      return rounding;
    }
    double x = criticalValue(level, skewness);
    double left = degreesOfFreedom - x * x;
    // Infinite degrees of freedom stand for a sum without spread in its variances.
    double inflation = Double.isInfinite(degreesOfFreedom) ? 1 : Math.sqrt(degreesOfFreedom / left);
    return left > 0 ? x * standardError() * inflation + rounding : Double.POSITIVE_INFINITY;
  }

  ConfidenceInterval interval(double level) {
    if (!Double.isFinite(estimate)) {
      // Samples whose squares overflow say nothing.
      return ConfidenceInterval.around(0, Double.POSITIVE_INFINITY, level);
    }
    return ConfidenceInterval.around(estimate, halfWidth(level), level);
  }

  /** The critical value of a self-normalized sum, or infinity; see the class. */
  static double criticalValue(double level, double skewness) {
    double z = Math.sqrt(2 * Math.log(2 / level));
    double room = 1 - skewness * z;
    if (!(room > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    // Below this the closed form would cancel, and the correction is below the rounding error.
    return skewness < 1e-9 ? z : 3 * (1 - Math.cbrt(room)) / skewness;
  }
}
