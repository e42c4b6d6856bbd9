package org.widelimit.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Is a quantity of the claimed order in the width (or depth, or time)?
 *
 * <p>Fits the exponent ({@link RateFit}) and decides by its interval, like {@link LimitTest}:
 * accepts when the interval lies within {@code tolerance} of the claimed exponent, rejects when it
 * excludes the claimed exponent, and otherwise samples more. So a true exponent is rejected, and
 * one wrong by {@code tolerance} accepted, with probability at most {@code level}; with the default
 * 0.1, exponents 1/2 and 1 are never confused.
 *
 * <p>Where the interval rests on corrections of a declared size ({@link PowerLawLine}), a rejection
 * asks for more: the claimed exponent must be excluded even with far larger corrections, and the
 * local exponent must not be seen to go toward it.
 *
 * <p>A size may be a sum of powers, of which the slowest is seen last. The local exponent of such a
 * sum only grows with the width, toward that of the slowest term, so that what is measured bounds
 * the exponent from below alone. Where such a term is known to be possible ({@code slowest}), no
 * exponent up to it is rejected for being too large, and none that it would belie is accepted.
 *
 * <p>With {@link Relation#AT_MOST} the claim is an upper bound, as in {@code O(M^e)}; then a
 * quantity too small to be told from zero meets it too.
 *
 * @param ladder the widths
 * @param level the probability of a wrong decision, all looks together
 * @param tolerance the smallest error of an exponent that must be seen
 * @param fit which exponent of which size
 * @param relation whether the claim is an order or a bound
 * @param plan how samples are spent
 * @param slowest the exponent of the slowest term that may be hidden under faster ones; negative
 *     infinity for none
 */
public record ScalingTest(
    WidthLadder ladder,
    double level,
    double tolerance,
    RateFit fit,
    Relation relation,
    SamplingPlan plan,
    double slowest) {

  /** Half the distance below which two exponents count as the same. */
  public static final double TOLERANCE = 0.1;

  /**
   * The longest interval, from the middle to an end, on which a bound is accepted: so that a bound
   * stricter than the truth by a half would have been rejected.
   */
  private static final double LONGEST_OF_BOUND = 0.4;

  /** What is claimed of the exponent. */
  public enum Relation {
    /** The quantity is of exactly this order. */
    EXACTLY,
    /** The quantity is of this order or smaller. */
    AT_MOST
  }

  /** Checks the ranges. */
  public ScalingTest {
    if (!(level > 0 && level < 1) || !(tolerance > 0)) {
      throw new IllegalArgumentException(
          "A level lies in (0, 1) and a tolerance is positive: " + level + ", " + tolerance);
    }
    if (plan.initialSamples() < 2 * Fluctuations.GROUP) {
      throw new IllegalArgumentException(
          "An exponent needs at least " + 2 * Fluctuations.GROUP + " samples a width");
    }
  }

  /** A test over {@code ladder} at one share of the suite's error budget. */
  public static ScalingTest on(WidthLadder ladder, RateFit fit) {
    return new ScalingTest(
        ladder,
        ErrorBudget.suite().share(),
        TOLERANCE,
        fit,
        Relation.EXACTLY,
        SamplingPlan.standard(),
        Double.NEGATIVE_INFINITY);
  }

  /** The same at another level. */
  public ScalingTest withLevel(double newLevel) {
    return new ScalingTest(ladder, newLevel, tolerance, fit, relation, plan, slowest);
  }

  /** The same with another tolerance. */
  public ScalingTest withTolerance(double newTolerance) {
    return new ScalingTest(ladder, level, newTolerance, fit, relation, plan, slowest);
  }

  /** The same for another relation. */
  public ScalingTest withRelation(Relation newRelation) {
    return new ScalingTest(ladder, level, tolerance, fit, newRelation, plan, slowest);
  }

  /** The same with another plan. */
  public ScalingTest withPlan(SamplingPlan newPlan) {
    return new ScalingTest(ladder, level, tolerance, fit, relation, newPlan, slowest);
  }

  /** The same where a term of this exponent may be hidden under faster ones. */
  public ScalingTest withSlowest(double exponent) {
    return new ScalingTest(ladder, level, tolerance, fit, relation, plan, exponent);
  }

  /**
   * Tests the claim that the size is of order {@code x^exponent}, or {@code e^(x exponent)}.
   *
   * @throws NonFiniteSampleException at a sample that is not a finite number
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public ScalingOutcome test(Sampler sampler, double exponent) {
    LadderData data = new LadderData(ladder);
    return new SequentialTest(plan, data, sampler).run((d, look) -> assess(d, look, exponent));
  }

  private ScalingOutcome assess(LadderData data, int look, double claimed) {
    double lookLevel = level / plan.looks();
    Optional<RateFit.Fitted> fitted = fit.fit(data, lookLevel);
    ConfidenceInterval interval =
        fitted
            .map(RateFit.Fitted::exponent)
            .orElseGet(
                () -> ConfidenceInterval.around(claimed, Double.POSITIVE_INFINITY, lookLevel));
    List<Double> noise =
        fitted.map(RateFit.Fitted::noise).orElseGet(() -> Collections.nCopies(ladder.size(), 0.0));
    double allowance = fitted.map(RateFit.Fitted::allowance).orElse(0.0);
    double room = room(interval, claimed);
    double excess =
        room > allowance && Double.isFinite(interval.halfWidth())
            ? (interval.halfWidth() - allowance) / (room - allowance)
            : Double.POSITIVE_INFINITY;
    Judgement judgement =
        fitted
            .map(found -> judge(found, claimed, look, excess))
            .orElseGet(() -> judgeAbsence(data, look, lookLevel));
    return new ScalingOutcome(
        judgement.decision(),
        claimed,
        interval,
        data.rows(lookLevel),
        level,
        tolerance,
        look,
        judgement.reason(),
        excess,
        noise);
  }

  /** A decision and why. */
  private record Judgement(Decision decision, String reason) {}

  /** How long half the interval may be for the claim to be accepted. */
  private double room(ConfidenceInterval interval, double claimed) {
    return relation == Relation.AT_MOST
        ? Math.min(LONGEST_OF_BOUND, claimed + tolerance - interval.estimate())
        : tolerance - Math.abs(interval.estimate() - claimed);
  }

  private Judgement judgeAbsence(LadderData data, int look, double lookLevel) {
    if (relation == Relation.AT_MOST && isZero(data)) {
      return new Judgement(
          Decision.ACCEPTED,
          "the quantity is 0 in every network, so that this bound stands, and any other");
    }
    return relation == Relation.AT_MOST && look == plan.looks()
        ? new Judgement(
            Decision.ACCEPTED,
            "the quantity cannot be told from zero at enough widths, so the bound stands")
        : new Judgement(Decision.INCONCLUSIVE, fit.absence(data, lookLevel));
  }

  private static boolean isZero(LadderData data) {
    return Arrays.stream(data.statistics())
        .allMatch(samples -> samples.mean() == 0 && samples.standardDeviation() == 0);
  }

  private Judgement judge(RateFit.Fitted fitted, double claimed, int look, double excess) {
    ConfidenceInterval interval = fitted.exponent();
    boolean bound = relation == Relation.AT_MOST;
    String found =
        String.format(
            Locale.ROOT, "the exponent lies in [%.4f, %.4f]", interval.lower(), interval.upper());
    boolean above = interval.lower() > claimed;
    boolean below = interval.upper() < claimed && !bound;
    if (below && claimed <= slowest) {
      return new Judgement(Decision.INCONCLUSIVE, hidden(found));
    }
    if (above || below) {
      ConfidenceInterval cautious = fitted.cautious();
      boolean yet = above ? cautious.lower() > claimed : cautious.upper() < claimed;
      Optional<RateFit.Bend> bend = fitted.bend().filter(b -> b.leadsTo(claimed));
      if (yet && bend.isEmpty()) {
        return new Judgement(
            Decision.REJECTED,
            String.format(Locale.ROOT, "%s, which excludes %.4g", found, claimed));
      }
      return new Judgement(
          Decision.INCONCLUSIVE,
          bend.map(
                  b ->
                      String.format(
                          Locale.ROOT,
                          "the local exponent changes with the width: %s; it has not settled, and"
                              + " %.4g is not excluded for wider networks",
                          b,
                          claimed))
              .orElseGet(
                  () ->
                      String.format(
                          Locale.ROOT,
                          "%s, which does not hold %.4g, but might if the narrowest networks missed"
                              + " their power law by a factor of %.2g, not %.2g",
                          found,
                          claimed,
                          PowerLawLine.CAUTIOUS,
                          PowerLawLine.NARROWEST)));
    }
    boolean upperInside = interval.upper() <= claimed + tolerance;
    boolean lowerInside =
        bound ? interval.halfWidth() <= LONGEST_OF_BOUND : interval.lower() >= claimed - tolerance;
    boolean settled = fitted.bend().map(b -> !b.everywhere()).orElse(true);
    if (upperInside && lowerInside && settled && claimed + tolerance <= slowest) {
      return new Judgement(Decision.INCONCLUSIVE, hidden(found));
    }
    if (upperInside && lowerInside && settled) {
      return new Judgement(
          Decision.ACCEPTED,
          bound
              ? String.format(Locale.ROOT, "%s, at most %.4g", found, claimed)
              : String.format(Locale.ROOT, "%s, within %.2g of %.4g", found, tolerance, claimed));
    }
    if (!settled) {
      return new Judgement(
          Decision.INCONCLUSIVE,
          "the sizes follow no power law at these widths: the local exponent changes, "
              + fitted.bend().orElseThrow());
    }
    return new Judgement(
        Decision.INCONCLUSIVE,
        String.format(
            Locale.ROOT,
            "%s, too long to tell %.4g from an error of %.2g after %d looks%s",
            found,
            claimed,
            tolerance,
            look,
            Double.isFinite(excess)
                ? String.format(
                    Locale.ROOT, " (some %.2g times as many samples would decide)", excess * excess)
                : ""));
  }

  private String hidden(String found) {
    return String.format(
        Locale.ROOT,
        "at these widths %s, but %s may be hidden under faster ones, so that the exponent of wider"
            + " networks may be larger",
        found,
        Double.isInfinite(slowest) ? "a slower term" : "a term of order M^" + slowest);
  }
}
