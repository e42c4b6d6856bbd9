package org.widelimit.statistics;

import java.util.function.LongFunction;

/**
 * Measures how often a limit test is wrong, over many seeds, against what it promises.
 *
 * <p>Each seed is judged twice on the same samples: for the true limit, whose rejection is a false
 * alarm, and for a limit off by the declared discrepancy, whose acceptance is a miss.
 *
 * @param name what was calibrated
 * @param promised the test's level: a bound on both rates
 * @param runs the number of seeds
 * @param falseAlarms how often the true limit was rejected
 * @param undecided how often the true limit was neither accepted nor rejected
 * @param misses how often the wrong limit was accepted
 * @param caught how often the wrong limit was rejected
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
    long falseAlarms = 0;
    long undecided = 0;
    long misses = 0;
    long caught = 0;
    double samples = 0;
    for (int seed = 0; seed < runs; seed++) {
      Sampler sampler = new CachedSampler(samplers.apply(seed));
      LimitOutcome right = test.test(sampler, limit);
      double error = seed % 2 == 0 ? test.discrepancy() : -test.discrepancy();
      LimitOutcome wrong = test.test(sampler, limit + error);
      falseAlarms += right.decision() == Decision.REJECTED ? 1 : 0;
      undecided += right.decision() == Decision.INCONCLUSIVE ? 1 : 0;
      misses += wrong.decision() == Decision.ACCEPTED ? 1 : 0;
      caught += wrong.decision() == Decision.REJECTED ? 1 : 0;
      samples += (double) right.samples() / runs;
    }
    return new Calibration(
        name, test.level(), runs, falseAlarms, undecided, misses, caught, samples);
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
