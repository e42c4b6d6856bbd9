package org.widelimit.verification.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.theorem.Claim.EquationClaim;
import org.widelimit.theorem.Claim.InequalityClaim;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.theorem.Claim.TexClaim;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Subject;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.evaluate.Evaluator;
import org.widelimit.verification.point.Trial;
import org.widelimit.verification.sample.Ensemble;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.trial.TrialSource;
import org.widelimit.verification.verdict.Rung;

/**
 * Says of a claim, before anything is verified, why it cannot be: a word that has no value where it
 * stands, a layer that does not exist, a kind of exponent that nobody simulates. Nothing is said of
 * a claim whose formulas have no value at some points only.
 */
public final class Treatment {

  /** A formula that is at fault at so many points in a row is so at all. */
  private static final int TRIALS = 12;

  /** What an index of an asymptotic claim is here. */
  private static final int INDEX = 3;

  /** Words that have values wherever a file may write them. */
  private static final Set<String> PLAIN =
      Set.of(
          "E",
          "Integrate",
          "D",
          "Piecewise",
          "List",
          "LengthMap",
          "CorrelationMap",
          "Chi",
          "Dual",
          "Less",
          "LessEqual",
          "Greater",
          "GreaterEqual",
          "Equal",
          "And",
          "Or",
          "Not",
          "Derivative");

  private static final Set<String> SIZES = Set.of("M", "Width", "Depth", "DataSize");

  private Treatment() {}

  /** Returns why a claim of a theorem cannot be verified, or empty if nothing is known of that. */
  public static Optional<String> obstacle(Theorem theorem, Claim claim) {
    VerificationOptions options =
        new VerificationOptions(
            EnumSet.allOf(Rung.class), VerificationOptions.DEFAULT_SEED, Budget.QUICK, 1, false);
    Subject subject =
        ClaimCheck.subject(theorem, claim, ActivationChoices.of(theorem, claim).get(0), options);
    try {
      if (claim instanceof EquationClaim equation) {
        return atPoints(subject, equation.sides());
      }
      if (claim instanceof TexClaim tex) {
        return atPoints(subject, tex.equations().stream().flatMap(List::stream).toList());
      }
      if (claim instanceof InequalityClaim inequality) {
        return atPoints(subject, inequality.sides());
      }
      if (claim instanceof AsymptoticClaim asymptotic) {
        Expr index = Expressions.num(INDEX);
        return atPoints(
            subject,
            List.of(
                asymptotic.of().substitute(asymptotic.variable(), index),
                asymptotic.like().substitute(asymptotic.variable(), index)));
      }
      if (claim instanceof LimitClaim limit) {
        Ensemble.requireObservable(limit.measured());
        Ensemble ensemble = Ensemble.draw(subject, List.of(limit.measured(), limit.limit()));
        ensemble.sampler(limit.measured(), subject);
        ensemble.evaluator().evaluate(limit.limit());
      }
      if (claim instanceof ScalingClaim scaling) {
        ScalingCheck.requireWidth(scaling);
        Ensemble.requireObservable(scaling.observable());
        Ensemble.draw(subject, List.of(scaling.observable()))
            .sampler(scaling.observable(), subject);
      }
    } catch (UndefinedValueException undefined) {
      return undefined.isOfFormula()
          ? Optional.of(String.valueOf(undefined.getMessage()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<String> atPoints(Subject subject, List<Expr> formulas) {
    List<Expr> doubtful = formulas.stream().filter(each -> !isPlain(each, subject)).toList();
    if (doubtful.isEmpty()) {
      return Optional.empty();
    }
    TrialSource source = TrialSource.of(subject, formulas);
    RandomGenerator random = subject.streams().child("check").generator();
    Optional<String> obstacle = Optional.empty();
    int trials = source.isOnePoint() ? 1 : TRIALS;
    for (int turn = 0; turn < trials; turn++) {
      Optional<Trial> trial = source.draw(turn, random);
      if (trial.isEmpty()) {
        return Optional.empty();
      }
      obstacle = at(trial.get().evaluator(), doubtful);
      if (obstacle.isEmpty()) {
        return obstacle;
      }
    }
    return obstacle;
  }

  private static Optional<String> at(Evaluator evaluator, List<Expr> formulas) {
    for (Expr formula : formulas) {
      try {
        evaluator.evaluate(formula);
      } catch (UndefinedValueException undefined) {
        if (undefined.isOfFormula()) {
          return Optional.of(String.valueOf(undefined.getMessage()));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether a formula has numbers, functions of numbers and averages of them alone. */
  private static boolean isPlain(Expr formula, Subject subject) {
    Set<String> declared = new HashSet<>(subject.theorem().symbols().keySet());
    if (formula.symbols().stream()
        .anyMatch(name -> SIZES.contains(name) && !declared.contains(name))) {
      return false;
    }
    return isPlainCall(formula, subject);
  }

  private static boolean isPlainCall(Expr formula, Subject subject) {
    if (!(formula instanceof Call call)) {
      return true;
    }
    List<Expr> parts = new ArrayList<>(call.args());
    boolean known =
        call.headName()
            .map(
                head ->
                    PLAIN.contains(head)
                        || Elementary.isElementary(call)
                        || subject.activations().byName().containsKey(head))
            .orElse(true);
    if (call.headName().isEmpty()) {
      parts.add(call.head());
    }
    boolean arrays =
        subject.theorem().symbols().values().stream()
            .anyMatch(
                symbol -> symbol.kind() != Values.REALS && call.symbols().contains(symbol.name()));
    return known && !arrays && parts.stream().allMatch(part -> isPlainCall(part, subject));
  }
}
