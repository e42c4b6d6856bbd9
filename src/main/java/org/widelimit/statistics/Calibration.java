package org.widelimit.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.hipparchus.special.Erf;

/**
 * Measures how often a limit test is wrong, over many seeds, against what it promises.
 *
 * <p>Each seed is judged three times on the same samples: for the true limit, whose rejection is a
 * false alarm, and for limits too large and too small by the declared discrepancy. A miss is a seed
 * at which one of these was accepted.
 *
 * @param name what was calibrated
 * @param promised the test's level: a bound on both rates
 * @param runs the number of seeds
 * @param falseAlarms how often the true limit was rejected
 * @param undecided how often the true limit was neither accepted nor rejected
 * @param misses at how many seeds a wrong limit was accepted
 * @param caught at how many seeds both wrong limits were rejected
 * @param samples the mean number of samples a test of the true limit took, over all widths
 * @param margins by how much each seed's intervals missed the nearer of its wrong limits, in units
 *     of the discrepancy; not positive where they did not
 */
public record Calibration(
    String name,
    double promised,
    long runs,
    long falseAlarms,
    long undecided,
    long misses,
    long caught,
    double samples,
    List<Double> margins) {

  /** Keeps a copy of the margins. */
  public Calibration {
    margins = List.copyOf(margins);
  }

  /**
   * Runs the test at the seeds {@code 0 .. runs - 1}.
   *
   * @param name a name for the row
   * @param test the test
   * @param samplers the observable at each seed
   * @param limit its true limit
   * @param runs the number of seeds, positive
   */
  public static Calibration measure(
      String name, LimitTest test, LongFunction<Sampler> samplers, double limit, int runs) {
    Calibration all = new Calibration(name, test.level(), 0, 0, 0, 0, 0, 0, List.of());
    for (int seed = 0; seed < runs; seed++) {
      all = all.plus(once(name, test, samplers.apply(seed), limit));
    }
    return all;
  }

  /**
   * Runs the test at one seed.
   *
   * @param name a name for the row
   * @param test the test
   * @param sampler the observable
   * @param limit its true limit
   */
  public static Calibration once(String name, LimitTest test, Sampler sampler, double limit) {
    Sampler drawn = new CachedSampler(sampler);
    LimitOutcome right = test.test(drawn, limit);
    LimitOutcome larger = test.test(drawn, limit + test.discrepancy());
    LimitOutcome smaller = test.test(drawn, limit - test.discrepancy());
    Decision above = larger.decision();
    Decision below = smaller.decision();
    return new Calibration(
        name,
        test.level(),
        1,
        right.decision() == Decision.REJECTED ? 1 : 0,
        right.decision() == Decision.INCONCLUSIVE ? 1 : 0,
        above == Decision.ACCEPTED || below == Decision.ACCEPTED ? 1 : 0,
        above == Decision.REJECTED && below == Decision.REJECTED ? 1 : 0,
        right.samples(),
        List.of(Math.min(margin(larger), margin(smaller))));
  }

  private static double margin(LimitOutcome outcome) {
    return Math.max(
            outcome.interval().lower() - outcome.limit(),
            outcome.limit() - outcome.interval().upper())
        / outcome.discrepancy();
  }

  /** Both together, under this one's name and promise. */
  public Calibration plus(Calibration other) {
    long all = runs + other.runs;
    List<Double> both = new ArrayList<>(margins);
    both.addAll(other.margins);
    return new Calibration(
        name,
        promised,
        all,
        falseAlarms + other.falseAlarms,
        undecided + other.undecided,
        misses + other.misses,
        caught + other.caught,
        all == 0 ? 0 : (runs * samples + other.runs * other.samples) / all,
        both);
  }

  /** The false-alarm rate's upper confidence bound (Clopper and Pearson). */
  public double falseAlarmBound(double level) {
    return Binomial.upperBound(falseAlarms, runs, level);
  }

  /** The miss rate's upper confidence bound (Clopper and Pearson). */
  public double missBound(double level) {
    return Binomial.upperBound(misses, runs, level);
  }

  /** The power's lower confidence bound: how often a wrong limit is rejected at least. */
  public double powerBound(double level) {
    return Binomial.lowerBound(caught, runs, level);
  }

  /**
   * Another lower bound of the power, for tests too costly to count a rare failure at: Markov's
   * inequality for the fourth power of the margin's distance from its mean, a failure being a
   * margin of 0 at most. The fourth moment is estimated, with a normal upper confidence bound.
   */
  public double powerByMargins(double level) {
    double mean = margins.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    if (margins.size() < 2 || !(mean > 0)) {
      return 0;
    }
    double[] powers = margins.stream().mapToDouble(m -> Math.pow(m / mean - 1, 4)).toArray();
    SampleStatistics fourth = SampleStatistics.of(powers);
    double quantile = Math.sqrt(2) * Erf.erfcInv(2 * level);
    return Math.max(0, 1 - fourth.mean() - quantile * fourth.standardError());
  }

  /**
   * Tells whether both rates are consistent with the promise: as many errors or more would have
   * been seen with at least probability {@code level} at a test that just keeps it.
   */
  public boolean keepsPromise(double level) {
    return Binomial.upperTail(falseAlarms, runs, promised) >= level
        && Binomial.upperTail(misses, runs, promised) >= level;
  }
}
