package org.widelimit.algebra;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;

/** Sums of products, multiplied out. */
public final class ProductSums {

  /** More terms are not written out. */
  private static final int MOST_TERMS = 64;

  private static final int LARGEST_POWER = 4;

  private ProductSums() {}

  /**
   * Returns the functions of a variable, other than its powers, that a formula is a combination of,
   * with coefficients that are free of it; the formula itself where it has too many terms.
   */
  public static Set<Expr> parts(Expr formula, String variable) {
    Set<Expr> parts = new LinkedHashSet<>();
    for (Expr term : terms(formula, variable)) {
      List<Expr> factors = Expressions.factors(term);
      Expr part =
          Expressions.times(
              factors.stream().filter(factor -> factor.symbols().contains(variable)).toList());
      if (!isMonomial(part, variable)) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** A power is its own expansion; 1 is one as well. */
  private static boolean isMonomial(Expr part, String variable) {
    Expr base = part.isCall("Power", 2) ? ((Call) part).arg(0) : part;
    boolean plain = base.equals(Expressions.sym(variable)) || part.isInteger(1);
    return plain && (!part.isCall("Power", 2) || ((Call) part).arg(1) instanceof Num);
  }

  private static List<Expr> terms(Expr formula, String variable) {
    if (!formula.symbols().contains(variable)) {
      return List.of(formula);
    }
    if (formula.isCall("Plus")) {
      List<Expr> all = new ArrayList<>();
      ((Call) formula).args().forEach(arg -> all.addAll(terms(arg, variable)));
      return all.size() > MOST_TERMS ? List.of(formula) : all;
    }
    if (formula.isCall("Times")) {
      return product(formula, ((Call) formula).args(), variable);
    }
    if (formula.isCall("Power", 2)
        && ((Call) formula).arg(0).isCall("Plus")
        && ((Call) formula).arg(1) instanceof Num power
        && power.isInteger()
        && power.signum() > 0
        && power.doubleValue() <= LARGEST_POWER) {
      Expr base = ((Call) formula).arg(0);
      return product(
          formula, java.util.Collections.nCopies(power.numerator().intValue(), base), variable);
    }
    return List.of(formula);
  }

  private static List<Expr> product(Expr formula, List<Expr> factors, String variable) {
    List<Expr> product = List.of(Expressions.ONE);
    for (Expr factor : factors) {
      List<Expr> next = new ArrayList<>();
      for (Expr term : terms(factor, variable)) {
        product.forEach(before -> next.add(Expressions.times(before, term)));
      }
      if (next.size() > MOST_TERMS) {
        return List.of(formula);
      }
      product = next;
    }
    return product;
  }
}
