package org.widelimit.verification;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.AsymptoticLimit;
import org.widelimit.algebra.AsymptoticLimit.Outcome;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.HighPrecision;
import org.widelimit.algebra.HighPrecision.Estimate;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.algebra.ZeroDecision;
import org.widelimit.algebra.ZeroTest;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.verification.ClaimCheck.Subject;

/**
 * The limit of the ratio of both sides of an asymptotic claim, derived from their leading terms:
 * for all values of the symbols, and at one point. A recursion without a closed form has none here.
 */
final class AsymptoticDerivation {

  private static final int DIGITS = 20;

  private final Subject subject;
  private final AsymptoticClaim claim;

  AsymptoticDerivation(Subject subject, AsymptoticClaim claim) {
    this.subject = subject;
    this.claim = claim;
  }

  /** Returns whether both sides are formulas, so that a derivation of the limit may exist. */
  boolean applies() {
    return Elementary.isFormula(inline(claim.of())) && Elementary.isFormula(inline(claim.like()));
  }

  /**
   * Returns whether the index stands nowhere in the first side but as the depth of a network's
   * recursion, and the second is a product of powers and exponentials of it: the laws of such
   * recursions, which an extrapolation knows.
   */
  boolean isDepthLaw() {
    return inDepthsOnly(claim.of()) && isProduct(claim.like());
  }

  private boolean isProduct(Expr expr) {
    if (!expr.symbols().contains(claim.variable()) || expr instanceof Expr.Sym) {
      return true;
    }
    Expr.Call call = (Expr.Call) expr;
    return call.isCall("Times")
        ? call.args().stream().allMatch(this::isProduct)
        : call.isCall("Power", 2)
            && isProduct(call.arg(0))
            && !(call.arg(0).symbols().contains(claim.variable())
                && call.arg(1).symbols().contains(claim.variable()));
  }

  private boolean inDepthsOnly(Expr expr) {
    if (!expr.symbols().contains(claim.variable())) {
      return true;
    }
    if (!(expr instanceof Expr.Call call)) {
      return false;
    }
    boolean layers =
        call.head() instanceof Expr.Call word
            && word.headName().filter(DepthWords.WORDS::contains).isPresent();
    return layers
        || (Elementary.isElementary(call) && call.args().stream().allMatch(this::inDepthsOnly));
  }

  private Expr inline(Expr side) {
    return subject.activations().inline(side);
  }

  /** Derives the limit for all admissible values of the symbols. */
  Evidence.Derived derive() {
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
    if (tends.integersOnly() && !hasIntegerIndex()) {
      return open(
          "the limit was derived along integers, and " + claim.variable() + " is not declared one");
    }
    ZeroDecision decision =
        ZeroTest.decide(
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
  Outcome at(Trial trial, Expr like) {
    if (!Elementary.isFormula(inline(claim.of())) || !Elementary.isFormula(inline(like))) {
      return new Outcome.Open("a side is no formula");
    }
    return limit(
        formula(trial, claim.of()), formula(trial, like), new Assumptions(Map.of(), List.of()));
  }

  /** Returns a side as a formula in the index, with the numbers of a trial put in. */
  Expr formula(Trial trial, Expr side) {
    return with(trial, inline(side));
  }

  private Expr with(Trial trial, Expr side) {
    Expr result = side;
    for (Map.Entry<String, Double> value : trial.values().entrySet()) {
      if (!value.getKey().equals(claim.variable())) {
        result =
            result.substitute(
                value.getKey(), Expressions.decimal(new BigDecimal(value.getValue())));
      }
    }
    return result;
  }

  /** Returns whether the limit at a point is 1 for certain. */
  boolean isOne(Outcome outcome) {
    return outcome instanceof Outcome.Tends tends
        && ZeroTest.decide(
                Expressions.minus(tends.value(), Expressions.ONE),
                Assumptions.none(),
                subject.options().budget().derivation())
            instanceof ZeroDecision.Zero;
  }

  /** Returns whether the ratio at a point tends to another number than 1, or to none. */
  boolean refutes(Outcome outcome) {
    if (outcome instanceof Outcome.Tends tends) {
      return HighPrecision.estimate(
              Expressions.minus(tends.value(), Expressions.ONE), Map.of(), DIGITS)
          .filter(Estimate::isNonzero)
          .isPresent();
    }
    return outcome instanceof Outcome.Grows || outcome instanceof Outcome.Varies;
  }

  /** Returns the limit, or infinity. */
  static double value(Outcome outcome) {
    Optional<Expr> value =
        outcome instanceof Outcome.Tends tends
            ? Optional.of(tends.value())
            : outcome instanceof Outcome.Varies varies ? varies.value() : Optional.empty();
    return value
        .flatMap(expr -> HighPrecision.estimate(expr, Map.of(), DIGITS))
        .map(estimate -> estimate.value().doubleValue())
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Says what the ratio does. */
  static String words(Outcome outcome) {
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

  private static String number(Expr value) {
    return HighPrecision.estimate(value, Map.of(), DIGITS)
        .map(estimate -> "%.6g".formatted(estimate.value().doubleValue()))
        .orElseGet(() -> WolframWriter.write(value));
  }
}
