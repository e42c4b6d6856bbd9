package org.widelimit.enclosure.box;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/**
 * Formulas in two variables as sums of products {@code factor f(u) g(v)}.
 *
 * @param factor what depends on neither
 * @param first what depends on u alone
 * @param second what depends on v alone
 */
record Separation(Expr factor, Expr first, Expr second) {

  private static final int MOST_TERMS = 16;
  private static final int HIGHEST_POWER = 4;

  /** Returns the terms of a formula, or empty where it is no such sum of few of them. */
  static Optional<List<Separation>> of(Expr body, Sym u, Sym v) {
    return parts(body, u, v).map(Separation::merged);
  }

  private static List<Separation> merged(List<Separation> terms) {
    Map<List<Expr>, Expr> factors = new LinkedHashMap<>();
    for (Separation term : terms) {
      factors.merge(List.of(term.first, term.second), term.factor, Expressions::plus);
    }
    List<Separation> sum = new ArrayList<>();
    factors.forEach((pair, factor) -> sum.add(new Separation(factor, pair.get(0), pair.get(1))));
    return sum;
  }

  private static Optional<List<Separation>> parts(Expr body, Sym u, Sym v) {
    if (!body.contains(u) && !body.contains(v)) {
      return Optional.of(List.of(new Separation(body, Expressions.ONE, Expressions.ONE)));
    }
    if (!body.contains(v)) {
      return Optional.of(List.of(new Separation(Expressions.ONE, body, Expressions.ONE)));
    }
    if (!body.contains(u)) {
      return Optional.of(List.of(new Separation(Expressions.ONE, Expressions.ONE, body)));
    }
    if (!(body instanceof Call call)) {
      return Optional.empty();
    }
    if (call.isCall("Plus")) {
      List<Separation> terms = new ArrayList<>();
      for (Expr term : call.args()) {
        Optional<List<Separation>> parts = parts(term, u, v);
        if (parts.isEmpty() || terms.size() + parts.get().size() > MOST_TERMS) {
          return Optional.empty();
        }
        terms.addAll(parts.get());
      }
      return Optional.of(terms);
    }
    if (call.isCall("Power", 2)
        && call.arg(0).equals(Expressions.EULER)
        && call.arg(1).isCall("Plus")) {
      List<Expr> factors = ((Call) call.arg(1)).args().stream().map(Expressions::exp).toList();
      return product(factors, u, v);
    }
    if (call.isCall("Times")) {
      return product(call.args(), u, v);
    }
    boolean power =
        call.isCall("Power", 2)
            && call.arg(1) instanceof Num exponent
            && exponent.isInteger()
            && exponent.signum() > 0
            && exponent.compareTo(Expressions.num(HIGHEST_POWER)) <= 0;
    return power
        ? product(
            java.util.Collections.nCopies(((Num) call.arg(1)).numerator().intValue(), call.arg(0)),
            u,
            v)
        : Optional.empty();
  }

  private static Optional<List<Separation>> product(List<Expr> factors, Sym u, Sym v) {
    List<Separation> total =
        List.of(new Separation(Expressions.ONE, Expressions.ONE, Expressions.ONE));
    for (Expr factor : factors) {
      Optional<List<Separation>> parts = parts(factor, u, v);
      if (parts.isEmpty() || total.size() * parts.get().size() > MOST_TERMS) {
        return Optional.empty();
      }
      List<Separation> next = new ArrayList<>();
      for (Separation left : total) {
        for (Separation right : parts.get()) {
          next.add(
              new Separation(
                  Expressions.times(left.factor, right.factor),
                  Expressions.times(left.first, right.first),
                  Expressions.times(left.second, right.second)));
        }
      }
      total = next;
    }
    return Optional.of(total);
  }
}
