package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Proves signs of polynomials in the variables of a tower from the domains and the constraints.
 *
 * <p>A polynomial has a sign if its terms do ({@link HalfLine}); if it exceeds nonnegative
 * multiples of constraints by such a polynomial; if it is quadratic in a variable with a definite
 * discriminant; or if, written {@code A + B s} with a square root s of g, the product {@code A^2 -
 * B^2 g} with its conjugate tells which of the two terms outweighs the other. Factors, those of
 * such a product as well, are treated one by one.
 */
final class SignProver {

  /** A polynomial known to be nonnegative, or positive if strict. */
  record Known(MultivariatePolynomial<Rational<BigInteger>> polynomial, boolean strict) {}

  /** How many multiples of constraints are subtracted, one after the other. */
  private static final int MOST_CONSTRAINTS = 3;

  /** How many discriminants and conjugates are taken, one of the other. */
  private static final int DEEPEST = 4;

  /** Larger polynomials are only looked at term by term. */
  private static final int MOST_TERMS = 60;

  private final Tower tower;
  private final HalfLine halfLine;
  private final Map<MultivariatePolynomial<Rational<BigInteger>>, Sign> signs = new HashMap<>();
  private List<Known> known = List.of();

  SignProver(Tower tower, Assumptions assumptions) {
    this.tower = tower;
    this.halfLine = new HalfLine(tower, assumptions, this);
  }

  void know(List<Known> constraints) {
    known = List.copyOf(constraints);
    signs.clear();
  }

  Sign sign(Ratio ratio) {
    Sign top = sign(ratio.numerator());
    return top == Sign.UNKNOWN ? top : top.times(sign(ratio.denominator()));
  }

  Sign sign(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    if (polynomial.isZero()) {
      return Sign.NONNEGATIVE;
    }
    Sign sign = signs.get(polynomial);
    if (sign == null) {
      sign = signOfFactors(polynomial, 0);
      signs.put(polynomial, sign);
    }
    return sign;
  }

  private Sign signOfFactors(MultivariatePolynomial<Rational<BigInteger>> polynomial, int depth) {
    Sign whole = signOfWhole(polynomial, depth);
    if (whole.isStrict() || polynomial.isConstant() || polynomial.size() > MOST_TERMS) {
      return whole;
    }
    tower.deadline().check();
    Factors factors = Factors.of(polynomial);
    Sign product = factors.content().signum() > 0 ? Sign.POSITIVE : Sign.NEGATIVE;
    for (Factors.Factor factor : factors.factors()) {
      Sign sign = signOfWhole(factor.base(), depth);
      product = product.times(factor.multiplicity() % 2 == 0 ? sign.square() : sign);
    }
    return product == Sign.UNKNOWN ? whole : product;
  }

  private Sign signOfWhole(MultivariatePolynomial<Rational<BigInteger>> polynomial, int depth) {
    if (polynomial.isZero()) {
      return Sign.NONNEGATIVE;
    }
    tower.deadline().check();
    Sign sign = halfLine.sign(polynomial);
    if (sign.isStrict() || polynomial.size() > MOST_TERMS) {
      return sign;
    }
    sign = better(sign, aboveConstraints(polynomial, MOST_CONSTRAINTS));
    if (!sign.isStrict()) {
      MultivariatePolynomial<Rational<BigInteger>> negative = polynomial.clone().negate();
      sign = better(sign, aboveConstraints(negative, MOST_CONSTRAINTS).negate());
    }
    for (int i = 0; i < tower.variables().size() && !sign.isStrict() && depth < DEEPEST; i++) {
      if (polynomial.degree(i) > 0) {
        sign =
            better(
                sign,
                isSquareRoot(i)
                    ? byConjugate(polynomial, i, depth)
                    : byDiscriminant(polynomial, i, depth));
      }
    }
    return sign;
  }

  private static Sign better(Sign one, Sign other) {
    return one == Sign.UNKNOWN || other.isStrict() ? other : one;
  }

  /** Whether the polynomial minus positive multiples of known ones has no negative value. */
  private Sign aboveConstraints(MultivariatePolynomial<Rational<BigInteger>> polynomial, int most) {
    Sign best = Sign.UNKNOWN;
    if (most == 0) {
      return best;
    }
    for (Known constraint : known) {
      for (Monomial<Rational<BigInteger>> term : constraint.polynomial()) {
        Rational<BigInteger> factor = coefficient(polynomial, term).divide(term.coefficient);
        if (factor.signum() <= 0) {
          continue;
        }
        tower.deadline().check();
        MultivariatePolynomial<Rational<BigInteger>> rest =
            polynomial.clone().subtract(constraint.polynomial().clone().multiply(factor));
        Sign sign = rest.isZero() ? Sign.NONNEGATIVE : halfLine.sign(rest);
        if (!sign.isNonnegative() && rest.size() <= polynomial.size()) {
          sign = aboveConstraints(rest, most - 1);
        }
        if (sign == Sign.POSITIVE || (sign == Sign.NONNEGATIVE && constraint.strict())) {
          return Sign.POSITIVE;
        }
        if (sign == Sign.NONNEGATIVE) {
          best = sign;
        }
      }
    }
    return best;
  }

