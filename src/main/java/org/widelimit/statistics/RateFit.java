package org.widelimit.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exponent of a quantity's size along a ladder, by weighted regression of its logarithm, with a
 * confidence interval.
 *
 * <p>Geometric means enter through the logarithms of the samples themselves, which tames heavy
 * tails; they are fitted by a line that allows for corrections of a declared size ({@link
 * PowerLawLine}).
 *
 * <p>The model of the others is {@code log size = a + e g(x) + c x^-s}, g the logarithm (power
 * laws) or the identity (exponential laws), the next correction allowed for as in {@link
 * AsymptoticFit}. Standard deviations enter through groups of samples ({@link Fluctuations}). Means
 * enter through {@code log|mean| = log|expectation| + d - d^2/2 + ...}, d their relative error: the
 * linear term is the regression's noise and the rest is bounded by {@code d^2 / (2 (1 - d))}. A
 * bias, which may be far below the fluctuations, takes another way ({@link BiasExponent}).
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
   * @param rungs how many rungs took part
   * @param allowance the part of the interval's half width that stands for corrections of a
   *     declared size, which no number of samples shortens
   * @param cautious the interval that must exclude an exponent before it is rejected
   * @param bend how the local exponent changes along the ladder, where that is known
   */
  record Fitted(
      ConfidenceInterval exponent,
      List<Double> weights,
      List<Double> noise,
      int rungs,
      double allowance,
      ConfidenceInterval cautious,
      Optional<Bend> bend) {

    Fitted(ConfidenceInterval exponent, List<Double> weights, List<Double> noise, int rungs) {
      this(exponent, weights, noise, rungs, 0, exponent, Optional.empty());
    }

    /** The fitted coefficient of the second term. */
    static Fitted of(AsymptoticFit fit, SampleStatistics[] logs, double level) {
      return of(fit.coefficient(1, level), fit.weights(1), logs, 0);
    }

    /** An exponent that combines the rungs with these weights. */
    static Fitted of(
        ConfidenceInterval exponent, double[] weights, SampleStatistics[] logs, double allowance) {
      double[] noise = new double[weights.length];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = Math.abs(weights[i]) * logs[i].standardDeviation();
      }
      return new Fitted(
          exponent,
          listed(weights),
          listed(noise),
          noise.length,
          allowance,
          exponent,
          Optional.empty());
    }

    /** The same with a bend. */
    Fitted bent(Bend newBend) {
      return new Fitted(exponent, weights, noise, rungs, allowance, cautious, Optional.of(newBend));
    }

    /** The same with another interval for rejections. */
    Fitted cautious(ConfidenceInterval newCautious) {
      return new Fitted(exponent, weights, noise, rungs, allowance, newCautious, bend);
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
          rungs,
          allowance,
          cautious,
          bend);
    }

    /** The same with the other sign: r of {@code M^-r}. */
    Fitted negated() {
      return new Fitted(exponent.times(-1), weights.stream().map(w -> -w).toList(), noise, rungs);
    }
  }

  /**
   * How the local exponent changes along the ladder.
   *
   * @param from the narrowest width
   * @param turn up to which width the narrow part of the ladder goes
   * @param to the widest width
   * @param narrow the mean local exponent from the first to the second
   * @param wide that from the second to the third
   * @param visible whether it changes by more than chance and declared corrections
   * @param everywhere whether the wider rungs, too, contradict one exponent
   */
  record Bend(
      double from,
      double turn,
      double to,
      double narrow,
      double wide,
      boolean visible,
      boolean everywhere) {

    /** By how many times its change so far a local exponent may be expected to change yet. */
    private static final double FURTHER = 2;

    /** Whether the local exponent goes toward this one and may reach it. */
    boolean leadsTo(double exponent) {
      double missing = exponent - wide;
      double change = wide - narrow;
      return everywhere
          || (missing * change > 0 && (visible || Math.abs(missing) <= FURTHER * Math.abs(change)));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "between widths %.0f and %.0f it is %.2f, between %.0f and %.0f it is %.2f",
          from,
          turn,
          narrow,
          turn,
          to,
          wide);
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
      return PowerLawLine.logarithms(data, reference)
          .map(logs -> PowerLawLine.fit(logs, data.ladder().toArray(), series, level));
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
