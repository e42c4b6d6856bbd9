package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * A polynomial as a rational number times powers of primitive factors, irreducible ones where
 * {@link Factorization} finds them.
 *
 * @param content the number, which carries the sign
 * @param factors the factors, each with coprime integer coefficients
 */
public record Factors(Num content, List<Factor> factors) {

  /** A factor and how often it occurs. */
  record Factor(MultivariatePolynomial<Rational<BigInteger>> base, int multiplicity) {}

  static Factors of(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    if (polynomial.isZero()) {
      return new Factors(Expressions.ZERO, List.of());
    }
    List<Factor> factors = new ArrayList<>();
    // Powers of variables are split off first: Rings leaves a lone x^2 in one piece.
    Monomial<Rational<BigInteger>> monomial = polynomial.monomialContent();
    for (int i = 0; i < polynomial.nVariables; i++) {
      if (monomial.exponents[i] > 0) {
        factors.add(new Factor(polynomial.createMonomial(i, 1), monomial.exponents[i]));
      }
    }
    MultivariatePolynomial<Rational<BigInteger>> rest =
        polynomial.clone().divideDegreeVectorOrNull(monomial.dv());
    if (rest.isConstant()) {
      return new Factors(Tower.number(rest.cc()), factors);
    }
    Tower.requireModest(rest);
    PolynomialFactorDecomposition<MultivariatePolynomial<Rational<BigInteger>>> found =
        Factorization.of(rest);
    Num content = Tower.number(found.unit.cc());
    for (int i = 0; i < found.size(); i++) {
      MultivariatePolynomial<Rational<BigInteger>> primitive = Primitive.of(found.get(i));
      Num scale = Tower.number(found.get(i).lc().divide(primitive.lc()));
      for (int k = 0; k < found.getExponent(i); k++) {
        content = Expressions.multiply(content, scale);
      }
      factors.add(new Factor(primitive, found.getExponent(i)));
    }
    return new Factors(content, factors);
  }
}
