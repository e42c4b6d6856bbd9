package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.Rings;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import org.widelimit.algebra.Expr;

/** Primitive parts of polynomials over the rational numbers. */
final class Primitive {

  private Primitive() {}

  /** Returns the multiple with coprime integer coefficients and a positive leading one. */
  static MultivariatePolynomial<Rational<BigInteger>> of(
      MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    java.math.BigInteger multiple = java.math.BigInteger.ONE;
    for (Monomial<Rational<BigInteger>> term : polynomial) {
      java.math.BigInteger denominator = Tower.number(term.coefficient).denominator();
      multiple = multiple.multiply(denominator).divide(multiple.gcd(denominator));
    }
    java.math.BigInteger divisor = java.math.BigInteger.ZERO;
    for (Monomial<Rational<BigInteger>> term : polynomial) {
      Expr.Num number = Tower.number(term.coefficient);
      divisor = divisor.gcd(number.numerator().multiply(multiple.divide(number.denominator())));
    }
    if (polynomial.lc().signum() < 0) {
      divisor = divisor.negate();
    }
    return polynomial
        .clone()
        .multiply(new Rational<>(Rings.Z, new BigInteger(multiple), new BigInteger(divisor)));
  }
}
