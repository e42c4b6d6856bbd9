package org.widelimit.verification.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.widelimit.algebra.Expr;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;
import org.widelimit.verification.claim.Subject;

/**
 * How networks are sampled that must be trained: few of them, over widths far apart.
 *
 * <p>What training moves is positive and spreads over a factor of e or so from network to network,
 * at every width alike. The exponent is then known best from widths far apart, and the logarithms
 * of some hundred networks at each are enough.
 *
 * <p>A power law of the width holds for networks that are wide for their training: the next term is
 * to the first as the change of the kernel is to the kernel. How wide that is depends on the scales
 * of the weights, by a factor of 100 and more, so it is measured beforehand, on networks of their
 * own and without a look at what is claimed. Small scales are the hard case: a small kernel must
 * change much to fit the targets. Wide means, besides, wider than the inputs and than the network
 * is deep.
 */
public final class TrainedNetworks {

  /** For limits, which lie far beyond and need no range of widths but many samples. */
  public static final WidthLadder LIMIT_WIDTHS = WidthLadder.of(16, 64, 256, 1024);

  /**
   * The largest mean relative change of the kernel at the smallest width. Corrections to the
   * logarithms of drift, distance and linearization error were seen to be up to three times as
   * large: within what the fit of the exponent allows for, a factor of 3/2.
   */
  private static final double LARGEST_DRIFT = 0.125;

  /** Beyond this multiple of it the next width tried is four times as large. */
  private static final double MUCH = 3;

  private static final int NARROWEST = 32;

  /** Fluctuations are of the order of the depth over the width. */
  private static final int NARROWEST_BY_DEPTH = 16;

  /** The first layer's parameters are then few beside the next one's. */
  private static final int NARROWEST_BY_INPUT_DIMENSION = 2;

  /** The widest of the narrowest widths, from which the ladder takes a minute. */
  private static final int LARGEST_NARROWEST = 1024;

  private static final int WIDEST = 8192;

  /** The ladder: ratios of 4, then up to 8. */
  private static final int[] RATIOS = {1, 4, 16, 128};

  /** Up to here networks are trained in thousands. */
  private static final int WIDEST_OF_LIMITS = 4096;

  private static final int LIMIT_RUNGS = 4;

  /** A last width that adds less than a factor of this is left out. */
  private static final int SHORTEST_LAST_STEP = 2;

  /** Networks whose kernel's change is measured at a width. */
  private static final int PILOTS = 16;

  /** The first index of a network that no check samples. */
  private static final long FIRST_PILOT = 1L << 40;

  /** Logarithms are nearly symmetric, so that fewer samples do than an interval of means needs. */
  private static final int INITIAL_SAMPLES = 72;

  /** Standard deviations, seen in groups of 8, take more. */
  private static final int INITIAL_SAMPLES_OF_LIMITS = 256;

  private static final int LOOKS = 6;

  private static final double GROWTH = 2;

  /** A network of width 32 takes some 4 ms to train, one of width 16384 some 150 ms. */
  private static final double OVERHEAD = 400;

  /** The most work of a standard check, in neurons: a minute or so; few come near it. */
  private static final double WORK = 1e7;

  private TrainedNetworks() {}

  /**
   * Returns the widths for an exponent of what a formula speaks of.
   *
   * @throws UndefinedValueException if training changes the kernel too much at all widths that can
   *     be afforded
   */
  public static WidthLadder widths(Ensemble ensemble, Expr expr, Subject subject) {
    return ladder(wideEnough(ensemble, expr, subject));
  }

  /**
   * Returns the widths at which a limit may be refuted: those of networks that are wide for their
   * training, where a series in powers of the width is to be expected.
   *
   * @throws UndefinedValueException as for an exponent
   */
  public static WidthLadder refutingWidths(Ensemble ensemble, Expr expr, Subject subject) {
    Sampler drift = ensemble.kernelDrift(expr, subject);
    if (drift(drift, LIMIT_WIDTHS.widths().get(0)) <= LARGEST_DRIFT) {
      return LIMIT_WIDTHS;
    }
    int narrowest = wideEnough(ensemble, expr, subject);
    int ratio = 2;
    while (narrowest * Math.pow(2 * ratio, LIMIT_RUNGS - 1) <= WIDEST_OF_LIMITS) {
      ratio *= 2;
    }
    return WidthLadder.geometric(narrowest, ratio, LIMIT_RUNGS);
  }

  /** The least width at which training changes the kernel little. */
  private static int wideEnough(Ensemble ensemble, Expr expr, Subject subject) {
    Sampler drift = ensemble.kernelDrift(expr, subject);
    NetworkFamily family = ensemble.network().family();
    int width =
        Math.max(
            Math.max(NARROWEST, NARROWEST_BY_DEPTH * family.hidden().size()),
            NARROWEST_BY_INPUT_DIMENSION * family.inputDimension());
    double seen = drift(drift, width);
    while (!(seen <= LARGEST_DRIFT)) {
      if (width >= LARGEST_NARROWEST) {
        throw new UndefinedValueException(tooMuch(width, seen));
      }
      // The drift falls like 1/M at most, so that this never goes too far but for chance.
      int factor = seen > MUCH * LARGEST_DRIFT ? 4 : 2;
      width = Math.min(factor * width, LARGEST_NARROWEST);
      seen = drift(drift, width);
    }
    return width;
  }

  private static String tooMuch(int width, double seen) {
    String most =
        String.format(
            Locale.ROOT,
            "for a power of the width to be expected (at most %.3g is)",
            LARGEST_DRIFT);
    return Double.isFinite(seen)
        ? String.format(
            Locale.ROOT,
            "training changes the kernel of a network of width %d by %.2g of its size, too much %s;"
                + " larger weights, a shorter training or a smaller learning rate would do",
            width,
            seen,
            most)
        : String.format(
            Locale.ROOT,
            "training of a network of width %d does not converge: its kernel changes without"
                + " bound, too much %s; a smaller learning rate would do",
            width,
            most);
  }

  private static WidthLadder ladder(int narrowest) {
    List<Integer> widths = new ArrayList<>();
    for (int ratio : RATIOS) {
      int width = Math.min(narrowest * ratio, Math.max(WIDEST, 16 * narrowest));
      if (widths.isEmpty() || width >= SHORTEST_LAST_STEP * widths.get(widths.size() - 1)) {
        widths.add(width);
      }
    }
    return new WidthLadder(widths);
  }

  private static double drift(Sampler drift, int width) {
    double mean = 0;
    for (int i = 0; i < PILOTS; i++) {
      try {
        mean += drift.sample(width, FIRST_PILOT + i) / PILOTS;
      } catch (ArithmeticException withoutEnd) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return mean;
  }

  /** Returns how much a check of a limit may sample. */
  public static SamplingPlan limitPlan(Subject subject) {
    return plan(subject).withInitialSamples(INITIAL_SAMPLES_OF_LIMITS);
  }

  /** Returns how much a check of an exponent may sample. */
  public static SamplingPlan plan(Subject subject) {
    double work = WORK * subject.options().budget().simulation();
    return new SamplingPlan(INITIAL_SAMPLES, LOOKS, GROWTH, work, 1, OVERHEAD);
  }
}
