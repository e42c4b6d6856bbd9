package org.widelimit.statistics;

/**
 * How a sequential test spends samples.
 *
 * @param initialSamples samples at each width for the first look, at least 2
 * @param looks how often the test may decide, at least 1; its level is split evenly over them
 * @param growth the largest factor from one look's work to the next's, above 1
 * @param maximalWork the largest work over all looks, a sample at width M counting M^costExponent
 * @param costExponent how a sample's cost grows with the width (1 for revealed matrices, 2 for
 *     dense ones, 0 where all cost the same)
 */
public record SamplingPlan(
    int initialSamples, int looks, double growth, double maximalWork, double costExponent) {

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
    if (!(costExponent >= 0)) {
      throw new IllegalArgumentException("A cost exponent is not negative: " + costExponent);
    }
  }

  /**
   * The scheme of Gandy and Scott's mcunit: at most 7 looks, up to 4 times the samples a look, with
   * no further bound on the work. The 128 first samples a width are about the fewest from which an
   * interval at a level of 1e-10 can be had at all (see {@link ConfidenceInterval#ofMean}).
   */
  public static SamplingPlan standard() {
    return new SamplingPlan(128, 7, 4, Double.POSITIVE_INFINITY, 1);
  }

  /** The same with another number of first samples a width. */
  public SamplingPlan withInitialSamples(int samples) {
    return new SamplingPlan(samples, looks, growth, maximalWork, costExponent);
  }

  /** The same with another number of looks. */
  public SamplingPlan withLooks(int newLooks) {
    return new SamplingPlan(initialSamples, newLooks, growth, maximalWork, costExponent);
  }

  /** The same with another bound on the work. */
  public SamplingPlan withMaximalWork(double work) {
    return new SamplingPlan(initialSamples, looks, growth, work, costExponent);
  }

  /** The same with another growth of a sample's cost with the width. */
  public SamplingPlan withCostExponent(double exponent) {
    return new SamplingPlan(initialSamples, looks, growth, maximalWork, exponent);
  }

  double cost(int width) {
    return Math.pow(width, costExponent);
  }
}