  private static Rational<BigInteger> coefficient(
      MultivariatePolynomial<Rational<BigInteger>> polynomial,
      Monomial<Rational<BigInteger>> like) {
    for (Monomial<Rational<BigInteger>> term : polynomial) {
      if (java.util.Arrays.equals(term.exponents, like.exponents)) {
        return term.coefficient;
      }
    }
    return polynomial.ring.getZero();
  }

  private boolean isSquareRoot(int index) {
    TowerVariable variable = tower.variable(index);
    return variable.kind() == Kind.ROOT && variable.order() == 2 && variable.radicand() != null;
  }

  /**
   * {@code P = A + B s} and {@code Q = A - B s} have the product {@code A^2 - B^2 g}. Where it is
   * positive, P has the sign of {@code P + Q = 2 A}; where it is negative, that of {@code P - Q = 2
   * B s}.
   */
  private Sign byConjugate(
      MultivariatePolynomial<Rational<BigInteger>> polynomial, int index, int depth) {
    MultivariatePolynomial<Rational<BigInteger>> radicand =
        java.util.Objects.requireNonNull(tower.variable(index).radicand());
    if (polynomial.degree(index) != 1) {
      return Sign.UNKNOWN;
    }
    MultivariatePolynomial<Rational<BigInteger>> a = polynomial.coefficientOf(index, 0);
    MultivariatePolynomial<Rational<BigInteger>> b = polynomial.coefficientOf(index, 1);
    MultivariatePolynomial<Rational<BigInteger>> product =
        tower.reduce(
            a.clone().multiply(a).subtract(b.clone().multiply(b).multiply(radicand.clone())));
    Sign outweighs = signOfFactors(product, depth + 1);
    if (outweighs == Sign.UNKNOWN) {
      return outweighs;
    }
    Sign sign = signOfWhole(outweighs.isNonnegative() ? a : b, depth + 1);
    return outweighs.isStrict() && !product.isZero() ? strictly(sign) : sign.weak();
  }

  /** Where it is known not to be 0, a weak sign is a strict one. */
  private static Sign strictly(Sign sign) {
    return sign == Sign.NONNEGATIVE
        ? Sign.POSITIVE
        : sign == Sign.NONPOSITIVE ? Sign.NEGATIVE : sign;
  }

  /**
   * {@code a y^2 + b y + c} has the sign of a where {@code 4 a c - b^2} is not negative: where a is
   * 0, b is too, and the sign is that of c.
   */
  private Sign byDiscriminant(
      MultivariatePolynomial<Rational<BigInteger>> polynomial, int index, int depth) {
    int degree = polynomial.degree(index);
    if (degree % 2 == 1) {
      return Sign.UNKNOWN;
    }
    for (int k = 1; k < degree; k++) {
      if (2 * k != degree && !polynomial.coefficientOf(index, k).isZero()) {
        return Sign.UNKNOWN;
      }
    }
    MultivariatePolynomial<Rational<BigInteger>> a = polynomial.coefficientOf(index, degree);
    MultivariatePolynomial<Rational<BigInteger>> b = polynomial.coefficientOf(index, degree / 2);
    MultivariatePolynomial<Rational<BigInteger>> c = polynomial.coefficientOf(index, 0);
    Sign lead = signOfWhole(a, depth + 1);
    Sign last = lead.isStrict() ? lead : signOfWhole(c, depth + 1);
    if (lead == Sign.UNKNOWN || lead.plus(last) == Sign.UNKNOWN) {
      return Sign.UNKNOWN;
    }
    MultivariatePolynomial<Rational<BigInteger>> definite =
        tower.reduce(
            a.clone()
                .multiply(c)
                .multiply(tower.constant(4).numerator().clone())
                .subtract(b.clone().multiply(b)));
    Sign sign = signOfFactors(definite, depth + 1);
    if (!sign.isNonnegative()) {
      return Sign.UNKNOWN;
    }
    return sign == Sign.POSITIVE && !definite.isZero() ? lead : lead.weak();
  }
}
