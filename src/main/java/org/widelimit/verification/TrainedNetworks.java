package org.widelimit.verification;

import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;
import org.widelimit.verification.ClaimCheck.Subject;

/**
 * How networks are sampled that must be trained: few of them, over widths far apart.
 *
 * <p>What training moves is positive and spreads over a factor of e or so from network to network,
 * at every width alike. The exponent is then known best from widths far apart, and the logarithms
 * of some hundred networks at each are enough.
 */
final class TrainedNetworks {

  /**
   * Ratios of 4, then 8: the narrow widths pin the first correction down, at little cost. Yet
   * narrower ones move too far in training to be in a regime of corrections at all.
   */
  static final WidthLadder WIDTHS = WidthLadder.of(32, 128, 512, 4096);

  /** For limits, which lie far beyond and need no range of widths but many samples. */
  static final WidthLadder LIMIT_WIDTHS = WidthLadder.of(16, 64, 256, 1024);

  /** Logarithms are nearly symmetric, so that fewer samples do than an interval of means needs. */
  private static final int INITIAL_SAMPLES = 72;

  /** Standard deviations, seen in groups of 8, take more. */
  private static final int INITIAL_SAMPLES_OF_LIMITS = 256;

  private static final int LOOKS = 4;

  /**
   * A network of width 32 takes some 1 ms to train, of width 4096 some 20 ms: below width 200 the
   * steps cost as much as the vectors.
   */
  private static final double COST_EXPONENT = 0.6;

  /** The most work of a standard check, five times that of its first look, which mostly decides. */
  private static final double WORK = 1.5e5;

  private TrainedNetworks() {}

  /** Returns how much a check of a limit may sample. */
  static SamplingPlan limitPlan(Subject subject) {
    return plan(subject).withInitialSamples(INITIAL_SAMPLES_OF_LIMITS);
  }

  /** Returns how much a check of an exponent may sample. */
  static SamplingPlan plan(Subject subject) {
    return SamplingPlan.standard()
        .withInitialSamples(INITIAL_SAMPLES)
        .withLooks(LOOKS)
        .withCostExponent(COST_EXPONENT)
        .withMaximalWork(WORK * subject.options().budget().simulation());
  }
}
