package org.widelimit.verification.derive.depth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.asymptotic.AsymptoticLimit;
import org.widelimit.algebra.asymptotic.AsymptoticLimit.Outcome;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.precise.HighPrecision.Estimate;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.interval.RealInterval;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.derive.Definedness;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.verdict.Evidence;

/**
 * The limit of the ratio of both sides of an asymptotic claim, derived from their leading terms:
 * for all values of the symbols, and at one point. A recursion without a closed form has none here.
 */
public final class AsymptoticDerivation {

  private static final int DIGITS = 20;

  private static final String PARTIAL =
      "the limit was derived along integers, and %s is not declared one";

  private final Subject subject;
  private final AsymptoticClaim claim;
  private final DepthLimit depth;
  private final SettledPoints settled;

  public AsymptoticDerivation(Subject subject, AsymptoticClaim claim) {
    this.subject = subject;
    this.claim = claim;
    this.depth = new DepthLimit(subject, claim);
    this.settled = new SettledPoints(subject);
  }

  /** Returns whether a kernel of a deep network is a part of a side. */
  public boolean isOfDepth() {
    return depth.applies();
  }

  /** Returns whether both sides are formulas, so that a derivation of the limit may exist. */
  public boolean applies() {
    return Elementary.isFormula(inline(claim.of())) && Elementary.isFormula(inline(claim.like()));
  }

  private Expr inline(Expr side) {
    return subject.activations().inline(side);
  }

  /** Derives the limit for all admissible values of the symbols. */
  public Evidence.Derived derive() {
    if (depth.applies()) {
      return ofDepth();
    }
    if (!applies()) {
      return open("a side is no formula whose leading terms are known");
    }
    Outcome outcome = limit(inline(claim.of()), inline(claim.like()), ClaimAssumptions.of(subject));
    if (!(outcome instanceof Outcome.Tends tends)) {
      return open(
          outcome instanceof Outcome.Open unknown
              ? unknown.reason()
              : "the ratio " + words(outcome));
    }
    if (isPartial(tends)) {
      return open(PARTIAL.formatted(claim.variable()));
    }
    ZeroDecision decision =
        ZeroDecider.decide(
            Expressions.minus(tends.value(), Expressions.ONE),
            ClaimAssumptions.of(subject),
            subject.options().budget().derivation());
    if (!(decision instanceof ZeroDecision.Zero)) {
      return open("the ratio tends to " + WolframWriter.write(tends.value()));
    }
    return new Evidence.Derived(
        true,
        "the ratio tends to 1 by the leading terms of both sides",
        List.of(
            new ProofStep(
                "leading terms", claim.of(), tends.left(), "as " + claim.variable() + " grows"),
            new ProofStep(
                "leading terms", claim.like(), tends.right(), "as " + claim.variable() + " grows"),
            new ProofStep(
                "limit of the ratio", tends.value(), Expressions.ONE, "of the fastest terms")));
  }

  /** The sides are like formulas, whose ratio has the same limit. */
  private Evidence.Derived ofDepth() {
    Outcome outcome = depth.derive();
    if (!depth.isOne(outcome, depth.known())) {
      return open(
          outcome instanceof Outcome.Open unknown
              ? unknown.reason()
              : "the ratio " + words(outcome));
    }
    if (isPartial((Outcome.Tends) outcome)) {
      return open(PARTIAL.formatted(claim.variable()));
    }
    List<ProofStep> steps = new ArrayList<>(depth.steps());
    steps.add(
        new ProofStep(
            "limit of the ratio",
            Expressions.divide(claim.of(), claim.like()),
            Expressions.ONE,
            "as " + claim.variable() + " grows"));
    return Evidence.Derived.closed(
        steps, new Definedness(subject).undefined(List.of(claim.of(), claim.like())));
  }

  private boolean isPartial(Outcome.Tends tends) {
    return tends.integersOnly() && !hasIntegerIndex();
  }

  private boolean hasIntegerIndex() {
    SymbolDeclaration index = subject.theorem().symbols().get(claim.variable());
    return index != null && index.domain().integer();
  }

  private static Evidence.Derived open(String why) {
    return new Evidence.Derived(false, why, List.of());
  }

