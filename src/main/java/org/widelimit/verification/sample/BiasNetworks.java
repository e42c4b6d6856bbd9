package org.widelimit.verification.sample;

import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;
import org.widelimit.verification.claim.Subject;

/**
 * How networks are sampled for the exponent of a bias: narrow ones, and many.
 *
 * <p>What control variates leave of the fluctuations is of order 1/M, as the bias is, so that a
 * network of any width tells as much about the exponent, and narrow ones are cheap. How narrow is
 * bounded by the next corrections, whose order is that of the depth over the width. Where the mean
 * is drawn from the Markov chain of the networks' kernels ({@link
 * org.widelimit.simulation.chain.ChainMean}), less than that is left, and a few thousand decide.
 */
public final class BiasNetworks {

  /**
   * The error of an exponent that is seen. An exponent that is off by 1/2, the step of any series
   * in powers of the width's root, is excluded wherever the claimed one is accepted.
   */
  public static final double TOLERANCE = 0.4;

  private static final int NARROWEST = 8;
  private static final int NARROWEST_BY_DEPTH = 4;
  private static final int RUNGS = 6;

  /** Samples at the widest rung of the first look; as many networks as take about a second. */
  private static final int INITIAL_SAMPLES = 1500;

  private static final int LOOKS = 4;

  /** In neurons: some two hundred thousand narrow networks. */
  private static final double WORK = 6e7;

  private BiasNetworks() {}

  /** Returns the ladder for networks of so many hidden layers. */
  public static WidthLadder widths(int depth) {
    return WidthLadder.geometric(Math.max(NARROWEST, NARROWEST_BY_DEPTH * depth), 2, RUNGS);
  }

  /** Returns how much a check may sample. */
  public static SamplingPlan plan(Subject subject) {
    return SamplingPlan.ofInitialization()
        .withInitialSamples(INITIAL_SAMPLES)
        .withLooks(LOOKS)
        .withMaximalWork(WORK * subject.options().budget().simulation());
  }
}
