package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.asymptotic.AsymptoticLimit.Outcome;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.depth.AsymptoticDerivation;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.trial.TrialSource;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Rung;

/**
 * Asymptotic forms: the limit of the ratio of both sides, derived from their leading terms where
 * both are formulas or kernels of deep networks of which laws are known; and the ratio at growing
 * indices, extrapolated, at several points.
 *
 * <p>A derived limit proves or refutes, however slowly the ratio tends to it. An extrapolation
 * alone supports a claim where the ratio tends to 1 to within half the discrepancy and does so at
 * indices of every kind. Where neither can tell, the claim stays open.
 */
final class AsymptoticCheck {

  private static final int TRIALS = 2;

  private static final int MUTANTS = 6;

  private final Subject subject;

  AsymptoticCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(AsymptoticClaim claim) {
    AsymptoticDerivation derivation = new AsymptoticDerivation(subject, claim);
    List<Evidence> evidence = new ArrayList<>();
    if (subject.climbs(Rung.DERIVE)) {
      evidence.add(derivation.derive());
    }
    if (!subject.climbs(Rung.INTEGRATE)) {
      return new Findings(evidence, Controls.NONE, null);
    }
    List<Trial> trials = trials(claim);
    List<Evidence.Integrated> derived = new ArrayList<>();
    int ofDepth = 0;
    for (Trial trial : trials) {
      Outcome outcome = derivation.at(trial, claim.like());
      if (derivation.refutes(outcome)) {
        evidence.add(refuted(claim, derivation, trial, outcome));
        return new Findings(evidence, Controls.NONE, null);
      }
      boolean one = derivation.isOne(outcome);
      ofDepth += one && derivation.isOfDepth() ? 1 : 0;
      if (one && !derivation.isOfDepth()) {
        derived.add(AsymptoticTrend.of(claim, derivation, trial));
      }
    }
    if (derived.size() == trials.size()) {
      evidence.add(derived.get(0));
      boolean open = derived.get(0).points() == 0;
      return new Findings(
          evidence, open ? Controls.NONE : controls(claim, derivation, trials.get(0), null), null);
    }
    return extrapolated(claim, derivation, trials, ofDepth == trials.size(), evidence);
  }

  /**
   * The values at growing indices, carried on.
   *
   * @param proved whether the limit is derived, so that the values need only approach it
   */
  private Findings extrapolated(
      AsymptoticClaim claim,
      AsymptoticDerivation derivation,
      List<Trial> trials,
      boolean proved,
      List<Evidence> evidence) {
    List<AsymptoticRatio> ratios = new ArrayList<>();
    for (Trial trial : trials) {
      AsymptoticRatio ratio = AsymptoticRatio.of(claim, trial, subject.options().budget());
      ratios.add(ratio);
      if (ratio.refutes()) {
        evidence.add(refuted(claim, ratio));
        return new Findings(evidence, Controls.NONE, null);
      }
    }
    RandomGenerator random = subject.streams().child("indices").generator();
    Optional<String> unsteady =
        ratios.stream()
            .filter(AsymptoticRatio::agrees)
            .map(
                ratio ->
                    derivation.applies()
                        ? AsymptoticTrend.stray(claim, derivation, ratio.trial(), random)
                        : ratio.unsteady())
            .flatMap(Optional::stream)
            .findFirst();
    if (unsteady.isPresent()) {
      evidence.add(open(ratios.get(0), claim, unsteady.get()));
      return new Findings(evidence, Controls.NONE, null);
    }
    evidence.add(evidence(claim, ratios, proved));
    boolean open = ratios.stream().anyMatch(ratio -> !agrees(ratio, proved));
    return new Findings(
        evidence,
        open ? Controls.NONE : controls(claim, derivation, trials.get(0), ratios.get(0)),
        null);
  }

  private static Evidence.Integrated open(
      AsymptoticRatio ratio, AsymptoticClaim claim, String why) {
    List<Point> points = ratio.points(claim, Agreement.UNDECIDED);
    return new Evidence.Integrated(0, 0, points.size(), 0, 0, null, points, why);
  }

  private List<Trial> trials(AsymptoticClaim claim) {
    TrialSource source = TrialSource.ofNumbers(subject, List.of(claim.of(), claim.like()));
    RandomGenerator random = subject.streams().child("point").generator();
    List<Trial> trials = new ArrayList<>();
    int wanted = source.isOnePoint() ? 1 : TRIALS;
    for (int i = 0; i < wanted; i++) {
      trials.add(
          source
              .draw(random)
              .orElseThrow(() -> new UndefinedValueException("no admissible point was found")));
    }
    return trials;
  }

