package org.widelimit.network.symbolic;

import static org.widelimit.algebra.Expressions.MINUS_ONE;
import static org.widelimit.algebra.Expressions.ONE;
import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.sqrt;
import static org.widelimit.algebra.Expressions.sym;
import static org.widelimit.algebra.Expressions.times;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.budget.Allowance;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.closed.GaussianCalculus;
import org.widelimit.gaussian.closed.GaussianResult;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;
import org.widelimit.gaussian.closed.GaussianResult.Divergent;
import org.widelimit.gaussian.closed.GaussianResult.NoClosedForm;

/**
 * The Gaussian expectations of one activation that every recursion is made of, as expressions in
 * the variances p, q and the covariance r.
 *
 * @param activation the activation
 * @param dual {@code E[phi(u) phi(v)]} in p, q, r
 * @param derivativeDual {@code E[phi'(u) phi'(v)]} in p, q, r, derivatives in the sense of
 *     distributions
 * @param correlatedDual {@code E[phi(u) phi(v)]} at equal variances q and correlation c
 * @param mean {@code E[phi(Sqrt[q] z)]} in q
 * @param secondMoment {@code E[phi(Sqrt[q] z)^2]} in q
 * @param derivativeMoment {@code E[phi'(Sqrt[q] z)^2]} in q
 * @param curvatureMoment {@code E[phi(Sqrt[q] z) phi''(Sqrt[q] z)]} in q
 */
