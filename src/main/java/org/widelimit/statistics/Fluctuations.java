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
   */
  static Optional<ConfidenceInterval> exponent(LadderData data, double level) {
    return logDeviations(data)
        .map(
            logs ->
                AsymptoticFit.of(
                        logs,
                        data.ladder().toArray(),
                        ExponentSeries.LOGARITHMIC.terms(1),
                        ExponentSeries.kept(logs.length))
                    .coefficient(1, level)
                    .times(-1));
  }
}