  /** The values of a trial's symbols: the index has none. */
  private static Map<String, Double> parameters(AsymptoticClaim claim, Trial trial) {
    Map<String, Double> values = new LinkedHashMap<>(trial.values());
    values.remove(claim.variable());
    return values;
  }

  /** What the leading terms say is exact. */
  private static Evidence.Integrated refuted(
      AsymptoticClaim claim, AsymptoticDerivation derivation, Trial trial, Outcome outcome) {
    Bounded limit = derivation.value(outcome);
    String text = "the ratio " + derivation.words(outcome);
    Witness witness =
        new Witness(parameters(claim, trial), limit.value(), 1, limit.error(), limit.grade(), text);
    return new Evidence.Integrated(1, 0, Math.abs(limit.value() - 1), 0, witness, List.of(), text);
  }

  /** What an extrapolation says: its error is an estimate, which alone refutes nothing. */
  private static Evidence.Integrated refuted(AsymptoticClaim claim, AsymptoticRatio ratio) {
    String text = "the ratio " + ratio.words();
    Bounded limit = ratio.limit();
    return new Evidence.Integrated(
        ratio.points(claim, Agreement.DIFFER).size(),
        0,
        Math.abs(limit.value() - 1),
        0,
        new Witness(
            parameters(claim, ratio.trial()),
            limit.value(),
            1,
            limit.error(),
            Grade.ESTIMATE,
            text),
        ratio.points(claim, Agreement.DIFFER),
        text);
  }

  private static boolean agrees(AsymptoticRatio ratio, boolean proved) {
    return proved ? ratio.approaches() : ratio.agrees();
  }

  private static Evidence.Integrated evidence(
      AsymptoticClaim claim, List<AsymptoticRatio> ratios, boolean proved) {
    List<Point> points = new ArrayList<>();
    int agreeing = 0;
    int open = 0;
    double miss = 0;
    double bound = 0;
    AsymptoticRatio worst = ratios.get(0);
    for (AsymptoticRatio ratio : ratios) {
      boolean agrees = agrees(ratio, proved);
      List<Point> seen = ratio.points(claim, agrees ? Agreement.AGREE : Agreement.UNDECIDED);
      points.addAll(seen);
      agreeing += agrees ? seen.size() : 0;
      open += agrees ? 0 : seen.size();
      miss = Math.max(miss, Math.abs(ratio.limit().value() - 1));
      if (ratio.limit().error() > bound) {
        bound = ratio.limit().error();
        worst = ratio;
      }
    }
    String text = "the ratio " + worst.words();
    return new Evidence.Integrated(
        open > 0 ? 0 : agreeing,
        0,
        open,
        miss,
        Math.max(0, -Math.log10(Math.max(1e-17, miss + bound))),
        null,
        points,
        open > 0 ? text + ", too wide to tell" : text);
  }

  /**
   * Tries wrong variants of the right side.
   *
   * @param ratio the extrapolation, or null where the limit was derived
   */
  private Controls controls(
      AsymptoticClaim claim,
      AsymptoticDerivation derivation,
      Trial trial,
      @Nullable AsymptoticRatio ratio) {
    List<Mutant> mutants = new ArrayList<>();
    for (Mutations.Mutation mutation : Mutations.of(claim.like(), claim.discrepancy(), MUTANTS)) {
      Expr formula = mutation.formula();
      Outcome outcome = derivation.at(trial, formula);
      boolean killed = derivation.refutes(outcome);
      boolean equivalent = derivation.isOne(outcome);
      if (!killed && !equivalent) {
        Optional<AsymptoticRatio> wrong =
            ratio == null ? Optional.empty() : tried(() -> ratio.withLike(formula));
        if (wrong.isEmpty()) {
          continue;
        }
        killed = wrong.get().refutes();
        equivalent = !killed && ratio.sameForm(formula);
      }
      mutants.add(
          new Mutant(mutation.description(), WolframWriter.write(formula), killed, equivalent));
    }
    return Controls.of(mutants);
  }

  /** A mutant without a value says nothing. */
  private static Optional<AsymptoticRatio> tried(
      java.util.function.Supplier<AsymptoticRatio> make) {
    try {
      return Optional.of(make.get());
    } catch (UndefinedValueException undefined) {
      return Optional.empty();
    }
  }

  /** Says a number and its error in the words of the evidence. */
  static String number(Bounded value) {
    return String.format(
        Locale.ROOT, "%.6g with an error of at most %.1e", value.value(), value.error());
  }

  static Point point(Map<String, Double> values, Quantity of, Quantity like, Agreement agreement) {
    return new Point(values, of.value(), like.value(), of.error() + like.error(), agreement);
  }
}