public record SymbolicKernels(
    Activation activation,
    GaussianResult dual,
    GaussianResult derivativeDual,
    GaussianResult correlatedDual,
    GaussianResult mean,
    GaussianResult secondMoment,
    GaussianResult derivativeMoment,
    GaussianResult curvatureMoment) {

  private static final Expr P = sym("p");
  private static final Expr Q = sym("q");
  private static final Expr R = sym("r");

  /** As many inequalities are added, until an expectation exists. */
  private static final int MOST_CONDITIONS = 4;

  /**
   * Derives the expectations of the activation. One that exists at small variances only is derived
   * under the {@link #conditions conditions} that it needs.
   */
  public static SymbolicKernels of(Activation phi) {
    return of(phi, (what, integral, derivation) -> derivation.get());
  }

  /**
   * Derives the expectations of the activation within a time. One that is not reached stays an
   * integral, with the time as the reason.
   *
   * @param phi the activation
   * @param allowance the time for all of them
   */
  public static SymbolicKernels of(Activation phi, Allowance allowance) {
    return of(
        phi,
        (what, integral, derivation) -> {
          try {
            return allowance.run(derivation::get, what);
          } catch (BudgetExceededException late) {
            return new NoClosedForm(String.valueOf(late.getMessage()), integral);
          }
        });
  }

  /** A way to run derivations. */
  private interface Runner {
    GaussianResult run(String what, Expr integral, Supplier<GaussianResult> derivation);
  }

  private static SymbolicKernels of(Activation phi, Runner runner) {
    Expr slope = phi.distributionalDerivative();
    Expr curvature = Derivatives.distributional(slope, Activation.VARIABLE);
    Expr covariance = times(sym("c"), Q);
    // The averages over one variable first: they take least of the time.
    GaussianResult mean = univariate("the mean", phi.expression(), ONE, runner);
    GaussianResult second =
        univariate("the second moment", phi.expression(), phi.expression(), runner);
    GaussianResult slopes = univariate("the second moment of the derivative", slope, slope, runner);
    GaussianResult curvatures =
        univariate("the moment of the second derivative", phi.expression(), curvature, runner);
    GaussianResult dual =
        runner.run(
            "the dual activation",
            pair(phi.expression(), P, Q, R),
            () -> where(assumptions(), given -> GaussianCalculus.dual(phi, phi, P, Q, R, given)));
    GaussianResult derivativeDual =
        runner.run(
            "the dual activation of the derivative",
            pair(slope, P, Q, R),
            () ->
                where(
                    assumptions(),
                    given ->
                        GaussianCalculus.expectation(
                            times(at(slope, "u"), at(slope, "v")), "u", "v", P, R, Q, given)));
    GaussianResult correlatedDual =
        runner.run(
            "the dual activation at equal variances",
            pair(phi.expression(), Q, Q, covariance),
            () ->
                where(
                    correlated(),
                    given -> GaussianCalculus.dual(phi, phi, Q, Q, covariance, given)));
    return new SymbolicKernels(
        phi, dual, derivativeDual, correlatedDual, mean, second, slopes, curvatures);
  }

  private static Expr pair(Expr function, Expr p, Expr q, Expr r) {
    return call(
        "E",
        times(at(function, "u"), at(function, "v")),
        list(sym("u"), sym("v")),
        list(list(p, r), list(r, q)));
  }

  private static GaussianResult where(
      Assumptions given, Function<Assumptions, GaussianResult> derivation) {
    Assumptions assumptions = given;
    GaussianResult result = derivation.apply(assumptions);
    for (int i = 0; i < MOST_CONDITIONS; i++) {
      if (result instanceof ClosedForm closed) {
        return new ClosedForm(closed.value(), closed.steps(), assumptions);
      }
      if (!(result instanceof Divergent divergent) || divergent.condition().isEmpty()) {
        return result;
      }
      assumptions = assumptions.with(divergent.condition().orElseThrow());
      result = derivation.apply(assumptions);
    }
    return result;
  }

  /** Returns the inequalities without which a closed form's expectation does not exist. */
  public static List<Expr> conditions(GaussianResult result) {
    if (!(result instanceof ClosedForm closed)) {
      return List.of();
    }
    List<Expr> conditions = new ArrayList<>(closed.assumptions().constraints());
    conditions.removeAll(assumptions().constraints());
    return conditions;
  }

  private static Assumptions correlated() {
    return new Assumptions(
        Map.of("q", Interval.POSITIVE, "c", Interval.open(MINUS_ONE, ONE)), List.of());
  }

  private static Expr at(Expr function, String variable) {
    return function.substitute(Activation.VARIABLE, sym(variable));
  }

  private static GaussianResult univariate(String what, Expr left, Expr right, Runner runner) {
    Expr u = times(sqrt(Q), sym("z"));
    Expr body =
        times(left.substitute(Activation.VARIABLE, u), right.substitute(Activation.VARIABLE, u));
    return runner.run(
        what,
        call("E", body, sym("z")),
        () -> where(assumptions(), given -> GaussianCalculus.expectation(body, "z", given)));
  }

  /** Returns what is assumed of p, q and r: a covariance that is not degenerate. */
  public static Assumptions assumptions() {
    return new Assumptions(
        Map.of("p", Interval.POSITIVE, "q", Interval.POSITIVE),
        List.of(WolframReader.read("r^2 < p q")));
  }

  /** Returns the closed form of a result, or its integral where it has none. */
  public static Optional<Expr> expression(GaussianResult result) {
    if (result instanceof ClosedForm closed) {
      return Optional.of(closed.value());
    }
    if (result instanceof NoClosedForm open) {
      return Optional.of(open.integral());
    }
    return Optional.empty();
  }

  /** Returns why a result is no closed form, or an empty text. */
  public static String reason(GaussianResult result) {
    if (result instanceof NoClosedForm open) {
      return open.reason();
    }
    return result instanceof Divergent divergent ? divergent.reason() : "";
  }

  /** Returns {@code E[phi(u) phi(v)]} at the variances and covariance given. */
  public Expr dual(Expr p, Expr q, Expr r) {
    return at(dual, p, q, r);
  }

  /** Returns {@code E[phi'(u) phi'(v)]} at the variances and covariance given. */
  public Expr derivativeDual(Expr p, Expr q, Expr r) {
    return at(derivativeDual, p, q, r);
  }

  /** Returns {@code E[phi(u)^2]} at the variance given. */
  public Expr secondMoment(Expr q) {
    return at(secondMoment, q, q, q);
  }

  /** Returns {@code E[phi'(u)^2]} at the variance given. */
  public Expr derivativeMoment(Expr q) {
    return at(derivativeMoment, q, q, q);
  }

  private Expr at(GaussianResult result, Expr p, Expr q, Expr r) {
    Expr form =
        expression(result)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        activation.name() + " has no kernel: " + reason(result)));
    // All at once: the new p may hold q and r.
    Sym first = InternalNames.symbol("p");
    Sym second = InternalNames.symbol("q");
    Sym both = InternalNames.symbol("r");
    return form.substitute("p", first)
        .substitute("q", second)
        .substitute("r", both)
        .substitute(first.name(), p)
        .substitute(second.name(), q)
        .substitute(both.name(), r);
  }

  /** Returns whether all the kernels that the recursions need are closed forms. */
  public boolean isClosed() {
    return dual instanceof ClosedForm
        && derivativeDual instanceof ClosedForm
        && secondMoment instanceof ClosedForm;
  }
}
