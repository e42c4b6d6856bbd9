package org.widelimit.algebra;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.multivar.MultivariateFactorization;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;

/**
 * Factors polynomials by Rings, whose algorithms draw at random and are checked here.
 *
 * <p>Rings 2.5.8 fails on some polynomials with an arithmetic exception. Such a one is its own only
 * factor, as is one whose factors do not multiply back to it: nothing that is built on factors
 * needs them to be irreducible in order to be right, it only finds less.
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
    } catch (ArithmeticException failed) {
      // The polynomial as it stands will do.
    }
    return PolynomialFactorDecomposition.of(polynomial.clone());
  }
}
