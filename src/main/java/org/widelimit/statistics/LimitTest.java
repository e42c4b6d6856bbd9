package org.widelimit.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.widelimit.simulation.sampling.ControlledSampler;

/**
 * Does an observable of a network of width M tend to a claimed limit as M grows?
 *
 * <p>The mean at width M is {@code limit + b M^-s + c M^-2s + ...}; the test fits the first three
 * terms over a ladder of widths ({@link AsymptoticFit}) and decides by the interval of the
 * intercept, with the terms left out allowed for. It accepts when the interval lies within {@code
 * discrepancy} of the claimed limit, rejects when the interval excludes the limit, and otherwise
 * samples more ({@link SamplingPlan}). Consequences, each at probability {@code level} and by
 * construction:
 *
 * <ul>
 *   <li>a true limit is rejected with at most that probability;
 *   <li>a limit wrong by {@code discrepancy} or more is accepted with at most that probability;
 *   <li>on the samples on which a limit is accepted, every other limit at least {@code discrepancy}
 *       away is excluded, so a negative control costs no sample ({@link LimitOutcome#excludes}).
 * </ul>
 *
 * <p>Means are estimated from samples out of which the sampler took noise of expectation zero, if
 * it knows some ({@link ControlledSampler}); that shortens intervals and leaves all of this true.
 *
 * <p>To tend to a limit a random quantity must also concentrate. Unless {@link #inMean()} is asked
 * for, the test estimates the exponent r of the fluctuations, {@code sd = O(M^-r)}, on the same
 * (plain) samples, accepts only when r is positive beyond its interval, and rejects when r is below
 * {@link #SMALLEST_EXPONENT}. An observable whose means grow faster from rung to rung has no limit
 * and is rejected at once.
 *
 * @param ladder the widths
 * @param level the probability of a wrong decision, all looks together
 * @param discrepancy the smallest absolute error of a limit that must be seen
 * @param biasExponent s above: 1 for kernels and activities, 1/2 for norms that vanish
 * @param plan how samples are spent
 * @param selfAveraging whether the observable must concentrate as well
 */
