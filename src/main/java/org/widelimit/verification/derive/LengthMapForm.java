package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.gaussian.exact.ExactForms;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.claim.Definitions;
import org.widelimit.verification.claim.Elementary;
import org.widelimit.verification.claim.Subject;

/**
 * A length map in closed form, {@code V(q) = w^2 E[phi(Sqrt[q] z)^2] + b^2} for q above 0 (Poole et
 * al. 2016, eq. 3), and what its first two derivatives say of its fixed points. V is analytic for q
 * above 0, whatever the activation.
 *
 * @param map the map without its argument, as the claim has it
 * @param q the variable, a name that the claim does not use
 * @param w the scale of the weights, another
 * @param b the scale of the biases, another
 * @param value V(q) for any scales
 * @param slope V'(q) for any scales
 * @param assumptions the claim's, and q and w above 0
 * @param steps how the closed form was found
 */
public record LengthMapForm(
    Call map,
    Sym q,
    Sym w,
    Sym b,
    Expr value,
    Expr slope,
    Assumptions assumptions,
    List<ProofStep> steps) {

  public LengthMapForm {
    steps = List.copyOf(steps);
  }

  /**
   * Returns the closed form of {@code LengthMap[phi, sigmaW, sigmaB]}, if it has one.
   *
   * @param map the map without its argument
   * @param avoid an expression whose names are taken
   */
  public static Optional<LengthMapForm> of(
      Call map, Subject subject, Assumptions assumptions, Expr avoid) {
    Sym q = ClaimAssumptions.fresh("q", assumptions, avoid, map);
    Sym w = ClaimAssumptions.fresh("w", assumptions, avoid, map);
    Sym b = ClaimAssumptions.fresh("b", assumptions, avoid, map);
    Assumptions inside =
        assumptions
            .with(q.name(), Interval.POSITIVE)
            .with(w.name(), Interval.POSITIVE)
            .with(b.name(), Interval.REALS);
    List<ProofStep> steps = new ArrayList<>();
    Expr definition = Definitions.lengthMap(map.arg(0), w, b, q);
    Expr value = new ScalarProof(subject, inside).closed(definition, steps);
    if (!Elementary.isFormula(value)) {
      return Optional.empty();
    }
    try {
      Expr slope = derivative(value, q);
      return Optional.of(new LengthMapForm(map, q, w, b, value, slope, inside, steps));
    } catch (IllegalArgumentException notDifferentiable) {
      return Optional.empty();
    }
  }

  private static Expr derivative(Expr expr, Sym q) {
    return ExactForms.normal(Derivatives.almostEverywhere(expr, q.name()));
  }

  /** Returns the map's value at a length, for the claim's scales. */
  public Expr at(Expr length) {
    return instance(value, length);
  }

  /** Returns the map's slope at a length, for the claim's scales. */
  Expr slopeAt(Expr length) {
    return instance(slope, length);
  }

  private Expr instance(Expr general, Expr length) {
    return general
        .substitute(w.name(), map.arg(1))
        .substitute(b.name(), map.arg(2))
        .substitute(q.name(), length);
  }

  /**
   * Returns the one fixed point of a map of constant slope from 0 to below 1, which every start is
   * drawn to; empty for any other map.
   */
  Optional<Expr> ofConstantSlope() {
    if (slope.symbols().contains(q.name())) {
      return Optional.empty();
    }
    Expr constant = slopeAt(q);
    Expr offset = ExactForms.normal(Expressions.minus(at(q), Expressions.times(constant, q)));
    return offset.symbols().contains(q.name())
            || !sign(constant).isNonnegative()
            || sign(Expressions.minus(Expressions.ONE, constant)) != Sign.POSITIVE
        ? Optional.empty()
        : Optional.of(Expressions.divide(offset, Expressions.minus(Expressions.ONE, constant)));
  }

  /**
   * Returns whether the map increases and is strictly concave, unless the weights vanish and it is
   * constant: then it has at most one fixed point above 0 and draws every start above 0 to it, as
   * {@code V(q)/q} decreases because {@code V(0)} is a sum of squares.
   */
  public boolean isIncreasingAndConcave() {
    return sign(slope) == Sign.POSITIVE && sign(derivative(slope, q)) == Sign.NEGATIVE;
  }

  boolean isPositive(Expr length) {
    return sign(length) == Sign.POSITIVE;
  }

  private Sign sign(Expr expr) {
    return new SignDecider(assumptions).of(expr);
  }
}
