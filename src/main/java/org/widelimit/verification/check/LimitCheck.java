package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.LadderRow;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.Magnitude;
import org.widelimit.statistics.NonFiniteSampleException;
import org.widelimit.statistics.RateFit;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.ScalingOutcome;
import org.widelimit.statistics.ScalingTest;
import org.widelimit.statistics.WidthLadder;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.evaluate.Evaluator;
import org.widelimit.verification.sample.BiasNetworks;
import org.widelimit.verification.sample.Ensemble;
import org.widelimit.verification.sample.KinkCrossing;
import org.widelimit.verification.sample.TrainedNetworks;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.RateEstimate;
import org.widelimit.verification.verdict.Evidence.WidthPoint;
import org.widelimit.verification.verdict.Rung;

/**
 * Limits: finite networks over a ladder of widths, against the limit evaluated with an error bound.
 * Mutants of the limit are tried on the same samples.
 */
public final class LimitCheck {

  /** The widths of networks at initialization. */
  static final WidthLadder WIDTHS = WidthLadder.standard();

  /** The widths of networks of which something is measured that needs whole matrices. */
  private static final WidthLadder SMALL_WIDTHS = WidthLadder.of(8, 16, 32, 64, 128);

  /** The error of an exponent that is seen: half of what lies between 1/2 and 1. */
  static final double EXPONENT_TOLERANCE = 0.25;

  /**
   * A check splits its error budget over the limit at one point, the limit at the others, the rate
   * and the bias.
   */
  static final int PARTS = 4;

  private static final int MUTANTS = 8;

  private final Subject subject;

  public LimitCheck(Subject subject) {
    this.subject = subject;
  }

  public Findings run(LimitClaim claim) {
    if (!subject.climbs(Rung.SIMULATE)) {
      return new Findings(List.of(), Controls.NONE, null);
    }
    Ensemble.requireObservable(claim.measured());
    List<Expr> formulas = List.of(claim.measured(), claim.limit());
    Ensemble ensemble = Ensemble.draw(subject, formulas);
    Quantity limit = ensemble.evaluator().evaluate(claim.limit());
    double value = limit.value();
    boolean zero = value == 0;
    double discrepancy = claim.discrepancy() * (zero ? 1 : Math.abs(value));
    Sampler sampler = ensemble.sampler(claim.measured(), subject);
    WidthLadder widths = widths(ensemble, claim.measured());
    boolean trained = ensemble.trains(claim.measured());
    LimitTest test = test(claim, ensemble, widths, value, discrepancy);
    LimitOutcome outcome;
    List<RateEstimate> rates = new ArrayList<>();
    List<ScalingOutcome> scalings = new ArrayList<>();
    Optional<String> unbiased =
        claim.bias().flatMap(exponent -> ensemble.unbiased(claim.measured(), subject));
    LimitElsewhere elsewhere = new LimitElsewhere(subject, claim);
    try {
      outcome = test.test(sampler, value, limit.error());
      if (trained && outcome.decision() == Decision.REJECTED) {
        // A series in powers of the width is that of networks wide for their training.
        WidthLadder wide = TrainedNetworks.refutingWidths(ensemble, claim.measured(), subject);
        if (!wide.equals(widths)) {
          widths = wide;
          outcome = test.withLadder(wide).test(sampler, value, limit.error());
        }
      }
      if (outcome.decision() == Decision.ACCEPTED) {
        Optional<Evidence.Simulated> against =
            elsewhere.against(ensemble, Ensemble.source(subject, formulas));
        if (against.isPresent()) {
          return new Findings(List.of(against.get()), Controls.NONE, null);
        }
        SamplingPlan plan = plan(subject, trained);
        ScalingTest fluctuations =
            scaling(widths, RateFit.powerLaw(Magnitude.STANDARD_DEVIATION)).withPlan(plan);
        claim
            .rate()
            .ifPresent(
                rate -> scalings.add(run(fluctuations, "fluctuations", rate, sampler, rates)));
        if (claim.bias().isPresent() && unbiased.isEmpty()) {
          Sampler means = ensemble.meanSampler(claim.measured(), subject).orElse(sampler);
          scalings.add(
              run(
                  bias(ensemble, widths, trained, limit),
                  "bias",
                  claim.bias().get(),
                  means,
                  rates));
        }
      }
    } catch (NonFiniteSampleException infinite) {
      throw new UndefinedValueException(String.valueOf(infinite.getMessage()));
    }
    Evidence.Simulated seen =
        new Evidence.Simulated(
            WolframWriter.write(claim.observable()),
            "M",
            points(outcome.ladder()),
            value,
            WolframWriter.write(claim.limit()),
            agreement(outcome.decision(), scalings, unbiased.isPresent()),
            outcome.smallestDetectable() / (zero ? 1 : Math.abs(value)),
            subject.options().errors().share(),
            rates,
            summary(outcome, scalings, rates, ensemble, value)
                + elsewhere.words()
                + unbiased
                    .map(
                        reason ->
                            "; there is no exponent, as the mean is the limit at every width: "
                                + reason)
                    .orElse(""));
    boolean accepted = seen.agrees().isPresent() && seen.agrees().get();
    return new Findings(
        List.of(seen),
        accepted ? controls(claim, ensemble, outcome, discrepancy, scalings) : Controls.NONE,
        repair(claim, outcome, sampler, ensemble, value));
  }

