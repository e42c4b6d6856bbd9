package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.Magnitude;
import org.widelimit.statistics.NonFiniteSampleException;
import org.widelimit.statistics.RateFit;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.ScalingOutcome;
import org.widelimit.statistics.ScalingTest;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.sample.Ensemble;
import org.widelimit.verification.sample.KinkCrossing;
import org.widelimit.verification.sample.TrainedNetworks;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.RateEstimate;
import org.widelimit.verification.verdict.Rung;

/** Exponents in the width: a weighted fit over the ladder, with wrong exponents as controls. */
public final class ScalingCheck {

  /** By how much the exponent of a control is off. */
  private static final double SHIFT = 0.5;

  private final Subject subject;

  public ScalingCheck(Subject subject) {
    this.subject = subject;
  }

  /**
   * Networks and what is asked of them, but for the exponent.
   *
   * @param test the test
   * @param sampler measures networks, each once
   */
  public record Scaling(ScalingTest test, Sampler sampler) {
    public ScalingOutcome run(double exponent) {
      return test.test(sampler, exponent);
    }
  }

  /**
   * Refuses a claim about another size than the width.
   *
   * @throws UndefinedValueException if it is one
   */
  static void requireWidth(ScalingClaim claim) {
    if (!claim.variable().equals("M")) {
      throw UndefinedValueException.ofFormula(
          "only exponents in the width M are simulated, not in " + claim.variable());
    }
  }

  /** Draws the networks that a claim is about. */
  public Scaling experiment(ScalingClaim claim) {
    Ensemble ensemble = Ensemble.draw(subject, List.of(claim.observable()));
    Sampler sampler = ensemble.sampler(claim.observable(), subject);
    boolean trained = ensemble.trains(claim.observable());
    ScalingTest test =
        ScalingTest.on(
                trained
                    ? TrainedNetworks.widths(ensemble, claim.observable(), subject)
                    : LimitCheck.WIDTHS,
                RateFit.powerLaw(trained ? Magnitude.GEOMETRIC_MEAN : Magnitude.MEAN))
            .withRelation(
                claim.upperBound() ? ScalingTest.Relation.AT_MOST : ScalingTest.Relation.EXACTLY)
            .withTolerance(LimitCheck.EXPONENT_TOLERANCE)
            .withPlan(trained ? TrainedNetworks.plan(subject) : LimitCheck.plan(subject, false))
            .withSlowest(KinkCrossing.slowest(claim.observable(), ensemble, subject));
    return new Scaling(test, sampler);
  }

  Findings run(ScalingClaim claim) {
    if (!subject.climbs(Rung.SIMULATE)) {
      return new Findings(List.of(), Controls.NONE, null);
    }
    requireWidth(claim);
    Ensemble.requireObservable(claim.observable());
    ScalingOutcome outcome;
    try {
      outcome = experiment(claim).run(claim.exponent().doubleValue());
    } catch (NonFiniteSampleException | ArithmeticException failed) {
      throw new UndefinedValueException(String.valueOf(failed.getMessage()));
    }
    Optional<Boolean> agrees =
        switch (outcome.decision()) {
          case ACCEPTED -> Optional.of(true);
          case REJECTED -> Optional.of(false);
          case INCONCLUSIVE -> Optional.empty();
        };
    Evidence.Simulated seen =
        new Evidence.Simulated(
            WolframWriter.write(claim.observable()),
            claim.variable(),
            LimitCheck.points(outcome.ladder()),
            Double.NaN,
            (claim.upperBound() ? "at most of order " : "of order ")
                + claim.variable()
                + "^"
                + claim.exponent(),
            agrees,
            outcome.smallestDetectable(),
            subject.options().errors().share(),
            List.of(
                new RateEstimate(
                    "order",
                    claim.exponent().doubleValue(),
                    outcome.exponent().estimate(),
                    outcome.exponent().lower(),
                    outcome.exponent().upper())),
            outcome.reason() + "; " + outcome.samples() + " networks");
    return new Findings(
        List.of(seen),
        outcome.decision() == Decision.ACCEPTED ? controls(claim, outcome) : Controls.NONE,
        null);
  }

  private static Controls controls(ScalingClaim claim, ScalingOutcome outcome) {
    List<Mutant> mutants = new ArrayList<>();
    double exponent = claim.exponent().doubleValue();
    if (claim.upperBound()) {
      // A bound is met by anything smaller: only a stricter bound than the truth is wrong.
      double wrong = Math.min(exponent, outcome.exponent().estimate()) - SHIFT;
      mutants.add(
          new Mutant(
              "bound stricter than the measured order by " + SHIFT,
              "M^" + wrong,
              outcome.exponent().lower() > wrong,
              false));
    } else {
      for (double shift : new double[] {-SHIFT, SHIFT}) {
        mutants.add(
            new Mutant(
                "exponent shifted by " + shift,
                "M^" + (exponent + shift),
                outcome.excludes(exponent + shift),
                false));
      }
    }
    return Controls.of(mutants);
  }
}
