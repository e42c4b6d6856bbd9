package org.widelimit.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The exponent e of a bias {@code A M^e (1 + c / M^s)}: of the distance of an expectation from a
 * known limit, which may be far below the fluctuations at every single width.
 *
 * <p>Logarithms of means (as in {@link RateFit}) would first need each rung's bias to be told from
 * zero. Here an exponent is tried directly, in the manner of Fieller (1954): a combination of the
 * rungs that cancels {@code M^e} has expectation zero if e is right, but for the correction, so e
 * is excluded if the combination's interval ({@link Contrast}) excludes zero. The combinations are
 * the slope of a fit and each rung's distance from it, which share the level. The interval of the
 * exponent is the hull of those not excluded; it misses the true one with probability at most
 * {@code level}, whatever the size A, zero included.
 *
 * <p>The one assumption: at the smallest width the correction keeps the bias within a factor
 * {@value #NARROWEST} of its power law. It is allowed for, not neglected: a correction in that
 * range moves the combination by a known multiple of the bias itself, which is subtracted, and an
 * exponent is excluded only if it is so at both ends of the range. In between the combination is
 * linear and its half width convex, so that it is excluded there as well. Where the rungs
 * contradict every exponent, the narrowest is left out, as in {@link LimitTest}.
 */
final class BiasExponent {
  /** By what factor the bias at the smallest width may miss its power law. */
  static final double NARROWEST = 1.5;

  /** No exponent of a series in powers of the width's root lies outside. */
  private static final double LOWEST = -6;

  private static final double HIGHEST = 3;
  private static final double STEP = 0.02;

  /** Halvings of a step, to an end of the interval exact to 1e-5. */
  private static final int HALVINGS = 11;

  /** The fewest rungs that show an exponent and a correction, and something for evidence. */
  private static final int FEWEST_RUNGS = 4;

  /** Relative rounding error of a limit and of a mean near it. */
  private static final double ROUNDING = 1e-14;

  private final SampleStatistics[] samples;
  private final double[] widths;
  private final double correctionExponent;
  private final double referenceError;
  private final double level;

  private BiasExponent(
      SampleStatistics[] samples,
      double[] widths,
      double correctionExponent,
      double referenceError,
      double level) {
    this.samples = samples;
    this.widths = widths;
    this.correctionExponent = correctionExponent;
    this.referenceError = referenceError;
    this.level = level;
  }

  /** Fits; empty when the rungs exclude no exponent, or every one. */
  static Optional<RateFit.Fitted> fit(LadderData data, RateFit fit, double level) {
    int size = data.ladder().size();
    int most = Math.max(0, size - FEWEST_RUNGS);
    SampleStatistics[] samples = biases(data, fit.reference());
    for (int first = 0; first <= most; first++) {
      BiasExponent rungs =
          new BiasExponent(
              Arrays.copyOfRange(samples, first, size),
              Arrays.copyOfRange(data.ladder().toArray(), first, size),
              fit.correctionExponent(),
              fit.referenceError() + ROUNDING * Math.abs(fit.reference()),
              level / (most + 1));
      Optional<ConfidenceInterval> hull = rungs.hull();
      if (hull.isPresent()) {
        return Double.isInfinite(hull.get().lower()) && Double.isInfinite(hull.get().upper())
            ? Optional.empty()
            : Optional.of(rungs.fitted(hull.get(), first));
      }
    }
    return Optional.empty();
  }

  /** Says what is known of a bias that gives no exponent. */
  static String absence(LadderData data, RateFit fit, double level) {
    SampleStatistics[] samples = biases(data, fit.reference());
    double limit = Math.abs(fit.reference());
    double most = 0;
    for (int i = 0; i < samples.length; i++) {
      ConfidenceInterval bias = ConfidenceInterval.ofMean(samples[i], level / samples.length);
      int width = data.ladder().widths().get(i);
      if (!bias.contains(0)) {
        return String.format(
            Locale.ROOT,
            "there is a bias, %.3g ± %.2g at width %d, but it follows no power of the width known"
                + " from these samples",
            bias.estimate(),
            bias.halfWidth(),
            width);
      }
      most = Math.max(most, width * bias.farthestFrom(0));
    }
    return String.format(
        Locale.ROOT,
        "the bias, if there is any, is at most %.2g/M%s at the widths from %d to %d: no exponent"
            + " can be claimed of it",
        most,
        limit > 0
            ? String.format(Locale.ROOT, " (%.2g %% of the limit, over M)", 100 * most / limit)
            : "",
        data.ladder().widths().get(0),
        data.ladder().widths().get(samples.length - 1));
  }

  private static SampleStatistics[] biases(LadderData data, double reference) {
    SampleStatistics[] samples = new SampleStatistics[data.ladder().size()];
    for (int i = 0; i < samples.length; i++) {
      double[] values = data.reduced(i);
      for (int k = 0; k < values.length; k++) {
        values[k] -= reference;
      }
      samples[i] = SampleStatistics.of(values);
    }
    return samples;
  }

  /** The exponents not excluded, between the outermost; empty where all are. */
  private Optional<ConfidenceInterval> hull() {
    int steps = (int) Math.round((HIGHEST - LOWEST) / STEP);
    double lower = Double.NaN;
    double upper = Double.NaN;
    double estimate = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= steps; i++) {
      double e = LOWEST + i * STEP;
      if (!excludes(e)) {
        lower = Double.isNaN(lower) ? e : lower;
        upper = e;
        Contrast contrast = Contrast.of(slope(e, size(e)), samples);
        double deviation = Math.abs(contrast.estimate()) / contrast.standardError();
        if (!(deviation >= least)) {
          least = deviation;
          estimate = e;
        }
      }
    }
    if (Double.isNaN(lower)) {
      return Optional.empty();
    }
    lower = lower == LOWEST ? Double.NEGATIVE_INFINITY : end(lower, lower - STEP);
    upper = upper >= HIGHEST - STEP / 2 ? Double.POSITIVE_INFINITY : end(upper, upper + STEP);
    return Optional.of(new ConfidenceInterval(estimate, lower, upper, level));
  }

  private double end(double admitted, double excluded) {
    double inside = admitted;
    double outside = excluded;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      if (excludes(middle)) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return outside;
  }

  /** An exponent is excluded by its slope, or by a rung that is not where it should be. */
  private boolean excludes(double e) {
    double[] size = size(e);
    double share = level / (widths.length + 1);
    if (excludes(e, size, slope(e, size), share)) {
      return true;
    }
    for (int rung = 0; rung < widths.length; rung++) {
      double[] residual = new double[widths.length];
      for (int i = 0; i < residual.length; i++) {
        residual[i] = (i == rung ? 1 : 0) - power(rung, e) * size[i];
      }
      if (excludes(e, size, residual, share)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a combination that cancels {@code M^e} differs from zero, whatever the correction. */
  private boolean excludes(double e, double[] size, double[] cancelling, double share) {
    double moved = 0;
    double enlarged = 0;
    for (int i = 0; i < widths.length; i++) {
      double correction = power(i, e - correctionExponent);
      moved += cancelling[i] * correction;
      enlarged += size[i] * correction;
    }
    double sign = 0;
    for (double correction : new double[] {1 / NARROWEST - 1, NARROWEST - 1}) {
      double part = correction * moved / (1 + correction * enlarged);
      double[] combination = new double[size.length];
      double total = 0;
      for (int i = 0; i < combination.length; i++) {
        combination[i] = cancelling[i] - part * size[i];
        total += Math.abs(combination[i]);
      }
      Contrast contrast = Contrast.of(combination, samples);
      double allowed = contrast.halfWidth(share) + referenceError * total;
      double found = Math.abs(contrast.estimate()) > allowed ? Math.signum(contrast.estimate()) : 0;
      if (found == 0 || found == -sign) {
        return false;
      }
      sign = found;
    }
    return true;
  }

  private double power(int rung, double e) {
    return Math.pow(widths[rung] / widths[0], e);
  }

  /** How the rungs are combined into A, for a bias of exponent e. */
  private double[] size(double e) {
    double[] result = new double[widths.length];
    double squares = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = weight(i) * power(i, e);
      squares += result[i] * power(i, e);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= squares;
    }
    return result;
  }

  /**
   * How the rungs are combined into what cancels for a bias of exponent e: the coefficient of
   * {@code M^e log M} beside {@code M^e}, by weighted least squares.
   */
  private double[] slope(double e, double[] size) {
    double middle = 0;
    for (int i = 0; i < size.length; i++) {
      middle += size[i] * power(i, e) * Math.log(widths[i]);
    }
    double[] result = new double[size.length];
    double squares = 0;
    for (int i = 0; i < result.length; i++) {
      double direction = power(i, e) * (Math.log(widths[i]) - middle);
      result[i] = weight(i) * direction;
      squares += result[i] * direction;
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= squares;
    }
    return result;
  }

  /** The reciprocal of a rung's squared standard error, up to a common factor. */
  private double weight(int rung) {
    double largest = 0;
    for (SampleStatistics s : samples) {
      largest = Math.max(largest, s.standardError());
    }
    if (largest == 0) {
      return 1;
    }
    // A rung that happens to be exact weighs much, not all.
    double relative = Math.max(samples[rung].standardError() / largest, 1e-4);
    return 1 / (relative * relative);
  }

  private RateFit.Fitted fitted(ConfidenceInterval exponent, int missing) {
    double e = exponent.estimate();
    double[] slope = slope(e, size(e));
    double[] weights = new double[missing + slope.length];
    double[] noise = new double[weights.length];
    for (int i = 0; i < slope.length; i++) {
      weights[missing + i] = slope[i];
      noise[missing + i] = Math.abs(slope[i]) * samples[i].standardDeviation();
    }
    return new RateFit.Fitted(
        exponent,
        Arrays.stream(weights).boxed().toList(),
        Arrays.stream(noise).boxed().toList(),
        slope.length);
  }
}