  /** Returns the test of a limit at a point of the parameters, before its share of the budget. */
  private LimitTest test(
      LimitClaim claim, Ensemble ensemble, WidthLadder widths, double value, double discrepancy) {
    boolean trained = ensemble.trains(claim.measured());
    boolean zero = value == 0;
    LimitTest test =
        LimitTest.on(widths, discrepancy)
            .withLevel(subject.options().errors().share((trained ? 2 : 1) * PARTS))
            .withBiasExponent(biasExponent(claim, ensemble, value, subject))
            .withPlan(plan(subject, trained));
    // Distances and drifts are not negative: a mean that vanishes takes the fluctuations along.
    return claim.inMean() || (zero && trained) ? test.inMean() : test;
  }

  /** Returns the powers of the width that the mean of an observable is a series in. */
  static double biasExponent(LimitClaim claim, Ensemble ensemble, double value, Subject subject) {
    boolean trained = ensemble.trains(claim.measured());
    return value == 0 || (trained && KinkCrossing.happens(ensemble, subject))
        ? 0.5
        : ensemble.biasExponent(claim.measured());
  }

  /** Returns the ladder for an observable of these costs. */
  static WidthLadder widths(Ensemble ensemble, Expr observable) {
    WidthLadder widths = ensemble.trains(observable) ? TrainedNetworks.LIMIT_WIDTHS : WIDTHS;
    int widest = widths.widths().get(widths.widths().size() - 1);
    return ensemble.largestWidth(observable) < widest ? SMALL_WIDTHS : widths;
  }

  /** Returns how much a check may sample. */
  static SamplingPlan plan(Subject subject, boolean trained) {
    return trained
        ? TrainedNetworks.limitPlan(subject)
        : SamplingPlan.ofInitialization().withWorkTimes(subject.options().budget().simulation());
  }

  static List<WidthPoint> points(List<LadderRow> ladder) {
    return ladder.stream().map(WidthPoint::of).toList();
  }

  private ScalingTest bias(Ensemble ensemble, WidthLadder widths, boolean trained, Quantity limit) {
    boolean narrow = !trained && widths.equals(WIDTHS);
    return scaling(
            narrow ? BiasNetworks.widths(ensemble.network().activations().size()) : widths,
            RateFit.bias(limit.value(), limit.error()))
        .withTolerance(BiasNetworks.TOLERANCE)
        .withPlan(narrow ? BiasNetworks.plan(subject) : plan(subject, trained));
  }

  private ScalingTest scaling(WidthLadder widths, RateFit fit) {
    return ScalingTest.on(widths, fit)
        .withLevel(subject.options().errors().share(PARTS))
        .withTolerance(EXPONENT_TOLERANCE);
  }

  private static ScalingOutcome run(
      ScalingTest test, String of, Num exponent, Sampler sampler, List<RateEstimate> rates) {
    ScalingOutcome outcome = test.test(sampler, -exponent.doubleValue());
    rates.add(
        new RateEstimate(
            of,
            -exponent.doubleValue(),
            outcome.exponent().estimate(),
            outcome.exponent().lower(),
            outcome.exponent().upper()));
    return outcome;
  }

  /** An exponent can be neither supported nor refuted of a bias that is zero. */
  private static Optional<Boolean> agreement(
      Decision limit, List<ScalingOutcome> scalings, boolean unbiased) {
    List<Decision> decisions = new ArrayList<>(List.of(limit));
    if (unbiased) {
      decisions.add(Decision.INCONCLUSIVE);
    }
    scalings.forEach(outcome -> decisions.add(outcome.decision()));
    if (decisions.contains(Decision.REJECTED)) {
      return Optional.of(false);
    }
    return decisions.contains(Decision.INCONCLUSIVE) ? Optional.empty() : Optional.of(true);
  }

