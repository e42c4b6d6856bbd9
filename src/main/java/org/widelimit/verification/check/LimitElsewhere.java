package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.NonFiniteSampleException;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.enclose.PointEnclosure;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.sample.Ensemble;
import org.widelimit.verification.trial.LimitPoints;
import org.widelimit.verification.trial.TrialSource;
import org.widelimit.verification.verdict.Evidence;

/**
 * A limit at more points of its parameters than the first: by its mean, with fewer and smaller
 * networks, which sees errors of the same size. What they cannot decide counts neither way.
 */
final class LimitElsewhere {

  /** Points beside the first, where nothing is trained. */
  private static final int POINTS = 6;

  private static final WidthLadder WIDTHS = WidthLadder.geometric(32, 2, 5);

  /** Samples of the widest network at the first look. */
  private static final int SAMPLES = 128;

  private static final int LOOKS = 3;

  /** The most work at one point: a part of what the first may take. */
  private static final double WORK = 1e6;

  private final Subject subject;
  private final LimitClaim claim;
  private final List<Map<String, Double>> agreed = new ArrayList<>();
  private final List<Map<String, Double>> open = new ArrayList<>();

  LimitElsewhere(Subject subject, LimitClaim claim) {
    this.subject = subject;
    this.claim = claim;
  }

  /**
   * Tests the limit at the other points.
   *
   * @param first the networks at the first point
   * @return what speaks against the claim at one of them, if anything does
   */
  Optional<Evidence.Simulated> against(Ensemble first, TrialSource source) {
    if (first.trains(claim.measured())) {
      return Optional.empty();
    }
    Expr limit = PointEnclosure.formula(claim.limit(), subject.activations());
    List<Trial> trials =
        new LimitPoints(source, first.trial(), subject.streams().child("points").generator())
            .of(limit, POINTS);
    for (Trial trial : trials) {
      Optional<Evidence.Simulated> against = at(trial, trials.size());
      if (against.isPresent()) {
        return against;
      }
    }
    return Optional.empty();
  }

  private Optional<Evidence.Simulated> at(Trial trial, int points) {
    try {
      Ensemble ensemble = Ensemble.at(subject, trial);
      Quantity limit = ensemble.evaluator().evaluate(claim.limit());
      double value = limit.value();
      double size = value == 0 ? 1 : Math.abs(value);
      double discrepancy = claim.discrepancy() * size;
      if (!(limit.error() < discrepancy / 2)) {
        open.add(trial.values());
        return Optional.empty();
      }
      WidthLadder usual = LimitCheck.widths(ensemble, claim.measured());
      LimitTest test =
          LimitTest.on(usual.equals(LimitCheck.WIDTHS) ? WIDTHS : usual, discrepancy)
              .withLevel(subject.options().errors().share(LimitCheck.PARTS * points))
              .withBiasExponent(LimitCheck.biasExponent(claim, ensemble, value, subject))
              .withPlan(plan())
              .inMean();
      LimitOutcome outcome =
          test.test(ensemble.sampler(claim.measured(), subject), value, limit.error());
      if (outcome.decision() == Decision.REJECTED) {
        return Optional.of(refuted(outcome, trial, value, size));
      }
      (outcome.decision() == Decision.ACCEPTED ? agreed : open).add(trial.values());
    } catch (UndefinedValueException | NonFiniteSampleException none) {
      open.add(trial.values());
    }
    return Optional.empty();
  }

  private SamplingPlan plan() {
    return SamplingPlan.ofInitialization()
        .withInitialSamples(SAMPLES)
        .withLooks(LOOKS)
        .withMaximalWork(WORK * subject.options().budget().simulation());
  }

  private Evidence.Simulated refuted(LimitOutcome outcome, Trial trial, double value, double size) {
    return new Evidence.Simulated(
        WolframWriter.write(claim.observable()),
        "M",
        LimitCheck.points(outcome.ladder()),
        value,
        WolframWriter.write(claim.limit()),
        Optional.of(false),
        outcome.smallestDetectable() / size,
        subject.options().errors().share(),
        List.of(),
        String.format(
            Locale.ROOT,
            "%s; %d networks, at %s",
            outcome.reason(),
            outcome.samples(),
            trial.values()));
  }

  /** Returns at which other points the limit was seen, and at which not. */
  String words() {
    return (agreed.isEmpty() ? "" : "; the mean tends to it at " + text(agreed) + " as well")
        + (open.isEmpty() ? "" : "; not decided at " + text(open));
  }

  private static String text(List<Map<String, Double>> points) {
    return points.stream()
        .map(
            point ->
                point.entrySet().stream()
                    .map(
                        entry ->
                            entry.getKey()
                                + "="
                                + String.format(Locale.ROOT, "%.4g", entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}")))
        .collect(Collectors.joining(", "));
  }
}
