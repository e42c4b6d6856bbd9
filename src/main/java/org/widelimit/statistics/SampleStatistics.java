package org.widelimit.statistics;

/**
 * Count, mean and central moments of a sample.
 *
 * @param count the number n of samples
 * @param mean the arithmetic mean
 * @param variance the unbiased variance (divided by n - 1); 0 for a single sample
 * @param thirdMoment the mean of the cubed deviations from the mean
 */
public record SampleStatistics(long count, double mean, double variance, double thirdMoment) {

  /** The statistics of all of {@code values}, by two passes. */
  public static SampleStatistics of(double... values) {
    return of(values, values.length);
  }

  /** The statistics of the first {@code count} of {@code values}. */
  public static SampleStatistics of(double[] values, int count) {
    if (count < 1 || count > values.length) {
      throw new IllegalArgumentException(
          "Statistics need between 1 and " + values.length + " values, not " + count);
    }
    double first = 0;
    for (int i = 0; i < count; i++) {
      first += values[i] / count;
    }
    double second = 0;
    double third = 0;
    double drift = 0;
    for (int i = 0; i < count; i++) {
      double deviation = values[i] - first;
      drift += deviation;
      second += deviation * deviation;
      third += deviation * deviation * deviation;
    }
    // The first pass' rounding error, seen as a nonzero mean of the deviations, is taken out.
    double variance = count == 1 ? 0 : Math.max(0, second - drift * drift / count) / (count - 1);
    return new SampleStatistics(count, first + drift / count, variance, third / count);
  }

  /** The standard deviation, in the unit of the samples. */
  public double standardDeviation() {
    return Math.sqrt(variance);
  }

  /** The standard error of the mean. */
  public double standardError() {
    return Math.sqrt(variance / count);
  }
}
