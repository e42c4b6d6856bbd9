package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.PolynomialMethods;
import cc.redberry.rings.poly.multivar.MultivariateFactorization;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;

/**
 * Factors and common divisors of polynomials by Rings, whose algorithms draw at random and are
 * checked here.
 *
 * <p>Rings 2.5.8 fails on some polynomials with an arithmetic exception or, where assertions are
 * on, with one of its own. Such a one is its own only factor, as is one whose factors do not
 * multiply back to it: nothing that is built on factors needs them to be irreducible in order to be
 * right, it only finds less.
 */
public final class Factorization {

  private Factorization() {}

  /**
   * Returns factors of a polynomial, irreducible ones where Rings finds them.
   *
   * @param polynomial a polynomial that is not zero
   * @return a constant and powers whose product is the polynomial
   */
  public static PolynomialFactorDecomposition<MultivariatePolynomial<Rational<BigInteger>>> of(
      MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    try {
      PolynomialFactorDecomposition<MultivariatePolynomial<Rational<BigInteger>>> found =
          MultivariateFactorization.Factor(polynomial.clone());
      if (found.multiply().equals(polynomial)) {
        return found;
      }
    } catch (ArithmeticException | AssertionError failed) {
      // The polynomial as it stands will do.
    }
    return PolynomialFactorDecomposition.of(polynomial.clone());
  }

  /** Returns a quotient with the greatest common divisor cancelled, where Rings finds it. */
  static Ratio inLowestTerms(
      MultivariatePolynomial<Rational<BigInteger>> top,
      MultivariatePolynomial<Rational<BigInteger>> bottom) {
    try {
      MultivariatePolynomial<Rational<BigInteger>> common =
          PolynomialMethods.PolynomialGCD(top.clone(), bottom.clone());
      if (!common.isConstant()) {
        return new Ratio(
            PolynomialMethods.divideExact(top, common),
            PolynomialMethods.divideExact(bottom, common));
      }
    } catch (ArithmeticException | AssertionError failed) {
      // In other terms it has the same value.
    }
    return new Ratio(top, bottom);
  }
}
