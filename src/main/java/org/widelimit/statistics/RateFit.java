package org.widelimit.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exponent of a quantity's size along a ladder, by weighted regression of its logarithm, with a
 * confidence interval.
 *
 * <p>Geometric means enter through the logarithms of the samples themselves, which tames heavy
 * tails and needs no correction.
 *
 * <p>The model is {@code log size = a + e g(x) + c x^-s}, g the logarithm (power laws) or the
 * identity (exponential laws), the next correction allowed for as in {@link AsymptoticFit}.
 * Standard deviations enter through groups of samples ({@link Fluctuations}). Means enter through
 * {@code log|mean| = log|expectation| + d - d^2/2 + ...}, d their relative error: the linear term
 * is the regression's noise and the rest is bounded by {@code d^2 / (2 (1 - d))}. A bias, which may
 * be far below the fluctuations, takes another way ({@link BiasExponent}).
 *
 * @param magnitude which size
 * @param series the law
 * @param correctionExponent s above, positive
 * @param reference what is subtracted from every sample first: the limit, when the size is a bias
 * @param referenceError how exactly a bias's limit is known
 */
public record RateFit(
    Magnitude magnitude,
    ExponentSeries series,
    double correctionExponent,
    double reference,
    double referenceError) {

  /** A mean whose relative error may exceed this has no logarithm worth fitting. */
  private static final double LARGEST_RELATIVE_ERROR = 1.0 / 3;

  /** The fewest rungs that give a slope and, by their spread, some evidence for it. */
  private static final int FEWEST_RUNGS = 3;

  /** A power law with corrections in 1/x of a quantity that needs no reference. */
  public static RateFit powerLaw(Magnitude magnitude) {
    return new RateFit(magnitude, ExponentSeries.LOGARITHMIC, 1, 0, 0);
  }

  /**
   * A power law of the distance of the expectation from a limit.
   *
   * @param limit the limit
   * @param limitError how exactly it is known
   */
  public static RateFit bias(double limit, double limitError) {
    return new RateFit(Magnitude.BIAS, ExponentSeries.LOGARITHMIC, 1, limit, limitError);
  }

  /**
   * A fitted exponent.
   *
   * @param exponent its interval
   * @param weights each rung's weight in it
   * @param noise what one sample of each rung adds to its standard deviation, up to a common factor
   * @param rungs how many rungs, from the first, took part
   */
  record Fitted(ConfidenceInterval exponent, List<Double> weights, List<Double> noise, int rungs) {

    /** The fitted coefficient of the second term. */
    static Fitted of(AsymptoticFit fit, SampleStatistics[] logs, double level) {
      double[] weights = fit.weights(1);
      double[] noise = new double[weights.length];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = Math.abs(weights[i]) * logs[i].standardDeviation();
      }
      return new Fitted(fit.coefficient(1, level), listed(weights), listed(noise), noise.length);
    }

    /** The shorter one with what both intervals have in common; the other where that is nothing. */
    Fitted intersection(Fitted other) {
      double lower = Math.max(exponent.lower(), other.exponent.lower());
      double upper = Math.min(exponent.upper(), other.exponent.upper());
      if (lower > upper) {
        return other;
      }
      double level = exponent.level() + other.exponent.level();
      Fitted shorter = other.exponent.halfWidth() < exponent.halfWidth() ? other : this;
      double estimate = Math.max(lower, Math.min(upper, shorter.exponent.estimate()));
      return new Fitted(
          new ConfidenceInterval(estimate, lower, upper, level),
          shorter.weights,
          shorter.noise,
          shorter.rungs);
    }

    /** The same on a ladder of more narrow rungs, which took no part. */
    Fitted after(int more) {
      List<Double> none = Collections.nCopies(more, 0.0);
      return new Fitted(
          exponent,
          Stream.concat(none.stream(), weights.stream()).toList(),
          Stream.concat(none.stream(), noise.stream()).toList(),
          rungs);
    }

    /** The same with the other sign: r of {@code M^-r}. */
    Fitted negated() {
      return new Fitted(exponent.times(-1), weights.stream().map(w -> -w).toList(), noise, rungs);
    }
  }

  /** Fits; empty when fewer than three rungs have a size that can be told from zero. */
  Optional<Fitted> fit(LadderData data, double level) {
    if (magnitude == Magnitude.BIAS) {
      return BiasExponent.fit(data, this, level);
    }
    if (magnitude == Magnitude.STANDARD_DEVIATION) {
      return Fluctuations.logDeviations(data)
          .map(logs -> regression(logs, data.ladder().toArray(), level, 0, 1, 0));
    }
    if (magnitude == Magnitude.GEOMETRIC_MEAN) {
      return logarithms(data)
          .map(logs -> regression(logs, data.ladder().toArray(), level, 0, 1, 0));
    }
    int size = data.ladder().size();
    SampleStatistics[] samples = new SampleStatistics[size];
    double[] errors = new double[size];
    int usable = 0;
    for (int i = 0; i < size; i++) {
      // Squares carry their fluctuations along, so that only means are had from reduced samples.
      boolean mean = magnitude == Magnitude.MEAN;
      SampleStatistics s =
          SampleStatistics.of(transformed(mean ? data.reduced(i) : data.values(i)));
      double halfWidth = ConfidenceInterval.ofMean(s, level / (2 * size)).halfWidth();
      double smallest = Math.abs(s.mean()) - halfWidth;
      double relative = smallest > 0 ? halfWidth / smallest : Double.POSITIVE_INFINITY;
      if (relative > LARGEST_RELATIVE_ERROR) {
        break;
      }
      samples[i] = logarithm(s);
      errors[i] = relative;
      usable++;
    }
    if (usable < Math.min(FEWEST_RUNGS, size)) {
      return Optional.empty();
    }
    double[] abscissae = Arrays.copyOf(data.ladder().toArray(), usable);
    Fitted plain =
        regression(
            Arrays.copyOf(samples, usable), abscissae, level / (2 * size), 0, 1, size - usable);
    double largest = 0;
    double remainder = 0;
    for (int i = 0; i < usable; i++) {
      largest = Math.max(largest, errors[i]);
      remainder += Math.abs(plain.weights().get(i)) * errors[i] * errors[i] / (2 * (1 - errors[i]));
    }
    Fitted result =
        regression(
            Arrays.copyOf(samples, usable),
            abscissae,
            level / (2 * size),
            remainder,
            1 + largest,
            size - usable);
    if (magnitude == Magnitude.ROOT_MEAN_SQUARE) {
      return Optional.of(
          new Fitted(
              result.exponent().times(0.5),
              halved(result.weights()),
              halved(result.noise()),
              usable));
    }
    return Optional.of(result);
  }

  /** Says why there was nothing to fit. */
  String absence(LadderData data, double level) {
    return magnitude == Magnitude.BIAS
        ? BiasExponent.absence(data, this, level)
        : "the quantity cannot be told from zero at enough widths to fit an exponent (of something"
            + " that changes its sign, claim the order of the square)";
  }

  private static List<Double> halved(List<Double> values) {
    return values.stream().map(value -> value / 2).toList();
  }

  /** The logarithms of all samples; empty if one is not positive. */
  private Optional<SampleStatistics[]> logarithms(LadderData data) {
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

  private double[] transformed(double[] values) {
    for (int i = 0; i < values.length; i++) {
      double value = values[i] - reference;
      values[i] = magnitude == Magnitude.ROOT_MEAN_SQUARE ? value * value : value;
    }
    return values;
  }

  /** The linearized logarithm of a mean, as a sample. */
  private static SampleStatistics logarithm(SampleStatistics s) {
    double mean = s.mean();
    return new SampleStatistics(
        s.count(),
        Math.log(Math.abs(mean)),
        s.variance() / (mean * mean),
        s.thirdMoment() / (mean * mean * mean));
  }

  private Fitted regression(
      SampleStatistics[] logs,
      double[] abscissae,
      double level,
      double margin,
      double factor,
      int missing) {
    AsymptoticFit fit =
        AsymptoticFit.of(
            logs, abscissae, series.terms(correctionExponent), ExponentSeries.kept(logs.length));
    Fitted fitted = Fitted.of(fit, logs, level);
    ConfidenceInterval interval = fitted.exponent();
    double estimate = interval.estimate();
    double below = (estimate - interval.lower()) * factor + margin;
    double above = (interval.upper() - estimate) * factor + margin;
    return new Fitted(
        new ConfidenceInterval(estimate, estimate - below, estimate + above, level),
        padded(fitted.weights(), missing),
        padded(fitted.noise(), missing),
        logs.length);
  }

  private static List<Double> listed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** Zeros for the rungs that took no part. */
  private static List<Double> padded(List<Double> values, int missing) {
    return Stream.concat(values.stream(), Collections.nCopies(missing, 0.0).stream()).toList();
  }
}