  private Outcome limit(Expr of, Expr like, Assumptions assumptions) {
    return AsymptoticLimit.ofRatio(
        of, like, claim.variable(), assumptions, subject.options().budget().derivation());
  }

  /** Derives the limit at one point, of the claim with another right side. */
  public Outcome at(Trial trial, Expr like) {
    if (depth.applies()) {
      return depth.at(trial, like);
    }
    if (!Elementary.isFormula(inline(claim.of())) || !Elementary.isFormula(inline(like))) {
      return new Outcome.Open("a side is no formula");
    }
    return limit(
        formula(trial, claim.of()), formula(trial, like), new Assumptions(Map.of(), List.of()));
  }

  /** Returns a side as a formula in the index, with the numbers of a trial put in. */
  public Expr formula(Trial trial, Expr side) {
    return with(trial, inline(side), claim.variable());
  }

  /** Puts the numbers of a trial in, but for the index. */
  static Expr with(Trial trial, Expr side, String index) {
    Expr result = side;
    for (Map.Entry<String, Double> value : trial.values().entrySet()) {
      if (!value.getKey().equals(index)) {
        result =
            result.substitute(
                value.getKey(), Expressions.decimal(new BigDecimal(value.getValue())));
      }
    }
    return result;
  }

  /** Returns whether the limit at a point is 1 for certain. */
  public boolean isOne(Outcome outcome) {
    return outcome instanceof Outcome.Tends tends
        && ZeroDecider.decide(
                Expressions.minus(tends.value(), Expressions.ONE),
                Assumptions.none(),
                subject.options().budget().derivation())
            instanceof ZeroDecision.Zero;
  }

  /** Returns whether the ratio at a point tends to another number than 1, or to none. */
  public boolean refutes(Outcome outcome) {
    return outcome instanceof Outcome.Tends tends
        ? enclosed(Expressions.minus(tends.value(), Expressions.ONE))
            .filter(value -> value.lo() > 0 || value.hi() < 0)
            .isPresent()
        : outcome instanceof Outcome.Grows || outcome instanceof Outcome.Varies;
  }

  /**
   * Encloses a number: by its digits, or, where it is made of averages and fixed points, by theirs.
   */
  private Optional<RealInterval> enclosed(Expr number) {
    Optional<Estimate> digits = HighPrecision.estimate(number, Map.of(), DIGITS);
    if (digits.isPresent()) {
      Estimate estimate = digits.get();
      return Optional.of(
          RealInterval.of(
              Math.nextDown(estimate.value().subtract(estimate.error()).doubleValue()),
              Math.nextUp(estimate.value().add(estimate.error()).doubleValue())));
    }
    return settled.enclose(number);
  }

  /** Returns the limit, or infinity. */
  public Bounded value(Outcome outcome) {
    Optional<Expr> value =
        outcome instanceof Outcome.Tends tends
            ? Optional.of(tends.value())
            : outcome instanceof Outcome.Varies varies ? varies.value() : Optional.empty();
    return value
        .flatMap(this::enclosed)
        .map(range -> new Bounded(range.middle(), range.width(), Grade.RIGOROUS))
        .orElse(Bounded.exact(Double.POSITIVE_INFINITY));
  }

  /** Says what the ratio does. */
  public String words(Outcome outcome) {
    if (outcome instanceof Outcome.Tends tends) {
      return "tends to " + number(tends.value()) + ", by the leading terms of both sides";
    }
    if (outcome instanceof Outcome.Grows grows) {
      return "goes like "
          + WolframWriter.write(grows.growth())
          + ", by the leading terms of both sides";
    }
    if (outcome instanceof Outcome.Varies varies) {
      return varies.value().map(value -> "tends to " + number(value)).orElse("grows")
          + " along "
          + varies.indices()
          + ", by the leading terms of both sides";
    }
    return "is not derived: " + ((Outcome.Open) outcome).reason();
  }

  private String number(Expr value) {
    return enclosed(value)
        .map(interval -> "%.6g".formatted(interval.middle()))
        .orElseGet(() -> WolframWriter.write(value));
  }
}
