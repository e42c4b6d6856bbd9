package org.widelimit.algebra.asymptotic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.decide.UndecidedException;

/**
 * A growth class in a variable that tends to infinity: {@code Exp[e] l^a Log[l]^b Log[Log[l]]^c},
 * where every term of the exponent e grows beyond all bounds and is no logarithm of the others.
 *
 * @param exponent the exponent's terms: a coefficient for each growth class
 * @param powers the exponents of the variable, its logarithm, the logarithm of that, and so on;
 *     free of the variable, without zeros at the end
 */
record AsymptoticMonomial(Map<AsymptoticMonomial, Expr> exponent, List<Expr> powers) {

  /** What neither grows nor falls. */
  static final AsymptoticMonomial ONE = new AsymptoticMonomial(Map.of(), List.of());

  /** Logarithms of logarithms beyond this depth are not followed. */
  static final int DEEPEST = 4;

  AsymptoticMonomial {
    Map<AsymptoticMonomial, Expr> kept = new LinkedHashMap<>();
    exponent.forEach(
        (monomial, coefficient) -> {
          if (!coefficient.isInteger(0)) {
            kept.put(monomial, coefficient);
          }
        });
    exponent = java.util.Collections.unmodifiableMap(kept);
    List<Expr> shorter = new ArrayList<>(powers);
    while (!shorter.isEmpty() && shorter.get(shorter.size() - 1).isInteger(0)) {
      shorter.remove(shorter.size() - 1);
    }
    powers = List.copyOf(shorter);
  }

  /** Returns the variable's logarithm, that many times taken, to the power 1. */
  static AsymptoticMonomial logarithm(int times) {
    if (times >= DEEPEST) {
      throw new UndecidedException("logarithms are nested too deeply");
    }
    List<Expr> powers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      powers.add(Expressions.ZERO);
    }
    powers.add(Expressions.ONE);
    return new AsymptoticMonomial(Map.of(), powers);
  }

  /** Returns how many times the logarithm is taken if this is a plain logarithm, or -1. */
  int depthOfLogarithm() {
    boolean plain =
        exponent.isEmpty()
            && !powers.isEmpty()
            && powers.get(powers.size() - 1).isInteger(1)
            && powers.subList(0, powers.size() - 1).stream().allMatch(p -> p.isInteger(0));
    return plain ? powers.size() - 1 : -1;
  }

  boolean isOne() {
    return exponent.isEmpty() && powers.isEmpty();
  }

  Expr power(int index) {
    return index < powers.size() ? powers.get(index) : Expressions.ZERO;
  }

  AsymptoticMonomial times(AsymptoticMonomial other) {
    Map<AsymptoticMonomial, Expr> sum = new LinkedHashMap<>(exponent);
    other.exponent.forEach(
        (monomial, coefficient) ->
            sum.merge(monomial, coefficient, (a, b) -> expanded(Expressions.plus(a, b))));
    List<Expr> powersOfBoth = new ArrayList<>();
    for (int i = 0; i < Math.max(powers.size(), other.powers.size()); i++) {
      powersOfBoth.add(expanded(Expressions.plus(power(i), other.power(i))));
    }
    return new AsymptoticMonomial(sum, powersOfBoth);
  }

  AsymptoticMonomial power(Expr to) {
    Map<AsymptoticMonomial, Expr> scaled = new LinkedHashMap<>();
    exponent.forEach(
        (monomial, coefficient) ->
            scaled.put(monomial, expanded(Expressions.times(to, coefficient))));
    return new AsymptoticMonomial(
        scaled, powers.stream().map(power -> expanded(Expressions.times(to, power))).toList());
  }

  /** Multiplies a number into a sum, so that equal exponents are equal expressions. */
  private static Expr expanded(Expr expr) {
    if (expr.isCall("Times", 2)
        && ((Expr.Call) expr).arg(0) instanceof Expr.Num number
        && ((Expr.Call) expr).arg(1).isCall("Plus")) {
      return Expressions.plus(
          ((Expr.Call) ((Expr.Call) expr).arg(1))
              .args().stream().map(term -> Expressions.times(number, term)).toList());
    }
    return expr;
  }

  /** Returns the logarithm: a coefficient for each of its growth classes. */
  Map<AsymptoticMonomial, Expr> logarithm() {
    Map<AsymptoticMonomial, Expr> terms = new LinkedHashMap<>(exponent);
    for (int i = 0; i < powers.size(); i++) {
      if (!powers.get(i).isInteger(0)) {
        terms.merge(logarithm(i + 1), powers.get(i), Expressions::plus);
      }
    }
    return terms;
  }

  /** Returns this as an expression in the variable. */
  Expr toExpr(Expr variable) {
    List<Expr> factors = new ArrayList<>();
    if (!exponent.isEmpty()) {
      List<Expr> terms = new ArrayList<>();
      exponent.forEach(
          (monomial, coefficient) ->
              terms.add(Expressions.times(coefficient, monomial.toExpr(variable))));
      factors.add(Expressions.exp(Expressions.plus(terms)));
    }
    Expr base = variable;
    for (Expr power : powers) {
      factors.add(Expressions.power(base, power));
      base = Expressions.call("Log", base);
    }
    return Expressions.times(factors);
  }
}
