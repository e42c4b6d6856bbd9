package org.widelimit.statistics;

import org.widelimit.simulation.sampling.ControlledSampler;

/**
 * How a sequential test spends samples.
 *
 * @param initialSamples samples at the costliest width for the first look, at least 2; cheaper
 *     widths get more if there are several looks
 * @param looks how often the test may decide, at least 1; its level is split evenly over them
 * @param growth the largest factor from one look's work to the next's, above 1
 * @param maximalWork the largest work over all looks, a sample at width M counting M^costExponent
 * @param costExponent how a sample's cost grows with the width (1 for revealed matrices, 2 for
 *     dense ones, 0 where all cost the same)
 * @param overhead what a sample costs beside, whatever its width, in the same unit
 */
public record SamplingPlan(
    int initialSamples,
    int looks,
    double growth,
    double maximalWork,
    double costExponent,
    double overhead) {

  /** Checks the ranges. */
  public SamplingPlan {
    if (initialSamples < 2 || looks < 1 || !(growth > 1) || !(maximalWork > 0)) {
      throw new IllegalArgumentException(
          "A plan needs two samples, one look, growth above 1 and positive work: "
              + initialSamples
              + ", "
              + looks
              + ", "
              + growth
              + ", "
              + maximalWork);
    }
    if (!(costExponent >= 0) || !(overhead >= 0)) {
      throw new IllegalArgumentException(
          "Cost exponent and overhead are not negative: " + costExponent + ", " + overhead);
    }
  }

  /**
   * The scheme of Gandy and Scott's mcunit: at most 7 looks, up to 4 times the samples a look, with
   * no further bound on the work. The 128 first samples a width are about the fewest from which an
   * interval at a level of 1e-10 can be had at all (see {@link ConfidenceInterval#ofMean}).
   */
  public static SamplingPlan standard() {
    return new SamplingPlan(128, 7, 4, Double.POSITIVE_INFINITY, 1, 0);
  }

  /**
   * The same for networks of revealed matrices at initialization. A small network costs about as
   * much as 200 neurons beside its own, for its objects and generators. From 256 samples at the
   * widest rung it is nearly always seen that fluctuations vanish, which takes more than a mean
   * from which most noise is taken out ({@link ControlledSampler}); from 192 it is not at every
   * sixth check, and another look costs more than those samples. The largest work is ten seconds'
   * or so for a deep network; few checks need it: a third of it sees an error of 1 % of every
   * observable, the rest that something random has no limit.
   */
  public static SamplingPlan ofInitialization() {
    return standard().withInitialSamples(256).withOverhead(200).withMaximalWork(3e7);
  }

  /** The same with another number of first samples a width. */
  public SamplingPlan withInitialSamples(int samples) {
    return new SamplingPlan(samples, looks, growth, maximalWork, costExponent, overhead);
  }

  /** The same with another number of looks. */
  public SamplingPlan withLooks(int newLooks) {
    return new SamplingPlan(initialSamples, newLooks, growth, maximalWork, costExponent, overhead);
  }

  /** The same with another bound on the work. */
  public SamplingPlan withMaximalWork(double work) {
    return new SamplingPlan(initialSamples, looks, growth, work, costExponent, overhead);
  }

  /** The same with a multiple of the work. */
  public SamplingPlan withWorkTimes(double factor) {
    return withMaximalWork(factor * maximalWork);
  }

  /** The same with another growth of a sample's cost with the width. */
  public SamplingPlan withCostExponent(double exponent) {
    return new SamplingPlan(initialSamples, looks, growth, maximalWork, exponent, overhead);
  }

  /** The same with another cost of a sample beside that of its width. */
  public SamplingPlan withOverhead(double newOverhead) {
    return new SamplingPlan(initialSamples, looks, growth, maximalWork, costExponent, newOverhead);
  }

  double cost(int width) {
    return Math.pow(width, costExponent) + overhead;
  }
}
