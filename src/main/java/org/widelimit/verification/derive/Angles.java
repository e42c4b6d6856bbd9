package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.verification.claim.BoundNames;
import org.widelimit.verification.claim.ClaimAssumptions;

/**
 * Symbols that are angles between inputs, as kernels are printed by Cho and Saul (2009): one from 0
 * to Pi is {@code ArcCos[c]} for the correlation c from -1 to 1, its sine is {@code Sqrt[1 - c^2]},
 * and what remains are formulas in c.
 *
 * @param left the one side in correlations
 * @param right the other side in correlations
 * @param assumptions what is assumed, with the correlations
 * @param steps the substitutions
 */
record Angles(Expr left, Expr right, Assumptions assumptions, List<ProofStep> steps) {

  Angles {
    steps = List.copyOf(steps);
  }

  /** Puts correlations for the angles whose sine or cosine occurs, if there are such. */
  static Angles replaced(Expr left, Expr right, Assumptions assumptions) {
    Set<String> candidates = new TreeSet<>();
    collect(left, candidates);
    collect(right, candidates);
    candidates.removeAll(BoundNames.of(left));
    candidates.removeAll(BoundNames.of(right));
    Angles angles = new Angles(left, right, assumptions, List.of());
    for (String name : candidates) {
      angles = angles.without(Expressions.sym(name));
    }
    return angles;
  }

  private static void collect(Expr expr, Set<String> angles) {
    if (expr instanceof Expr.Call call) {
      if ((call.isCall("Sin", 1) || call.isCall("Cos", 1)) && call.arg(0) instanceof Sym angle) {
        angles.add(angle.name());
      }
      call.args().forEach(arg -> collect(arg, angles));
    }
  }

  private Angles without(Sym angle) {
    Optional<Interval> domain = correlations(angle);
    if (domain.isEmpty()) {
      return this;
    }
    Sym c = ClaimAssumptions.fresh("c", assumptions, left, right);
    Expr meaning = Expressions.call("ArcCos", c);
    List<ProofStep> all = new ArrayList<>(steps);
    all.add(
        new ProofStep(
            "substitution", angle, meaning, "an angle from 0 to Pi, and its correlation c"));
    return new Angles(
        put(left, angle, c), put(right, angle, c), assumptions.with(c.name(), domain.get()), all);
  }

  /** Returns where the cosine of the angle is, if it is one between 0 and Pi. */
  private Optional<Interval> correlations(Sym angle) {
    SignDecider signs = new SignDecider(assumptions);
    Sign below = signs.of(angle);
    Sign above = signs.of(Expressions.minus(Expressions.PI, angle));
    if (below == Sign.POSITIVE && above == Sign.POSITIVE) {
      return Optional.of(Interval.open(Expressions.MINUS_ONE, Expressions.ONE));
    }
    return below.isNonnegative() && above.isNonnegative()
        ? Optional.of(Interval.closed(Expressions.MINUS_ONE, Expressions.ONE))
        : Optional.empty();
  }

  private static Expr put(Expr expr, Sym angle, Sym c) {
    if (expr.isCall("Cos", 1) && ((Expr.Call) expr).arg(0).equals(angle)) {
      return c;
    }
    if (expr.isCall("Sin", 1) && ((Expr.Call) expr).arg(0).equals(angle)) {
      return Expressions.sqrt(Expressions.minus(Expressions.ONE, Expressions.square(c)));
    }
    if (expr instanceof Expr.Call call) {
      return Expressions.call(
          put(call.head(), angle, c), call.args().stream().map(arg -> put(arg, angle, c)).toList());
    }
    return expr.equals(angle) ? Expressions.call("ArcCos", c) : expr;
  }
}
