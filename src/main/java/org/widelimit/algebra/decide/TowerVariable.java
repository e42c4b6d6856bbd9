package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;

/**
 * A variable of a tower and what it stands for.
 *
 * @param meaning the expression it stands for
 * @param kind what it is
 * @param order for a root, the n of {@code s^n = radicand}; else 0
 * @param radicand for a root, the polynomial under it; else null
 * @param partner for a sine, the index of the cosine of the same argument; else -1
 */
record TowerVariable(
    Expr meaning,
    Kind kind,
    int order,
    @Nullable MultivariatePolynomial<Rational<BigInteger>> radicand,
    int partner) {

  enum Kind {
    SYMBOL,
    PI,
    ROOT,
    EXPONENTIAL,
    COSINE,
    SINE,
    LOGARITHM,
    ARC_TANGENT,
    ERROR_FUNCTION,
    BIVARIATE_NORMAL,
    OPAQUE
  }

  TowerVariable(Expr meaning, Kind kind) {
    this(meaning, kind, 0, null, -1);
  }

  /** Whether its derivative leaves the algebraic functions. */
  boolean isTranscendental() {
    return switch (kind) {
      case EXPONENTIAL, COSINE, SINE, LOGARITHM, ARC_TANGENT, ERROR_FUNCTION, BIVARIATE_NORMAL ->
          true;
      case SYMBOL, PI, ROOT, OPAQUE -> false;
    };
  }

  /** Whether every value it takes is positive or 0. */
  boolean isNonnegative() {
    return kind == Kind.PI || kind == Kind.ROOT || kind == Kind.EXPONENTIAL;
  }
}
