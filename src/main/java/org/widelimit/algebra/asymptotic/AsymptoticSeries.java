package org.widelimit.algebra.asymptotic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;

/**
 * The leading terms of an expression as its variable tends to infinity, and a bound on the rest.
 *
 * @param terms coefficients and growth classes, the fastest first
 * @param rest the growth class that bounds what is left out, slower than every term; null if
 *     nothing is left out
 */
record AsymptoticSeries(List<Term> terms, @Nullable AsymptoticMonomial rest) {

  /**
   * A term.
   *
   * @param coefficient free of the variable
   * @param monomial its growth
   */
  record Term(Expr coefficient, AsymptoticMonomial monomial) {}

  static final AsymptoticSeries ZERO = new AsymptoticSeries(List.of(), null);

  /** What is bounded, and no more is known. */
  static final AsymptoticSeries BOUNDED = new AsymptoticSeries(List.of(), AsymptoticMonomial.ONE);

  AsymptoticSeries {
    terms = List.copyOf(terms);
  }

  static AsymptoticSeries of(Expr coefficient, AsymptoticMonomial monomial) {
    return new AsymptoticSeries(List.of(new Term(coefficient, monomial)), null);
  }

  static AsymptoticSeries constant(Expr value) {
    return value.isInteger(0) ? ZERO : of(value, AsymptoticMonomial.ONE);
  }

  /** Returns the terms as an expression, the rest left out. */
  Expr toExpr(Expr variable) {
    List<Expr> sum = new ArrayList<>();
    for (Term term : terms) {
      sum.add(Expressions.times(term.coefficient(), term.monomial().toExpr(variable)));
    }
    return Expressions.plus(sum);
  }
}
