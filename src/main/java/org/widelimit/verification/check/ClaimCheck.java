package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.Claim.EquationClaim;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.theorem.Claim.RecursionClaim;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.theorem.Claim.TexClaim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.claim.Findings;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.derive.Definedness;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Verdict;
import org.widelimit.verification.verdict.VerdictRules;

/** The check of one claim for one choice of activations: rungs, controls, verdict, repair. */
public final class ClaimCheck {

  private final Subject subject;

  private ClaimCheck(Subject subject) {
    this.subject = subject;
  }

  public static ClaimCheck of(
      Theorem theorem, Claim claim, Map<String, String> choice, VerificationOptions options) {
    return new ClaimCheck(subject(theorem, claim, choice, options));
  }

  static Subject subject(
      Theorem theorem, Claim claim, Map<String, String> choice, VerificationOptions options) {
    Subject subject =
        new Subject(
            theorem,
            claim,
            choice,
            ActivationTable.of(choice),
            options,
            RandomStreams.of(
                options.seed(), theorem.id(), claim.id(), String.join(",", choice.values())));
    return subject.without(new Definedness(subject).lost());
  }

  /** Returns the seed of what the derivation chooses at random. */
  public long seed() {
    return subject.streams().child("derivation").generator().nextLong();
  }

  public ClaimResult run() {
    long start = System.nanoTime();
    Findings findings = new Findings(List.of(), Controls.NONE, null);
    VerdictRules.Decision decision;
    try {
      if (!subject.lost().nothing().isEmpty()) {
        throw new UndefinedValueException(subject.lost().nothing());
      }
      findings = findings();
      decision = whereDefined(VerdictRules.decide(findings.evidence(), findings.controls()));
    } catch (UndefinedValueException undefined) {
      decision =
          new VerdictRules.Decision(Verdict.INCONCLUSIVE, String.valueOf(undefined.getMessage()));
    }
    return result(findings, decision, (System.nanoTime() - start) / 1e9);
  }

  /** Says of what rests on points where the claim is undefined; derivations and boxes say it. */
  private VerdictRules.Decision whereDefined(VerdictRules.Decision decision) {
    List<String> undefined = subject.lost().where();
    return decision.verdict() != Verdict.SUPPORTED || undefined.isEmpty()
        ? decision
        : new VerdictRules.Decision(
            decision.verdict(),
            decision.reason()
                + ", where defined; undefined for "
                + String.join(" and for ", undefined));
  }

  /** Returns the result of a check that ended in a defect of the program. */
  public static ClaimResult defect(Claim claim, Map<String, String> choice, Throwable failure) {
    return unfinished(
        claim,
        choice,
        "a defect of the program ended the check: "
            + failure.getClass().getSimpleName()
            + ": "
            + failure.getMessage());
  }

  /**
   * Returns the result of a check that did not come to its end: nothing that it saw counts.
   *
   * @param reason why
   */
  public static ClaimResult unfinished(Claim claim, Map<String, String> choice, String reason) {
    return new ClaimResult(
        claim.id(),
        claim.kind(),
        ActivationChoices.label(choice),
        claim.expect(),
        Verdict.INCONCLUSIVE,
        false,
        reason,
        claim.formula(),
        List.of(),
        Controls.NONE,
        null,
        0);
  }

  private ClaimResult result(Findings findings, VerdictRules.Decision decision, double seconds) {
    Claim claim = subject.claim();
    return new ClaimResult(
        claim.id(),
        claim.kind(),
        ActivationChoices.label(subject.choice()),
        claim.expect(),
        decision.verdict(),
        ClaimResult.meets(decision.verdict(), claim.expect()),
        decision.reason(),
        claim.formula(),
        findings.evidence(),
        findings.controls(),
        decision.verdict() == Verdict.REFUTED ? findings.repair() : null,
        seconds);
  }

  private Findings findings() {
    Claim claim = subject.claim();
    if (claim instanceof EquationClaim equation) {
      return new EquationCheck(subject).run(Equality.chain(equation.sides()));
    }
    if (claim instanceof TexClaim tex) {
      List<Equality> equalities = new ArrayList<>();
      tex.equations().forEach(sides -> equalities.addAll(Equality.chain(sides)));
      return new EquationCheck(subject).run(equalities);
    }
    if (claim instanceof InequalityClaim inequality) {
      return new InequalityCheck(subject).run(inequality);
    }
    if (claim instanceof OdeClaim ode) {
      return new OdeCheck(subject).run(ode);
    }
    if (claim instanceof RecursionClaim recursion) {
      return new RecursionCheck(subject).run(recursion);
    }
    if (claim instanceof LimitClaim limit) {
      return new LimitCheck(subject).run(limit);
    }
    if (claim instanceof ScalingClaim scaling) {
      return new ScalingCheck(subject).run(scaling);
    }
    return new AsymptoticCheck(subject).run((AsymptoticClaim) claim);
  }
}
