package org.widelimit.statistics;

/**
 * Sees that means over a geometric ladder run away: their steps from rung to rung all go the same
 * way and grow, significantly, where those of a convergent sequence shrink.
 */
final class GrowthCheck {
  private GrowthCheck() {}

  /** False alarms have at most probability {@code level}, under shrinking steps. */
  static boolean grows(SampleStatistics[] samples, double level) {
    int rungs = samples.length;
    if (rungs < 3) {
      return false;
    }
    double share = level / (2.0 * rungs);
    double sign = Math.signum(samples[rungs - 1].mean() - samples[0].mean());
    for (int i = 1; i < rungs; i++) {
      double[] step = new double[rungs];
      step[i] = sign;
      step[i - 1] = -sign;
      if (!(lower(step, samples, share) > 0)) {
        return false;
      }
      if (i > 1) {
        step[i - 1] -= sign;
        step[i - 2] = sign;
        if (!(lower(step, samples, share) > 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private static double lower(double[] coefficients, SampleStatistics[] samples, double level) {
    return Contrast.of(coefficients, samples).interval(level).lower();
  }
}
