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

  /** A line over fewer rungs has no spread to show that it is one. */
  private static final int FEWEST_RUNGS = 3;

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
        double[] group = Arrays.copyOfRange(values, g * GROUP, (g + 1) * GROUP);
        double unit = Arrays.stream(group).map(Math::abs).max().orElse(0);
        if (unit == 0) {
          return Optional.empty();
        }
        // Squares of the largest numbers overflow, of the smallest vanish.
        SampleStatistics s = SampleStatistics.of(Arrays.stream(group).map(x -> x / unit).toArray());
        // Below this the spread is rounding, and the observable is deterministic.
        if (s.standardDeviation() <= 1e-14 * Math.abs(s.mean())) {
          return Optional.empty();
        }
        logs[g] = Math.log(unit) + 0.5 * Math.log(s.variance());
      }
      result.add(SampleStatistics.of(logs));
    }
    return Optional.of(result.toArray(SampleStatistics[]::new));
  }

  /**
   * The interval of r in {@code sd = O(M^-r)}; empty for an observable that does not vary at some
   * width, or with fewer than two groups.
   *
   * <p>What several fits agree on. One, at half of the level, is {@link RateFit}'s, which also fits
   * the next correction. The others are plain lines of log sd against log M, over all rungs and
   * over the wider ones alone, and assume that at the smallest width of the ladder sd is within a
   * factor {@value #NARROWEST} of its power law, the logarithm of that factor falling as 1/M: with
   * few samples they show what the first cannot yet. Where the samples contradict a line, it is
   * left out.
   */
  static Optional<RateFit.Fitted> exponent(LadderData data, double level) {
    Optional<SampleStatistics[]> logs = logDeviations(data);
    if (logs.isEmpty()) {
      return Optional.empty();
    }
    RateFit.Fitted result =
        RateFit.powerLaw(Magnitude.STANDARD_DEVIATION).fit(data, level / 2).orElseThrow().negated();
    double[] widths = data.ladder().toArray();
    int lines = Math.max(1, widths.length - FEWEST_RUNGS + 1);
    double share = level / (4 * lines);
    for (int first = lines - 1; first >= 0; first--) {
      AsymptoticFit fit =
          AsymptoticFit.of(
                  Arrays.copyOfRange(logs.get(), first, widths.length),
                  Arrays.copyOfRange(widths, first, widths.length),
                  ExponentSeries.LOGARITHMIC.terms(1),
                  2)
              .assuming(Math.log(NARROWEST) * widths[0] / widths[first]);
      if (!fit.lacksFit(share)) {
        SampleStatistics[] used = Arrays.copyOfRange(logs.get(), first, widths.length);
        result = RateFit.Fitted.of(fit, used, share).negated().after(first).intersection(result);
      }
    }
    return Optional.of(result);
  }
}
