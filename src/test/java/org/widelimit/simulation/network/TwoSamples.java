package org.widelimit.simulation.network;

import java.util.Arrays;

/**
 * Tests whether two samples of equal size come from one law. The bounds on false alarms are exact
 * at any sample size and for any law, so that heavy tails need no care.
 */
public final class TwoSamples {

  private TwoSamples() {}

  /**
   * The two-sample Kolmogorov-Smirnov distance against the bound of Wei and Dudley (2012), "Two
   * sample Dvoretzky-Kiefer-Wolfowitz inequalities", theorem 1: for equal sizes n of at least 458 a
   * distance of d has a probability of at most {@code 2 exp(-n d^2)} under equal laws.
   */
  static boolean differInDistribution(double[] a, double[] b, double falseAlarm) {
    if (a.length != b.length || a.length < 458) {
      throw new IllegalArgumentException(a.length + " and " + b.length + " values");
    }
    return distance(a, b) > Math.sqrt(Math.log(2 / falseAlarm) / a.length);
  }

  static double distance(double[] first, double[] second) {
    double[] a = first.clone();
    double[] b = second.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    int i = 0;
    int j = 0;
    double largest = 0;
    while (i < a.length && j < b.length) {
      double at = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= at) {
        i++;
      }
      while (j < b.length && b[j] <= at) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }

  /**
   * The self-normalized sum of differences of pairs, which is {@code sum d / sqrt(sum d^2)}. Under
   * equal laws the differences are symmetric, so that given their sizes the sum is one of
   * independent signs, and Hoeffding's inequality bounds the probability of a value beyond t by
   * {@code 2 exp(-t^2/2)}.
   */
  static boolean differInMean(double[] a, double[] b, double falseAlarm) {
    return Math.abs(score(a, b)) > Math.sqrt(2 * Math.log(2 / falseAlarm));
  }

  static double score(double[] a, double[] b) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference;
      squares += difference * difference;
    }
    return squares == 0 ? 0 : sum / Math.sqrt(squares);
  }

  static double[] squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).toArray();
  }

  /**
   * Whether the laws differ in mean, second moment or distribution, at a third of the level each.
   */
  public static boolean differ(double[] a, double[] b, double falseAlarm) {
    double level = falseAlarm / 3;
    return differInMean(a, b, level)
        || differInMean(squares(a), squares(b), level)
        || differInDistribution(a, b, level);
  }
}
