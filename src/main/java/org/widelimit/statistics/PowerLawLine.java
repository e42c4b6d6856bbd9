package org.widelimit.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.widelimit.statistics.RateFit.Bend;
import org.widelimit.statistics.RateFit.Fitted;

/**
 * The exponent of a power law as the slope of a line through mean logarithms, with corrections of a
 * declared size.
 *
 * <p>The logarithm of a size is {@code a + e log M + d(M)} with a correction of any sign at each
 * width for which {@code |d(M)| <= log(3/2) (M_0/M)^(1/2)}, M_0 the smallest width: there the size
 * is within a factor {@value #NARROWEST} of its power law, and what it misses it by falls at least
 * like the root of the width. No series is assumed, for a series in 1/M does not converge where the
 * correction is the crossover to another law. The slope's interval is its statistical one ({@link
 * Contrast}), widened by as much as such corrections may turn the line; the weights keep both
 * short.
 *
 * <p>Where some rung's mean contradicts every such law, significantly, the narrowest is left out,
 * and the next takes its place as M_0. Then the local exponent has been seen to change along the
 * ladder, which the fit tells ({@link Bend}). An interval with a factor of {@value #CAUTIOUS} in
 * the place of {@value #NARROWEST} is there for rejections, whose error would be worse.
 */
final class PowerLawLine {
  /** By what factor the size at the smallest width may miss its power law. */
  static final double NARROWEST = 1.5;

  /** The same for an exponent that is to be rejected. */
  static final double CAUTIOUS = 3;

  /** The least power with which corrections fall: that of the fluctuations. */
  private static final double CORRECTION_EXPONENT = 0.5;

  /** A line over fewer rungs has no spread to show that it is one. */
  private static final int FEWEST_RUNGS = 3;

  /** About the critical value of the levels in use; decides on the weights alone. */
  private static final double CRITICAL_VALUE = 7;

  private final SampleStatistics[] logs;
  private final double[] abscissae;
  private final double[] allowed;
  private final double[] weights;

  private PowerLawLine(
      SampleStatistics[] logs, double[] widths, ExponentSeries series, double factor) {
    this.logs = logs;
    int rungs = logs.length;
    abscissae = new double[rungs];
    allowed = new double[rungs];
    weights = new double[rungs];
    for (int i = 0; i < rungs; i++) {
      abscissae[i] = series.abscissa(widths[i]);
      allowed[i] = Math.log(factor) * Math.pow(widths[0] / widths[i], CORRECTION_EXPONENT);
      double part = allowed[i] / CRITICAL_VALUE;
      double error = logs[i].standardError();
      weights[i] = 1 / (error * error + part * part);
    }
  }

  /** The line over all rungs, or over the widest where the narrow ones contradict it. */
  static Fitted fit(SampleStatistics[] logs, double[] widths, ExponentSeries series, double level) {
    int rungs = logs.length;
    int lines = Math.max(1, rungs - FEWEST_RUNGS + 1);
    // A line is held against its rungs, and gives two intervals.
    double share = level / (3 * lines);
    int first = 0;
    while (true) {
      SampleStatistics[] used = Arrays.copyOfRange(logs, first, rungs);
      double[] at = Arrays.copyOfRange(widths, first, rungs);
      PowerLawLine line = new PowerLawLine(used, at, series, NARROWEST);
      boolean contradicted = line.isContradicted(share);
      if (!contradicted || first == lines - 1) {
        ConfidenceInterval cautious =
            new PowerLawLine(used, at, series, CAUTIOUS).fitted(share, level).exponent();
        Fitted fitted = line.fitted(share, level).cautious(cautious).after(first);
        return rungs < FEWEST_RUNGS
            ? fitted
            : fitted.bent(bend(logs, widths, series, first, contradicted));
      }
      first++;
    }
  }

  /** How the local exponent changes where the line begins, or else in the middle. */
  private static Bend bend(
      SampleStatistics[] logs,
      double[] widths,
      ExponentSeries series,
      int first,
      boolean everywhere) {
    int last = logs.length - 1;
    int turn = first > 0 && !everywhere ? first : Math.max(1, last - 1);
    int from = everywhere ? turn - 1 : 0;
    return new Bend(
        widths[from],
        widths[turn],
        widths[last],
        slope(logs, widths, series, from, turn),
        slope(logs, widths, series, turn, last),
        first > 0 || everywhere,
        everywhere);
  }

  private static double slope(
      SampleStatistics[] logs, double[] widths, ExponentSeries series, int from, int to) {
    return (logs[to].mean() - logs[from].mean())
        / (series.abscissa(widths[to]) - series.abscissa(widths[from]));
  }

  /** How the rungs are combined into the slope, by weighted least squares. */
  private double[] slope() {
    double total = Arrays.stream(weights).sum();
    double middle = 0;
    for (int i = 0; i < weights.length; i++) {
      middle += weights[i] * abscissae[i] / total;
    }
    double squares = 0;
    double[] result = new double[weights.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = weights[i] * (abscissae[i] - middle);
      squares += result[i] * (abscissae[i] - middle);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= squares;
    }
    return result;
  }

  /** How far corrections may move a combination of rungs. */
  private double allowance(double[] combination) {
    double sum = 0;
    for (int i = 0; i < combination.length; i++) {
      sum += Math.abs(combination[i]) * allowed[i];
    }
    return sum;
  }

  private Fitted fitted(double share, double level) {
    double[] slope = slope();
    double allowance = allowance(slope);
    ConfidenceInterval statistical = Contrast.of(slope, logs).interval(share);
    return Fitted.of(
        new ConfidenceInterval(
            statistical.estimate(),
            statistical.lower() - allowance,
            statistical.upper() + allowance,
            level),
        slope,
        logs,
        allowance);
  }

  /** Tells whether some rung's mean is off the line by more than chance and corrections allow. */
  private boolean isContradicted(double level) {
    int rungs = logs.length;
    if (rungs < FEWEST_RUNGS) {
      return false;
    }
    double total = Arrays.stream(weights).sum();
    double[] slope = slope();
    double middle = 0;
    for (int i = 0; i < rungs; i++) {
      middle += weights[i] * abscissae[i] / total;
    }
    for (int i = 0; i < rungs; i++) {
      double[] residual = new double[rungs];
      residual[i] = 1;
      for (int k = 0; k < rungs; k++) {
        residual[k] -= weights[k] / total + slope[k] * (abscissae[i] - middle);
      }
      Contrast contrast = Contrast.of(residual, logs);
      if (Math.abs(contrast.estimate()) > contrast.halfWidth(level / rungs) + allowance(residual)) {
        return true;
      }
    }
    return false;
  }

  /** The logarithms of all samples; empty if one is not positive. */
  static Optional<SampleStatistics[]> logarithms(LadderData data, double reference) {
    SampleStatistics[] result = new SampleStatistics[data.ladder().size()];
    for (int i = 0; i < result.length; i++) {
      double[] logs = data.values(i);
      for (int k = 0; k < logs.length; k++) {
        if (!(logs[k] - reference > 0)) {
          return Optional.empty();
        }
        logs[k] = Math.log(logs[k] - reference);
      }
      result[i] = SampleStatistics.of(logs);
    }
    return Optional.of(result);
  }
}
