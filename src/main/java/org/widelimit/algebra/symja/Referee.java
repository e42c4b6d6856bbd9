package org.widelimit.algebra.symja;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.symja.Proposal.Outcome;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

/** Judges what is proposed: by the zero test, by differentiation, by substitution. */
final class Referee {

  /** The time of the processor for one proof. */
  static final Duration BUDGET = Duration.ofMillis(500);

  private Referee() {}

  /** What a referee found. */
  record Judgement(Outcome outcome, String checked, String right) {
    static final Judgement UNDECIDED = new Judgement(Outcome.UNDECIDED, "", "");

    static Judgement proved(String checked) {
      return new Judgement(Outcome.PROVED, checked, "");
    }

    static Judgement wrong(String checked, String right) {
      return new Judgement(Outcome.WRONG, checked, right);
    }
  }

  /** Judges an antiderivative by its derivative. */
  static Judgement slopeIs(
      Expr slope, Expr antiderivative, String variable, Assumptions assumptions) {
    Judgement judgement =
        new Differentiation(variable)
            .of(antiderivative)
            .map(derivative -> equality(derivative, slope, assumptions))
            .orElse(Judgement.UNDECIDED);
    return switch (judgement.outcome) {
      case PROVED -> Judgement.proved("differentiation");
      case WRONG ->
          Judgement.wrong("differentiation", "its derivative is not " + WolframWriter.write(slope));
      default -> judgement;
    };
  }

  /** Judges an answer that is to equal an expression. */
  static Judgement equality(Expr answer, Expr own, Assumptions assumptions) {
    if (answer.equals(own)) {
      return Judgement.proved("the rules of calculus");
    }
    ZeroDecision decision = ZeroDecider.decide(Expressions.minus(answer, own), assumptions, BUDGET);
    if (decision instanceof ZeroDecision.Zero) {
      return Judgement.proved("zero test");
    }
    return decision instanceof ZeroDecision.Nonzero
        ? Judgement.wrong("zero test", WolframWriter.write(own))
        : Judgement.UNDECIDED;
  }

  /** Judges an answer that is to equal an expression but for isolated values of a variable. */
  static Judgement equality(Expr answer, Expr own, String variable, Assumptions assumptions) {
    Judgement judgement = equality(answer, own, assumptions);
    return judgement.outcome == Outcome.UNDECIDED
            && StepCases.isZero(Expressions.minus(answer, own), variable, assumptions, BUDGET)
        ? Judgement.proved("zero tests by cases")
        : judgement;
  }

  /** Judges a solution of an initial value problem by putting it in. */
  static Judgement solves(InitialValueProblem problem, Expr solution, Assumptions assumptions) {
    Optional<Expr> residual =
        new Differentiation(problem.variable())
            .of(solution)
            .flatMap(slope -> problem.residual(solution, slope));
    if (residual.isEmpty()) {
      return Judgement.UNDECIDED;
    }
    Expr start =
        Expressions.minus(
            solution.substitute(problem.variable(), problem.point()), problem.value());
    for (Expr zero : List.of(residual.get(), start)) {
      ZeroDecision decision = ZeroDecider.decide(zero, assumptions, BUDGET);
      if (decision instanceof ZeroDecision.Nonzero) {
        return Judgement.wrong("substitution", "it does not satisfy the problem");
      }
      if (!(decision instanceof ZeroDecision.Zero)) {
        return Judgement.UNDECIDED;
      }
    }
    return Judgement.proved("substitution");
  }

  /** Judges the solutions of an equation by putting each in. */
  static Judgement solve(Expr zero, String variable, Expr answer, Assumptions assumptions) {
    List<Expr> values = values(answer);
    Judgement judgement = values.isEmpty() ? Judgement.UNDECIDED : Judgement.proved("substitution");
    for (Expr value : values) {
      ZeroDecision decision =
          ZeroDecider.decide(zero.substitute(variable, value), assumptions, BUDGET);
      if (decision instanceof ZeroDecision.Nonzero) {
        return Judgement.wrong("substitution", WolframWriter.write(value) + " is no solution");
      }
      judgement = decision instanceof ZeroDecision.Zero ? judgement : Judgement.UNDECIDED;
    }
    return judgement;
  }

  /** Returns the values in a list of lists of one rule each; none if it is no such list. */
  static List<Expr> values(Expr answer) {
    List<Expr> values = new ArrayList<>();
    for (Expr solution : answer.isCall("List") ? ((Call) answer).args() : List.<Expr>of()) {
      if (!solution.isCall("List", 1) || !((Call) solution).arg(0).isCall("Rule", 2)) {
        return List.of();
      }
      values.add(((Call) ((Call) solution).arg(0)).arg(1));
    }
    return values;
  }
}
