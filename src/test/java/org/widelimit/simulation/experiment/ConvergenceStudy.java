package org.widelimit.simulation.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.simulation.chain.ChainBiases;
import org.widelimit.simulation.observable.WideEnsemble;
import org.widelimit.simulation.observable.WideEnsemble.Quantity;
import org.widelimit.statistics.CachedSampler;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.Magnitude;
import org.widelimit.statistics.NonFiniteSampleException;
import org.widelimit.statistics.RateFit;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.ScalingOutcome;
import org.widelimit.statistics.ScalingTest;
import org.widelimit.statistics.WidthLadder;

/**
 * Prints with which power of the width the kernels, the activity and the Jacobian of finite
 * networks converge, for every activation of the catalogue: a table in Markdown.
 *
 * <p>Arguments: {@code fluctuations}, {@code bias}, {@code thorough} or {@code pairs}, the depths
 * from and to, the number of threads and, unless all are wanted, activations. An interval covers
 * its exponent but for a probability of 1e-7 over the whole table.
 */
public final class ConvergenceStudy {

  private static final double TABLE_LEVEL = 1e-7;

  /** Intervals in the largest table: activations, depths, quantities. */
  private static final int MOST_INTERVALS = 2000;

  public static final double LEVEL = TABLE_LEVEL / MOST_INTERVALS;

  /** An exponent that is accepted is known well enough to exclude those that are off by 1/2. */
  private static final double TOLERANCE = 0.4;

  /** Activations whose moments grow so fast that only strongly contracting networks are tame. */
  private static final List<String> STEEP =
      List.of("rectifiedPower", "monomial", "hermite", "exp", "gabor");

  /** In neurons: some ten thousand narrow networks, so that the table takes ten minutes. */
  private static final double BIAS_WORK = 2e7;

  /** In neurons of a layer. */
  private static final double CHAIN_WORK = 4e7;

  private static final double THOROUGH_WORK = 6.4e8;
  private static final int THOROUGH_LOOKS = 5;

  /** Relative error of a quadrature over a layer, and of the layers' recursion. */
  public static final double LIMIT_ERROR = 1e-12;

  /** What the table is of. */
  private enum Mode {
    /** Standard deviations. */
    FLUCTUATIONS,
    /** Means at one input, through chains of kernels. */
    BIAS,
    /** The same with more chains where few do not decide. */
    THOROUGH,
    /** Means of explicit networks, kernels at two inputs. */
    PAIRS
  }

  private ConvergenceStudy() {}

