package org.widelimit.statistics;

/**
 * An interval that covers an unknown value but for a stated probability.
 *
 * @param estimate the point estimate
 * @param lower the lower end, possibly minus infinity
 * @param upper the upper end, possibly infinity
 * @param level the probability that the interval does not cover the value, both sides together
 */
public record ConfidenceInterval(double estimate, double lower, double upper, double level) {

  /** Checks the order of the ends and the range of the level. */
  public ConfidenceInterval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException("No interval: [" + lower + ", " + upper + "]");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("A level lies in (0, 1), not " + level);
    }
  }

  /** The interval {@code estimate ± halfWidth}. */
  public static ConfidenceInterval around(double estimate, double halfWidth, double level) {
    return new ConfidenceInterval(estimate, estimate - halfWidth, estimate + halfWidth, level);
  }

  /**
   * An interval for the mean of a distribution of unknown variance and skewness, by self-normalized
   * sums; see {@link Contrast} for the method.
   */
  public static ConfidenceInterval ofMean(SampleStatistics sample, double level) {
    return Contrast.of(new double[] {1}, new SampleStatistics[] {sample}).interval(level);
  }

  /** Tells whether {@code value} lies inside, ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Half the length; infinite for an unbounded interval. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /** The largest distance of {@code value} from a point of the interval. */
  public double farthestFrom(double value) {
    return Math.max(Math.abs(upper - value), Math.abs(lower - value));
  }

  /** The interval of the value times a nonzero factor. */
  public ConfidenceInterval times(double factor) {
    double one = lower * factor;
    double other = upper * factor;
    return new ConfidenceInterval(
        estimate * factor, Math.min(one, other), Math.max(one, other), level);
  }
}
