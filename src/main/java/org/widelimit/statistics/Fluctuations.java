package org.widelimit.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The exponent with which the standard deviation of an observable falls with the width.
 *
 * <p>The samples of a rung are cut into groups of {@value #GROUP}; half the logarithm of a group's
 * variance estimates the logarithm of the standard deviation, up to a constant that depends on the
 * shape of the distribution only and so cancels in the slope. Taking logarithms of small groups
 * tames heavy tails: the summands of the regression are nearly symmetric, as {@link Contrast} likes
 * them.
 */
final class Fluctuations {
  /** Samples in a group. */
  static final int GROUP = 8;

  /** By what factor the standard deviation at the smallest width may miss its power law. */
  private static final double NARROWEST = 2;

  private Fluctuations() {}

  /** Half the logarithms of the groups' variances, by rung; empty if a group does not vary. */
  static Optional<SampleStatistics[]> logDeviations(LadderData data) {
    List<SampleStatistics> result = new ArrayList<>();
    for (int rung = 0; rung < data.ladder().size(); rung++) {
      double[] values = data.values(rung);
      int groups = values.length / GROUP;
      if (groups < 2) {
        return Optional.empty();
      }
      double[] logs = new double[groups];
      for (int g = 0; g < groups; g++) {
        SampleStatistics s =
            SampleStatistics.of(Arrays.copyOfRange(values, g * GROUP, (g + 1) * GROUP));
        // Below this the spread is rounding, and the observable is deterministic.
        if (s.standardDeviation() <= 1e-14 * Math.abs(s.mean())) {
          return Optional.empty();
        }
        logs[g] = 0.5 * Math.log(s.variance());
      }
      result.add(SampleStatistics.of(logs));
    }
    return Optional.of(result.toArray(SampleStatistics[]::new));
  }

  /**
   * The interval of r in {@code sd = O(M^-r)}; empty for an observable that does not vary at some
   * width, or with fewer than two groups.
   *
   * <p>What two fits agree on, each at half of the level. One is {@link RateFit}'s, which also fits
   * the next correction. The other is a plain line of log sd against log M and assumes that at the
   * smallest width sd is within a factor {@value #NARROWEST} of its power law; with few samples it
   * shows that r is positive where the first cannot yet. Where the samples contradict the
   * assumption, the first stands alone.
   */
  static Optional<RateFit.Fitted> exponent(LadderData data, double level) {
    Optional<SampleStatistics[]> logs = logDeviations(data);
    if (logs.isEmpty()) {
      return Optional.empty();
    }
    RateFit.Fitted curve =
        RateFit.powerLaw(Magnitude.STANDARD_DEVIATION).fit(data, level / 2).orElseThrow().negated();
    AsymptoticFit fit =
        AsymptoticFit.of(
                logs.get(), data.ladder().toArray(), ExponentSeries.LOGARITHMIC.terms(1), 2)
            .assuming(Math.log(NARROWEST));
    if (fit.lacksFit(level / 4)) {
      return Optional.of(curve);
    }
    RateFit.Fitted line = RateFit.Fitted.of(fit, logs.get(), level / 4).negated();
    return Optional.of(line.intersection(curve));
  }
}
