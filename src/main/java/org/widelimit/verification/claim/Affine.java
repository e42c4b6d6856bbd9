package org.widelimit.verification.claim;

import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;

/**
 * A formula as {@code slope unknown + rest}.
 *
 * @param slope what stands before the unknown, free of it
 * @param rest what is left without it
 */
public record Affine(Expr slope, Expr rest) {

  /**
   * Returns the formula in that form, or empty where sums and products do not show it.
   *
   * @param formula the formula
   * @param unknown a part of it
   */
  public static Optional<Affine> of(Expr formula, Expr unknown) {
    if (formula.equals(unknown)) {
      return Optional.of(new Affine(Expressions.ONE, Expressions.ZERO));
    }
    if (!formula.contains(unknown)) {
      return Optional.of(new Affine(Expressions.ZERO, formula));
    }
    boolean sum = formula.isCall("Plus");
    if (!sum && !formula.isCall("Times")) {
      return Optional.empty();
    }
    Affine all = new Affine(Expressions.ZERO, sum ? Expressions.ZERO : Expressions.ONE);
    for (Expr arg : ((Call) formula).args()) {
      Optional<Affine> next = of(arg, unknown);
      boolean square =
          !sum && next.filter(n -> !n.slope.isInteger(0)).isPresent() && !all.slope.isInteger(0);
      if (next.isEmpty() || square) {
        return Optional.empty();
      }
      all = sum ? all.plus(next.get()) : all.times(next.get());
    }
    return Optional.of(all);
  }

  private Affine plus(Affine other) {
    return new Affine(Expressions.plus(slope, other.slope), Expressions.plus(rest, other.rest));
  }

  /** A product with one that is free of the unknown, or this is. */
  private Affine times(Affine other) {
    return new Affine(
        Expressions.plus(
            Expressions.times(slope, other.rest), Expressions.times(other.slope, rest)),
        Expressions.times(rest, other.rest));
  }
}