public record LimitTest(
    WidthLadder ladder,
    double level,
    double discrepancy,
    double biasExponent,
    SamplingPlan plan,
    boolean selfAveraging) {

  /**
   * Fluctuations of order M^-r with r below this do not count as vanishing. The slowest that limit
   * theorems of the field know, {@code M^-1/4}, are faster.
   */
  public static final double SMALLEST_EXPONENT = 0.2;

  /** Terms fitted: the limit and two orders of the bias. */
  private static final int TERMS = 3;

  /** Checks the ranges. */
  public LimitTest {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("A level lies in (0, 1), not " + level);
    }
    if (!(discrepancy > 0) || !(biasExponent > 0)) {
      throw new IllegalArgumentException(
          "Discrepancy and bias exponent are positive: " + discrepancy + ", " + biasExponent);
    }
    if (selfAveraging && plan.initialSamples() < 2 * Fluctuations.GROUP) {
      throw new IllegalArgumentException(
          "Fluctuations need at least " + 2 * Fluctuations.GROUP + " samples a width");
    }
  }

  /** A test over {@code ladder} at one share of the suite's error budget. */
  public static LimitTest on(WidthLadder ladder, double discrepancy) {
    return new LimitTest(
        ladder, ErrorBudget.suite().share(), discrepancy, 1, SamplingPlan.standard(), true);
  }

  /** The same over another ladder. */
  public LimitTest withLadder(WidthLadder newLadder) {
    return new LimitTest(newLadder, level, discrepancy, biasExponent, plan, selfAveraging);
  }

  /** The same at another level. */
  public LimitTest withLevel(double newLevel) {
    return new LimitTest(ladder, newLevel, discrepancy, biasExponent, plan, selfAveraging);
  }

  /** The same with a bias that is a series in {@code M^-exponent}. */
  public LimitTest withBiasExponent(double exponent) {
    return new LimitTest(ladder, level, discrepancy, exponent, plan, selfAveraging);
  }

  /** The same with another plan. */
  public LimitTest withPlan(SamplingPlan newPlan) {
    return new LimitTest(ladder, level, discrepancy, biasExponent, newPlan, selfAveraging);
  }

  /** The same for a claim about the expectation alone. */
  public LimitTest inMean() {
    return new LimitTest(ladder, level, discrepancy, biasExponent, plan, false);
  }

  /** Tests a limit known exactly. */
  public LimitOutcome test(Sampler sampler, double limit) {
    return test(sampler, limit, 0);
  }

  /**
   * Tests a limit known up to {@code limitError}.
   *
   * @throws NonFiniteSampleException at a sample that is not a finite number
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public LimitOutcome test(Sampler sampler, double limit, double limitError) {
    if (!Double.isFinite(limit) || !(limitError >= 0 && limitError < discrepancy)) {
      throw new IllegalArgumentException(
          "No testable limit: " + limit + " ± " + limitError + " at discrepancy " + discrepancy);
    }
    LadderData data = new LadderData(ladder);
    return new SequentialTest(plan, data, sampler)
        .run((d, look) -> assess(d, look, limit, limitError));
  }

  private LimitOutcome assess(LadderData data, int look, double limit, double limitError) {
    double lookLevel = level / plan.looks();
    // Shares of a look: the intercept and its lack of fit, the growth check, the fluctuations.
    double interceptLevel = lookLevel * 0.5;
    double growthLevel = lookLevel * 0.1;
    double fitLevel = lookLevel * 0.1;
    double fluctuationLevel = lookLevel * 0.3;

    SampleStatistics[] samples = data.statistics();
    double[] widths = ladder.toArray();
    LimitOutcome.Builder outcome = new LimitOutcome.Builder(this, look, limit, limitError);
    outcome.rows(data.rows(lookLevel));
    outcome.widest(data.values(ladder.size() - 1));
    if (GrowthCheck.grows(samples, growthLevel)) {
      return outcome.growing(samples);
    }
    int first = 0;
    AsymptoticFit fit = fit(samples, widths, 0);
    while (fit.lacksFit(fitLevel / ladder.size()) && ladder.size() - first > TERMS) {
      // The narrowest network is not in the asymptotic regime yet.
      first++;
      fit = fit(samples, widths, first);
    }
    // Under heavy tails the narrow rungs, the most skewed, may leave no interval; fewer rungs then
    // have a share of the level of their own.
    double share = interceptLevel / 2;
    ConfidenceInterval intercept = fit.coefficient(0, share);
    while (Double.isInfinite(intercept.halfWidth()) && ladder.size() - first > TERMS) {
      share = interceptLevel / (2.0 * (ladder.size() - TERMS));
      first++;
      fit = fit(samples, widths, first);
      intercept = fit.coefficient(0, share);
    }
    double[] weights = fit.weights(0);
    double[] noise = new double[ladder.size()];
    for (int i = first; i < noise.length; i++) {
      noise[i] = Math.abs(weights[i - first]) * samples[i].standardDeviation();
    }
    outcome.intercept(intercept, fit.truncation(0, share / 2), noise, first);
    if (selfAveraging) {
      Fluctuations.exponent(data, fluctuationLevel).ifPresent(outcome::fluctuation);
    }
    return outcome.build();
  }

  private AsymptoticFit fit(SampleStatistics[] samples, double[] widths, int first) {
    List<DoubleUnaryOperator> series =
        IntStream.rangeClosed(0, TERMS)
            .mapToObj(k -> (DoubleUnaryOperator) m -> Math.pow(m, -biasExponent * k))
            .toList();
    int rungs = samples.length - first;
    return AsymptoticFit.of(
        Arrays.copyOfRange(samples, first, samples.length),
        Arrays.copyOfRange(widths, first, widths.length),
        series,
        Math.min(TERMS, rungs));
  }
}
