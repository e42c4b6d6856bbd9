package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;

/**
 * A quotient of polynomials over the rational numbers in the variables of a {@link Tower}, reduced
 * by the tower's relations and in lowest terms as far as those are seen. Both polynomials are never
 * changed once they stand here.
 *
 * @param numerator the numerator
 * @param denominator the denominator, not the zero polynomial, with leading coefficient 1
 */
record Ratio(
    MultivariatePolynomial<Rational<BigInteger>> numerator,
    MultivariatePolynomial<Rational<BigInteger>> denominator) {

  boolean isZero() {
    return numerator.isZero();
  }

  boolean isPolynomial() {
    return denominator.isConstant();
  }

  boolean isConstant() {
    return numerator.isConstant() && denominator.isConstant();
  }
}