  private static String summary(
      LimitOutcome outcome,
      List<ScalingOutcome> scalings,
      List<RateEstimate> rates,
      Ensemble ensemble,
      double value) {
    StringBuilder text = new StringBuilder(outcome.reason());
    for (int i = 0; i < scalings.size(); i++) {
      ScalingOutcome scaling = scalings.get(i);
      text.append("; of the ")
          .append(rates.get(i).of())
          .append(", on ")
          .append(scaling.samples())
          .append(" networks, ")
          .append(scaling.reason());
    }
    text.append(
        String.format(
            Locale.ROOT,
            "; %d networks for the limit, at %s",
            outcome.samples(),
            ensemble.trial().values().isEmpty() ? "one point" : ensemble.trial().values()));
    if (outcome.decision() == Decision.REJECTED && !outcome.excludes(value)) {
      text.append("; if its expectation is meant, write Mean[...]");
    }
    if (outcome.decision() == Decision.INCONCLUSIVE) {
      text.append(advice(outcome, value));
    }
    if (outcome.decision() == Decision.ACCEPTED && value != 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "; an error of %.2g %% would have been seen",
              100 * outcome.smallestDetectable() / Math.abs(value)));
    }
    return text.toString();
  }

  /** Nobody simulates more than so many times the networks of a budget. */
  private static final double MOST_TIMES = 1000;

  /** What would decide. */
  private static String advice(LimitOutcome outcome, double value) {
    double excess =
        Double.isFinite(outcome.excessLength())
            ? outcome.excessLength()
            : 2 * outcome.interval().halfWidth() / outcome.discrepancy();
    if (!Double.isFinite(excess)) {
      return "";
    }
    double seen = 1.5 * outcome.smallestDetectable() / (value == 0 ? 1 : Math.abs(value));
    String discrepancy =
        seen < 1 ? String.format(Locale.ROOT, ", or a discrepancy of %.1g", seen) : "";
    double times = excess * excess;
    return (times > MOST_TIMES
            ? "; to decide, it would take far more networks than any budget has"
            : String.format(
                Locale.ROOT,
                "; some %.2g times as many networks would decide (--budget thorough has %.0f times"
                    + " as many)",
                times,
                Budget.THOROUGH.simulation()))
        + discrepancy;
  }

  private Controls controls(
      LimitClaim claim,
      Ensemble ensemble,
      LimitOutcome outcome,
      double discrepancy,
      List<ScalingOutcome> scalings) {
    List<Mutant> mutants = new ArrayList<>();
    if (outcome.limit() == 0) {
      for (int sign : new int[] {1, -1}) {
        double wrong = sign * discrepancy;
        mutants.add(
            new Mutant("another limit", Double.toString(wrong), outcome.excludes(wrong), false));
      }
    } else {
      for (Mutations.Mutation mutation :
          Mutations.of(claim.limit(), claim.discrepancy(), MUTANTS)) {
        Optional<Double> wrong = value(ensemble.evaluator(), mutation.formula());
        if (wrong.isPresent()) {
          boolean killed = outcome.excludes(wrong.get());
          // Less of a change than the claim asks to be seen.
          boolean small =
              !killed && Math.abs(wrong.get() - outcome.limit()) < discrepancy * (1 - 1e-9);
          mutants.add(
              new Mutant(
                  mutation.description() + (small ? " (below the stated discrepancy here)" : ""),
                  WolframWriter.write(mutation.formula()),
                  killed,
                  small));
        }
      }
    }
    for (ScalingOutcome scaling : scalings) {
      for (double shift : new double[] {-0.5, 0.5}) {
        mutants.add(
            new Mutant(
                "exponent shifted by " + shift,
                "M^" + (scaling.claimed() + shift),
                scaling.excludes(scaling.claimed() + shift),
                false));
      }
    }
    return Controls.of(mutants);
  }

  private static Optional<Double> value(Evaluator evaluator, Expr formula) {
    try {
      return Optional.of(evaluator.evaluate(formula).value());
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }

  /** A limit missed by a power of the width, as a misprinted normalization does. */
  private @org.jspecify.annotations.Nullable String repair(
      LimitClaim claim, LimitOutcome outcome, Sampler sampler, Ensemble ensemble, double value) {
    if (outcome.decision() != Decision.REJECTED || value == 0) {
      return null;
    }
    double size = ensemble.network().inputs().count();
    String[] names = {"M B", "B/M", "B Sqrt[M]", "B/DataSize", "M B/DataSize", "2 B", "B/2"};
    for (int i = 0; i < names.length; i++) {
      double power = i == 0 || i == 4 ? -1 : i == 1 ? 1 : i == 2 ? -0.5 : 0;
      double factor = i == 3 ? size : i == 4 ? size : i == 5 ? 0.5 : i == 6 ? 2 : 1;
      LimitTest test =
          LimitTest.on(widths(ensemble, claim.measured()), claim.discrepancy() * Math.abs(value))
              .withPlan(plan(subject, ensemble.trains(claim.measured())).withLooks(3));
      if (claim.inMean()) {
        test = test.inMean();
      }
      LimitOutcome repaired = test.test(sampler.times(m -> factor * Math.pow(m, power)), value);
      if (repaired.decision() == Decision.ACCEPTED) {
        return names[i];
      }
    }
    return null;
  }
}
