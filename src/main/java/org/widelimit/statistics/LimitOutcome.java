package org.widelimit.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@link LimitTest} found.
 *
 * @param decision the decision about {@code limit}
 * @param limit the claimed limit
 * @param limitError how exactly the claimed limit is known
 * @param interval where the limit of the observable's mean lies; unbounded if it may have none
 * @param diverges whether the means run away, so that every limit is excluded
 * @param truncation the part of the interval's half width that allows for dropped orders of 1/M
 * @param fluctuationExponent r of fluctuations of order M^-r; empty when not asked for, or when the
 *     observable does not vary
 * @param ladder the samples' summary, a row a width
 * @param level the probability of a wrong decision
 * @param discrepancy the error of a limit that the test had to see
 * @param looks how often the test looked
 * @param reason one sentence on why this decision
 * @param excessLength by what factor the interval is too long to accept
 * @param noiseByRung what one sample of each rung adds to the standard deviation of what is still
 *     too uncertain: the interval's centre, or the exponent
 */
public record LimitOutcome(
    Decision decision,
    double limit,
    double limitError,
    ConfidenceInterval interval,
    boolean diverges,
    double truncation,
    Optional<ConfidenceInterval> fluctuationExponent,
    List<LadderRow> ladder,
    double level,
    double discrepancy,
    int looks,
    String reason,
    double excessLength,
    List<Double> noiseByRung)
    implements SequentialTest.Look {

  /** Keeps copies. */
  public LimitOutcome {
    ladder = List.copyOf(ladder);
    noiseByRung = List.copyOf(noiseByRung);
  }

  /**
   * The smallest error that these samples show: any limit farther than this from the claimed one is
   * excluded by the interval. Infinite where the interval is unbounded.
   */
  public double smallestDetectable() {
    return interval.farthestFrom(limit) + limitError;
  }

  /** Tells whether the same samples exclude another limit, known up to {@link #limitError}. */
  public boolean excludes(double otherLimit) {
    return diverges
        || otherLimit + limitError < interval.lower()
        || otherLimit - limitError > interval.upper();
  }

  /** All samples drawn, over all widths. */
  public long samples() {
    return ladder.stream().mapToLong(LadderRow::samples).sum();
  }

  @Override
  public double[] noise() {
    return noiseByRung.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Collects the parts of an outcome and decides. */
  static final class Builder {
    private final LimitTest test;
    private final int look;
    private final double limit;
    private final double limitError;
    private List<LadderRow> rows = List.of();
    private double[] widest = {};
    private ConfidenceInterval interval;
    private boolean diverges;
    private double truncation;
    private double[] noise;
    private double[] exponentNoise;
    private int droppedWidths;
    private Optional<ConfidenceInterval> exponent = Optional.empty();

    Builder(LimitTest test, int look, double limit, double limitError) {
      this.test = test;
      this.look = look;
      this.limit = limit;
      this.limitError = limitError;
      this.interval = ConfidenceInterval.around(limit, Double.POSITIVE_INFINITY, test.level());
      this.noise = new double[test.ladder().size()];
      this.exponentNoise = noise;
    }

    void rows(List<LadderRow> newRows) {
      rows = newRows;
    }

    /** The samples at the largest width. */
    void widest(double[] samples) {
      widest = samples;
    }

    /** At least how often a network of the largest width is off by more than the discrepancy. */
    private double oftenOff() {
      double room = test.discrepancy() + limitError;
      long off = Arrays.stream(widest).filter(x -> Math.abs(x - limit) > room).count();
      return Binomial.lowerBound(off, widest.length, test.level() / test.plan().looks());
    }

    void intercept(
        ConfidenceInterval newInterval, double newTruncation, double[] newNoise, int dropped) {
      interval = newInterval;
      truncation = newTruncation;
      noise = newNoise;
      droppedWidths = dropped;
    }

    void fluctuation(RateFit.Fitted fitted) {
      exponent = Optional.of(fitted.exponent());
      exponentNoise = fitted.noise().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The outcome for an observable whose means run away. */
    LimitOutcome growing(SampleStatistics[] samples) {
      LadderRow top = rows.get(rows.size() - 1);
      boolean up = top.mean() > samples[0].mean();
      ConfidenceInterval last = top.interval();
      interval =
          new ConfidenceInterval(
              top.mean(),
              up ? last.lower() : Double.NEGATIVE_INFINITY,
              up ? Double.POSITIVE_INFINITY : last.upper(),
              test.level());
      diverges = true;
      return finish(
          Decision.REJECTED,
          String.format(
              Locale.ROOT,
              "no limit: from width to width the mean moves by ever larger steps, from %.6g at %d"
                  + " to %.6g at %d",
              samples[0].mean(),
              rows.get(0).width(),
              top.mean(),
              top.width()),
          1);
    }

    LimitOutcome build() {
      boolean excluded =
          limit + limitError < interval.lower() || limit - limitError > interval.upper();
      double distance = interval.farthestFrom(limit) + limitError;
      double room = test.discrepancy() - Math.abs(interval.estimate() - limit) - limitError;
      double excess =
          room > 0 && Double.isFinite(interval.halfWidth())
              ? interval.halfWidth() / room
              : Double.POSITIVE_INFINITY;
      String found =
          String.format(
              Locale.ROOT,
              "the limit lies in [%.8g, %.8g]%s",
              interval.lower(),
              interval.upper(),
              droppedWidths == 0
                  ? ""
                  : ", without the "
                      + droppedWidths
                      + " narrowest widths, outside the regime or of heavy tails");
      if (excluded) {
        return finish(
            Decision.REJECTED,
            String.format(Locale.ROOT, "%s, which excludes %.8g", found, limit),
            excess);
      }
      if (exponent.isPresent() && exponent.get().upper() < LimitTest.SMALLEST_EXPONENT) {
        LadderRow top = rows.get(rows.size() - 1);
        return finish(
            Decision.REJECTED,
            String.format(
                Locale.ROOT,
                "no limit but a random one: the fluctuations do not vanish, their order is M^-r"
                    + " with r in [%.3f, %.3f]; at width %d, %.1f %% of the networks or more are"
                    + " farther than %.3g from %.8g",
                exponent.get().lower(),
                exponent.get().upper(),
                top.width(),
                100 * oftenOff(),
                test.discrepancy() + limitError,
                limit),
            excess);
      }
      if (distance <= test.discrepancy()) {
        if (exponent.isPresent() && !(exponent.get().lower() > 0)) {
          noise = exponentNoise;
          return finish(
              Decision.INCONCLUSIVE,
              "the mean agrees, but too few samples show that the fluctuations vanish",
              exponent.get().halfWidth() / Math.max(0.1, exponent.get().estimate()));
        }
        return finish(
            Decision.ACCEPTED,
            String.format(Locale.ROOT, "%s, within %.3g of %.8g", found, test.discrepancy(), limit),
            excess);
      }
      if (exponent.isPresent() && exponent.get().estimate() < LimitTest.SMALLEST_EXPONENT) {
        // Rather than a limit of the mean: whether there is a limit at all.
        noise = exponentNoise;
        return finish(
            Decision.INCONCLUSIVE,
            String.format(
                Locale.ROOT,
                "it does not show whether the fluctuations vanish: their order is M^-r with r in"
                    + " [%.3f, %.3f] after %d looks",
                exponent.get().lower(),
                exponent.get().upper(),
                look),
            exponent.get().halfWidth() / (LimitTest.SMALLEST_EXPONENT - exponent.get().estimate()));
      }
      if (Double.isInfinite(interval.halfWidth())) {
        return finish(
            Decision.INCONCLUSIVE,
            String.format(
                Locale.ROOT,
                "the tails are too heavy for a mean to be known at this error budget after %d"
                    + " looks: smaller weights or inputs, or fewer layers, make them lighter",
                look),
            excess);
      }
      return finish(
          Decision.INCONCLUSIVE,
          String.format(
              Locale.ROOT,
              "%s, too long to tell %.8g from an error of %.3g after %d looks",
              found,
              limit,
              test.discrepancy(),
              look),
          excess);
    }

    private LimitOutcome finish(Decision decision, String reason, double excess) {
      return new LimitOutcome(
          decision,
          limit,
          limitError,
          interval,
          diverges,
          truncation,
          exponent,
          rows,
          test.level(),
          test.discrepancy(),
          look,
          reason,
          excess,
          Arrays.stream(noise).boxed().toList());
    }
  }
}
