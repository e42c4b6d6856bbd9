package org.widelimit.statistics;

import java.util.function.LongFunction;

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
 */
public record Calibration(
    String name,
    double promised,
    long runs,
    long falseAlarms,
    long undecided,
    long misses,
    long caught,
    double samples) {

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
    Calibration all = new Calibration(name, test.level(), 0, 0, 0, 0, 0, 0);
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
    Decision above = test.test(drawn, limit + test.discrepancy()).decision();
    Decision below = test.test(drawn, limit - test.discrepancy()).decision();
    return new Calibration(
        name,
        test.level(),
        1,
        right.decision() == Decision.REJECTED ? 1 : 0,
        right.decision() == Decision.INCONCLUSIVE ? 1 : 0,
        above == Decision.ACCEPTED || below == Decision.ACCEPTED ? 1 : 0,
        above == Decision.REJECTED && below == Decision.REJECTED ? 1 : 0,
        right.samples());
  }

  /** Both together, under this one's name and promise. */
  public Calibration plus(Calibration other) {
    long all = runs + other.runs;
    return new Calibration(
        name,
        promised,
        all,
        falseAlarms + other.falseAlarms,
        undecided + other.undecided,
        misses + other.misses,
        caught + other.caught,
        all == 0 ? 0 : (runs * samples + other.runs * other.samples) / all);
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
   * Tells whether both rates are consistent with the promise: as many errors or more would have
   * been seen with at least probability {@code level} at a test that just keeps it.
   */
  public boolean keepsPromise(double level) {
    return Binomial.upperTail(falseAlarms, runs, promised) >= level
        && Binomial.upperTail(misses, runs, promised) >= level;
  }
}