  /** Runs the study. */
  public static void main(String[] arguments) throws Exception {
    long start = System.nanoTime();
    Mode mode = Mode.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int from = Integer.parseInt(arguments[1]);
    int to = Integer.parseInt(arguments[2]);
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[3]));
    List<Future<String>> rows = new ArrayList<>();
    List<String> activations =
        arguments.length > 4
            ? Arrays.asList(arguments).subList(4, arguments.length)
            : List.copyOf(ActivationCatalogue.names());
    for (String activation : activations) {
      rows.add(threads.submit(() -> row(activation, from, to, mode)));
    }
    System.out.println("| activation | activity | NNGP | NTK | Jacobian size |");
    System.out.println("|---|---|---|---|---|");
    for (Future<String> row : rows) {
      System.out.println(row.get());
    }
    threads.shutdown();
    System.out.printf(Locale.ROOT, "%.0f seconds%n", (System.nanoTime() - start) / 1e9);
  }

  /** The union of the intervals over the depths, quantity by quantity. */
  private static String row(String activation, int from, int to, Mode mode) {
    Map<Quantity, Seen> seen = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      seen.put(quantity, new Seen());
    }
    for (int depth = from; depth <= to; depth++) {
      switch (mode) {
        case FLUCTUATIONS -> addFluctuations(ensemble(activation, depth), seen);
        case PAIRS -> addPairs(biased(activation, depth), seen);
        default -> addBiases(biased(activation, depth), mode == Mode.THOROUGH, seen);
      }
    }
    return "| `"
        + activation
        + "` | "
        + String.join(" | ", seen.values().stream().map(Seen::toString).toList())
        + " |";
  }

  private static void addFluctuations(WideEnsemble ensemble, Map<Quantity, Seen> seen) {
    Map<Quantity, Sampler> samplers = ensemble.samplers(1, ensemble.quantities());
    for (Quantity quantity : ensemble.quantities()) {
      try {
        seen.get(quantity).add(ensemble.depth(), fluctuations(ensemble, samplers.get(quantity)));
      } catch (NonFiniteSampleException overflow) {
        seen.get(quantity).overflows(ensemble.depth());
      }
    }
  }

  private static void addPairs(WideEnsemble ensemble, Map<Quantity, Seen> seen) {
    for (Quantity quantity : ensemble.quantities()) {
      seen.get(quantity).add(ensemble.depth(), bias(ensemble, 1, quantity));
    }
  }

  private static void addBiases(WideEnsemble ensemble, boolean thorough, Map<Quantity, Seen> seen) {
    ChainBiases biases = ChainBiases.of(ensemble, 1);
    for (Quantity quantity : ensemble.quantities()) {
      Seen found = seen.get(quantity);
      String outcome;
      if (biases.unbiased(quantity).isPresent()) {
        ConfidenceInterval mean = biases.narrowestMean(quantity, LEVEL);
        double error = LIMIT_ERROR * biases.limit(quantity);
        boolean holds =
            mean.lower() - error <= biases.limit(quantity)
                && biases.limit(quantity) <= mean.upper() + error;
        found.addExact(ensemble.depth(), holds);
        outcome = "exact, " + (holds ? "holds" : "VIOLATED") + " in " + mean;
      } else {
        ScalingTest test = chainBias(ensemble, biases.limit(quantity));
        SamplingPlan plan = test.plan();
        if (thorough) {
          plan = plan.withLooks(THOROUGH_LOOKS).withMaximalWork(THOROUGH_WORK);
        }
        ScalingOutcome scaling = test.withPlan(plan).test(biases.sampler(quantity), -1);
        found.add(ensemble.depth(), scaling);
        outcome = scaling.decision() + ", " + scaling.samples() + " chains, " + scaling.reason();
      }
      System.err.printf(
          "%s, depth %d, %s: %s%n", ensemble.activation(), ensemble.depth(), quantity, outcome);
    }
  }

  /** Steep activations have no moderate moments but in networks that contract strongly. */
  public static WideEnsemble ensemble(String activation, int depth) {
    return activation.equals("exp")
        ? WideEnsemble.of(activation, depth, 0.1, 0.25)
        : WideEnsemble.of(activation, depth, 1, STEEP.contains(activation) ? 0.25 : 0.5);
  }

  /** Nearer to the edge of chaos the bias is larger against the fluctuations. */
  public static WideEnsemble biased(String activation, int depth) {
    // The clip of relu6 is out of reach of a unit variance.
    return STEEP.contains(activation)
        ? ensemble(activation, depth)
        : WideEnsemble.of(activation, depth, activation.equals("relu6") ? 9 : 1, 0.95);
  }

  /** The exponent of the standard deviation, claimed to be -1/2. */
  public static ScalingOutcome fluctuations(WideEnsemble ensemble, Sampler sampler) {
    return ScalingTest.on(ensemble.ladder(4, 4, 4), RateFit.powerLaw(Magnitude.STANDARD_DEVIATION))
        .withLevel(LEVEL)
        .withTolerance(TOLERANCE)
        .withPlan(new SamplingPlan(384, 3, 2, 8e6, 1, 200))
        .test(sampler, -0.5);
  }

  /** The exponent of the mean's distance from the limit, claimed to be -1. */
  public static ScalingOutcome bias(WideEnsemble ensemble, long seed, Quantity quantity) {
    return ScalingTest.on(ensemble.ladder(4, 2, 6), RateFit.bias(ensemble.limit(quantity), 1e-9))
        .withLevel(LEVEL)
        .withTolerance(TOLERANCE)
        .withPlan(
            SamplingPlan.ofInitialization()
                .withInitialSamples(1500)
                .withLooks(3)
                .withMaximalWork(BIAS_WORK))
        .test(new CachedSampler(ensemble.controlled(seed, quantity)), -1);
  }

  /** The same on chains of kernels, of which the wide ones tell most. */
  public static ScalingTest chainBias(WideEnsemble ensemble, double limit) {
    return ScalingTest.on(chainLadder(ensemble), RateFit.bias(limit, LIMIT_ERROR * limit))
        .withLevel(LEVEL)
        .withTolerance(TOLERANCE)
        .withPlan(
            SamplingPlan.ofInitialization()
                .withInitialSamples(400)
                .withLooks(3)
                .withMaximalWork(CHAIN_WORK));
  }

  public static WidthLadder chainLadder(WideEnsemble ensemble) {
    return ensemble.ladder(16, 2, 6);
  }

  /** What the depths of one quantity had in common. */
  private static final class Seen {
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private int fitted;
    private int constant;
    private int exact;
    private int asked;
    private final List<Integer> rejected = new ArrayList<>();
    private final List<Integer> overflown = new ArrayList<>();

    private void overflows(int depth) {
      asked++;
      constant++;
      overflown.add(depth);
    }

    private void addExact(int depth, boolean holds) {
      exact++;
      if (!holds) {
        rejected.add(depth);
      }
    }

    private void add(int depth, ScalingOutcome outcome) {
      asked++;
      ConfidenceInterval exponent = outcome.exponent();
      if (!Double.isFinite(exponent.halfWidth())) {
        constant++;
        return;
      }
      fitted++;
      lowest = Math.min(lowest, exponent.lower());
      highest = Math.max(highest, exponent.upper());
      if (outcome.decision() == Decision.REJECTED) {
        rejected.add(depth);
      }
    }

    @Override
    public String toString() {
      if (asked + exact == 0) {
        return "no limit";
      }
      String text;
      if (fitted > 0) {
        text = String.format(Locale.ROOT, "%.2f to %.2f", lowest, highest);
        if (constant > 0) {
          text += String.format(Locale.ROOT, " (%d of %d)", fitted, asked);
        }
      } else if (asked > 0) {
        text = overflown.isEmpty() ? "none seen" : "overflows";
      } else {
        text = "unbiased";
      }
      return rejected.isEmpty() ? text : text + " REJECTED at depth " + rejected;
    }
  }
}
