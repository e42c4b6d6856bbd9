package org.widelimit.verification.check;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Extrapolation;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;

/**
 * The ratio of both sides of an asymptotic claim at one point, as its index grows.
 *
 * @param claim the claim
 * @param trial the point
 * @param samples both sides at ascending indices
 * @param limit what the ratio tends to
 * @param exponent the power of the index like which the ratio grows, if it keeps one sign
 */
record AsymptoticRatio(
    AsymptoticClaim claim,
    Trial trial,
    List<Sample> samples,
    Bounded limit,
    Optional<Bounded> exponent) {

  /** The last index of the first attempt, and of a shorter one where that overflows. */
  private static final long FIRST = 256;

  private static final long SHORTEST = 64;

  /** The last index of the deepest attempt. */
  private static final long DEEPEST = 1 << 20;

  /** Each attempt goes so much deeper than the one before. */
  private static final int DEEPER = 4;

  /** The share of the discrepancy that the error of a limit may have: twice visible. */
  private static final double SHARP = 0.5;

  /** The error, as a share of the discrepancy, below which a deeper attempt is not worth it. */
  private static final double ENOUGH = 0.1;

  /** Indices just before the last that are looked at. */
  private static final int BACK = 5;

  /** A deviation counts as seen if it is so many times its error. */
  private static final double CLEAR = 4;

  /**
   * Both sides at an index.
   *
   * @param index the index
   * @param of the recursion
   * @param like what it is said to be like
   */
  record Sample(long index, Quantity of, Quantity like) {

    double ratio() {
      return of.value() / like.value();
    }

    double error() {
      return Math.abs(ratio())
          * (of.error() / Math.abs(of.value()) + like.error() / Math.abs(like.value()));
    }
  }

  AsymptoticRatio {
    samples = List.copyOf(samples);
  }

  /** Goes deeper until the limit is sharp, the values end or the time is spent. */
  static AsymptoticRatio of(AsymptoticClaim claim, Trial trial, Budget budget) {
    AsymptoticRatio ratio = first(claim, trial);
    long start = cpu();
    for (long last = DEEPER * FIRST; last <= DEEPEST && !ratio.decided(); last *= DEEPER) {
      if ((cpu() - start) * DEEPER > budget.derivation().toNanos() / 2) {
        return ratio;
      }
      try {
        AsymptoticRatio deeper = to(claim, trial, last);
        if (ratio.agrees() && !deeper.agrees() && !deeper.refutes()) {
          return ratio; // the digits of the sides are lost deeper down
        }
        ratio = deeper;
      } catch (UndefinedValueException ends) {
        return ratio;
      }
    }
    return ratio;
  }

  private static AsymptoticRatio first(AsymptoticClaim claim, Trial trial) {
    try {
      return to(claim, trial, FIRST);
    } catch (UndefinedValueException ends) {
      return to(claim, trial, SHORTEST);
    }
  }

  private static AsymptoticRatio to(AsymptoticClaim claim, Trial trial, long last) {
    List<Sample> samples = new ArrayList<>();
    for (long index : Extrapolation.arguments(last)) {
      samples.add(
          new Sample(
              index,
              side(claim, trial, claim.of(), index),
              side(claim, trial, claim.like(), index)));
    }
    return fitted(claim, trial, samples);
  }

  private static Quantity side(AsymptoticClaim claim, Trial trial, Expr side, long index) {
    return trial.evaluator().with(claim.variable(), Quantity.of((double) index)).evaluate(side);
  }

  private static AsymptoticRatio fitted(AsymptoticClaim claim, Trial trial, List<Sample> samples) {
    long[] indices = samples.stream().mapToLong(Sample::index).toArray();
    double[] ratios = samples.stream().mapToDouble(Sample::ratio).toArray();
    double[] errors = samples.stream().mapToDouble(Sample::error).toArray();
    for (int k = 0; k < ratios.length; k++) {
      if (!Double.isFinite(ratios[k]) || !Double.isFinite(errors[k])) {
        throw new UndefinedValueException("the ratio at " + indices[k] + " is " + ratios[k]);
      }
    }
    return new AsymptoticRatio(
        claim,
        trial,
        samples,
        Extrapolation.limit(indices, ratios, errors),
        exponent(indices, ratios, errors));
  }

  /** Extrapolates the slope of log|ratio| over log(index). */
  private static Optional<Bounded> exponent(long[] indices, double[] ratios, double[] errors) {
    int count = ratios.length - 1;
    long[] between = new long[count];
    double[] slopes = new double[count];
    double[] noise = new double[count];
    for (int k = 0; k < count; k++) {
      if (!(ratios[k] * ratios[k + 1] > 0)) {
        return Optional.empty();
      }
      double octave = Math.log((double) indices[k + 1] / indices[k]);
      between[k] = indices[k + 1];
      slopes[k] = Math.log(ratios[k + 1] / ratios[k]) / octave;
      noise[k] =
          (errors[k] / Math.abs(ratios[k]) + errors[k + 1] / Math.abs(ratios[k + 1])) / octave;
    }
    return Optional.of(Extrapolation.limit(between, slopes, noise));
  }

  /** Returns the same with another right side: the left side is not computed again. */
  AsymptoticRatio withLike(Expr like) {
    return fitted(
        claim,
        trial,
        samples.stream()
            .map(
                sample ->
                    new Sample(sample.index, sample.of, side(claim, trial, like, sample.index)))
            .toList());
  }

  /**
   * Returns whether another right side is of the same asymptotic form, far within the discrepancy.
   */
  boolean sameForm(Expr like) {
    AsymptoticRatio forms =
        fitted(
            claim,
            trial,
            samples.stream()
                .map(
                    sample ->
                        new Sample(
                            sample.index, side(claim, trial, like, sample.index), sample.like))
                .toList());
    double bound = Math.abs(forms.limit.value() - 1) + forms.limit.error();
    return bound <= claim.discrepancy() / 100 && !forms.refutes();
  }

  /** Returns whether the ratio tends to another number than 1, or to none. */
  boolean refutes() {
    double miss = Math.abs(limit.value() - 1);
    boolean elsewhere =
        miss > limit.error()
            && (limit.error() <= SHARP * claim.discrepancy() || clear(miss, limit));
    return elsewhere || exponent.map(power -> clear(Math.abs(power.value()), power)).orElse(false);
  }

  private static boolean clear(double deviation, Bounded number) {
    return deviation > CLEAR * number.error();
  }

  /** Returns whether the ratio tends to 1 to within half the discrepancy. */
  boolean agrees() {
    return !refutes() && limit.contains(1) && limit.error() <= SHARP * claim.discrepancy();
  }

  /**
   * Returns whether the ratio may well tend to 1, and comes closer to it: all that is asked of
   * numbers beside a derivation.
   */
  boolean approaches() {
    List<Double> misses = samples.stream().map(sample -> Math.abs(sample.ratio() - 1)).toList();
    int half = misses.size() / 2;
    double early = misses.subList(0, half).stream().mapToDouble(d -> d).max().orElse(0);
    double late = misses.subList(half, misses.size()).stream().mapToDouble(d -> d).max().orElse(0);
    double last = misses.get(misses.size() - 1);
    return agrees()
        || (!refutes()
            && limit.contains(1)
            && (last <= claim.discrepancy() || (late < early && last < early / 2)));
  }

  /**
   * Returns what speaks against a recursion whose ratio was seen at spaced indices only: at the
   * indices just before the last it moves by more than it would on its way to the limit.
   */
  Optional<String> unsteady() {
    Sample last = samples.get(samples.size() - 1);
    double way = Math.abs(last.ratio() - limit.value()) + limit.error();
    for (int back = 1; back <= BACK; back++) {
      long index = last.index - back;
      double before;
      try {
        before =
            side(claim, trial, claim.of(), index).value()
                / side(claim, trial, claim.like(), index).value();
      } catch (UndefinedValueException ends) {
        return Optional.empty();
      }
      if (!(Math.abs(before - last.ratio()) <= way + 2 * last.error())) {
        return Optional.of(
            "the ratio moves from %.6g to %.6g between %s = %d and %d: too unsteady to tell"
                .formatted(before, last.ratio(), claim.variable(), index, last.index));
      }
    }
    return Optional.empty();
  }

  private boolean decided() {
    return limit.error() <= ENOUGH * claim.discrepancy();
  }

  /** Says what the ratio does. */
  String words() {
    String range =
        " (from %s = %d to %d)"
            .formatted(
                claim.variable(), samples.get(0).index, samples.get(samples.size() - 1).index);
    boolean power =
        exponent
            .map(p -> clear(Math.abs(p.value()), p) && Math.abs(p.value()) > 0.01)
            .orElse(false);
    return power
        ? "goes like %s^%s%s"
            .formatted(claim.variable(), AsymptoticCheck.number(exponent.orElseThrow()), range)
        : "tends to " + AsymptoticCheck.number(limit) + range;
  }

  /** Returns the samples for the report. */
  List<Point> points(AsymptoticClaim of, Agreement agreement) {
    return samples.stream()
        .map(
            sample -> {
              Map<String, Double> values = new LinkedHashMap<>(trial.values());
              values.put(of.variable(), (double) sample.index);
              return AsymptoticCheck.point(values, sample.of, sample.like, agreement);
            })
        .toList();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
