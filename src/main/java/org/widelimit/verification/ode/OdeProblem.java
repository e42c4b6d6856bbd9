package org.widelimit.verification.ode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.theorem.Claim.OdeClaim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.claim.Equality;
import org.widelimit.verification.evaluate.SlopeRules;

/**
 * An initial value problem with its claimed solution, in the forms that its check asks for.
 *
 * @param claim the claim
 * @param slope the derivative of the claimed solution almost everywhere, or null where no rule
 *     gives it
 * @param right the right side of the equation solved for the derivative, in the unknown function;
 *     null where the equation is not linear in the derivative
 */
public record OdeProblem(OdeClaim claim, @Nullable Expr slope, @Nullable Expr right) {

  /** The derivative and the value of the unknown; names that no file can hold. */
  private static final Sym PRIME = InternalNames.symbol("slope");

  public static OdeProblem of(OdeClaim claim, Theorem theorem) {
    Expr slope = new SlopeRules(theorem, claim.variable()).of(claim.solution()).orElse(null);
    return new OdeProblem(claim, slope, solved(claim).orElse(null));
  }

  /** Returns this problem with another claimed solution. */
  public OdeProblem withSolution(Expr solution, Theorem theorem) {
    OdeClaim other = with(claim.left(), claim.right(), solution);
    Expr slopeOfOther = new SlopeRules(theorem, claim.variable()).of(solution).orElse(null);
    return new OdeProblem(other, slopeOfOther, right);
  }

  /** Returns this problem with another right side of the equation as it stands. */
  public OdeProblem withRight(Expr side) {
    OdeClaim other = with(claim.left(), side, claim.solution());
    return new OdeProblem(other, slope, solved(other).orElse(null));
  }

  /** Returns whether the equation is linear in the derivative, so that it can be solved for it. */
  boolean isLinear() {
    return right != null;
  }

  /** Returns the claim with the equation solved for the derivative, if it can be. */
  public Optional<OdeClaim> solvedClaim() {
    Expr side = right;
    return side == null
        ? Optional.empty()
        : Optional.of(with(prime(claim), side, claim.solution()));
  }

  private OdeClaim with(Expr left, Expr side, Expr solution) {
    return new OdeClaim(
        claim.header(),
        claim.function(),
        claim.variable(),
        left,
        side,
        claim.initialPoint(),
        claim.initialValue(),
        solution);
  }

  /** Returns the equation with the claimed solution put in, or empty where its slope is unknown. */
  public Optional<Equality> residual() {
    Expr known = slope;
    return known == null
        ? Optional.empty()
        : Optional.of(new Equality(inserted(claim.left(), known), inserted(claim.right(), known)));
  }

  /** Returns the initial condition with the claimed solution put in. */
  public Equality initial() {
    return new Equality(
        claim.solution().substitute(claim.variable(), claim.initialPoint()), claim.initialValue());
  }

  /** Variables of the equation that would capture symbols of the solution are renamed. */
  private Expr inserted(Expr side, Expr known) {
    Expr unknown = Expressions.sym(claim.function());
    Map<String, Expr> values = new LinkedHashMap<>();
    Expr marked =
        side.transform(
            node -> {
              if (!(node instanceof Call call) || call.arity() != 1) {
                return node;
              }
              boolean value = call.head().equals(unknown);
              if (!value && !call.equals(derivative(claim.function(), call.arg(0)))) {
                return node;
              }
              Expr.Sym mark = InternalNames.symbol("inserted" + values.size());
              Expr formula = value ? claim.solution() : known;
              values.put(mark.name(), Binders.put(formula, Map.of(claim.variable(), call.arg(0))));
              return mark;
            });
    return Binders.put(marked, values);
  }

  /** Returns the derivative of a function at an argument. */
  public static Expr derivative(String function, Expr argument) {
    return Expressions.call(
        Expressions.call(
            Expressions.call(Expressions.sym("Derivative"), List.of(Expressions.ONE)),
            List.of(Expressions.sym(function))),
        List.of(argument));
  }

  private static Expr prime(OdeClaim claim) {
    return derivative(claim.function(), Expressions.sym(claim.variable()));
  }

  /** Solves the equation for the derivative where it is linear in it. */
  private static Optional<Expr> solved(OdeClaim claim) {
    Expr prime = prime(claim);
    if (claim.left().equals(prime) && !hasDerivative(claim.right(), claim.function())) {
      return Optional.of(claim.right());
    }
    if (claim.right().equals(prime) && !hasDerivative(claim.left(), claim.function())) {
      return Optional.of(claim.left());
    }
    Expr gap =
        Expressions.minus(claim.left(), claim.right())
            .transform(node -> node.equals(prime) ? PRIME : node);
    if (hasDerivative(gap, claim.function()) || !gap.contains(PRIME)) {
      return Optional.empty();
    }
    return byTerms(gap).or(() -> bySlope(gap)).filter(side -> !side.contains(PRIME));
  }

  /** The derivative stands in terms of its own, with numbers for factors. */
  private static Optional<Expr> byTerms(Expr gap) {
    List<Expr> factors = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr term : gap.isCall("Plus") ? ((Call) gap).args() : List.of(gap)) {
      if (!term.contains(PRIME)) {
        rest.add(term);
      } else if (term.equals(PRIME)) {
        factors.add(Expressions.ONE);
      } else if (term.isCall("Times") && ((Call) term).args().contains(PRIME)) {
        List<Expr> others = new ArrayList<>(((Call) term).args());
        others.remove(PRIME);
        factors.add(Expressions.times(others));
      } else {
        return Optional.empty();
      }
    }
    return quotient(Expressions.plus(rest), Expressions.plus(factors));
  }

  private static Optional<Expr> bySlope(Expr gap) {
    try {
      Expr factor = Derivatives.almostEverywhere(gap, PRIME.name());
      return factor.contains(PRIME)
          ? Optional.empty()
          : quotient(gap.substitute(PRIME.name(), Expressions.ZERO), factor);
    } catch (IllegalArgumentException | ArithmeticException noRule) {
      return Optional.empty();
    }
  }

  private static Optional<Expr> quotient(Expr rest, Expr factor) {
    return factor.isInteger(0)
        ? Optional.empty()
        : Optional.of(
            Expressions.times(
                Expressions.MINUS_ONE, Expressions.power(factor, Expressions.MINUS_ONE), rest));
  }

  private static boolean hasDerivative(Expr expr, String function) {
    return expr instanceof Call call
        && (isPrimed(call, function)
            || hasDerivative(call.head(), function)
            || call.args().stream().anyMatch(arg -> hasDerivative(arg, function)));
  }

  private static boolean isPrimed(Call call, String function) {
    return call.head() instanceof Call order
        && order.head().isCall("Derivative")
        && order.args().contains(Expressions.sym(function));
  }
}
