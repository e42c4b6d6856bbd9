package org.widelimit.algebra;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialMethods;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.TowerVariable.Kind;

/**
 * Proves signs of polynomials in the variables of a tower from the domains and the constraints.
 *
 * <p>Each variable is mapped onto the positive half line where its domain allows; a polynomial
 * whose terms then have one sign has that sign, as has one that exceeds a nonnegative multiple of a
 * constraint by such a polynomial. Factors are treated one by one.
 */
final class SignProver {

  /** What is proved of a sign. */
  enum Sign {
    POSITIVE,
    NONNEGATIVE,
    NEGATIVE,
    NONPOSITIVE,
    UNKNOWN;

    Sign negate() {
      return switch (this) {
        case POSITIVE -> NEGATIVE;
        case NONNEGATIVE -> NONPOSITIVE;
        case NEGATIVE -> POSITIVE;
        case NONPOSITIVE -> NONNEGATIVE;
        case UNKNOWN -> UNKNOWN;
      };
    }

    Sign times(Sign other) {
      if (this == UNKNOWN || other == UNKNOWN) {
        return UNKNOWN;
      }
      boolean strict = isStrict() && other.isStrict();
      boolean positive = isNonnegative() == other.isNonnegative();
      return positive ? (strict ? POSITIVE : NONNEGATIVE) : strict ? NEGATIVE : NONPOSITIVE;
    }

    boolean isStrict() {
      return this == POSITIVE || this == NEGATIVE;
    }

    boolean isNonnegative() {
      return this == POSITIVE || this == NONNEGATIVE;
    }

    boolean isNonpositive() {
      return this == NEGATIVE || this == NONPOSITIVE;
    }
  }

  /** A polynomial known to be nonnegative, or positive if strict. */
  record Known(MultivariatePolynomial<Rational<BigInteger>> polynomial, boolean strict) {}

  private static final Interval PI_WITHIN =
      Interval.open(Expressions.num(333, 106), Expressions.num(22, 7));

  private final Tower tower;
  private final Assumptions assumptions;
  private List<Known> known = List.of();

  SignProver(Tower tower, Assumptions assumptions) {
    this.tower = tower;
    this.assumptions = assumptions;
  }

  void know(List<Known> constraints) {
    known = List.copyOf(constraints);
  }

  Sign sign(Ratio ratio) {
    Sign top = sign(ratio.numerator());
    return top == Sign.UNKNOWN ? top : top.times(sign(ratio.denominator()));
  }

  Sign sign(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    if (polynomial.isZero()) {
      return Sign.NONNEGATIVE;
    }
    Sign whole = signOfWhole(polynomial);
    if (whole.isStrict() || polynomial.isConstant()) {
      return whole;
    }
    tower.deadline().check();
    Factors factors = Factors.of(polynomial);
    Sign product = factors.content().signum() > 0 ? Sign.POSITIVE : Sign.NEGATIVE;
    for (Factors.Factor factor : factors.factors()) {
      Sign sign = signOfWhole(factor.base());
      if (factor.multiplicity() % 2 == 0) {
        sign = sign.isStrict() ? Sign.POSITIVE : Sign.NONNEGATIVE;
      }
      product = product.times(sign);
    }
    return product == Sign.UNKNOWN ? whole : product;
  }

  private Sign signOfWhole(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    Sign sign = signOfTerms(polynomial);
    if (sign != Sign.UNKNOWN) {
      return sign;
    }
    Sign above = signAbove(polynomial);
    return above != Sign.UNKNOWN ? above : signAbove(polynomial.clone().negate()).negate();
  }

  /** Whether the polynomial minus a positive multiple of a known one has a sign. */
  private Sign signAbove(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    Sign best = Sign.UNKNOWN;
    for (Known constraint : known) {
      for (Monomial<Rational<BigInteger>> term : constraint.polynomial()) {
        Rational<BigInteger> factor = coefficient(polynomial, term).divide(term.coefficient);
        if (factor.signum() <= 0) {
          continue;
        }
        MultivariatePolynomial<Rational<BigInteger>> rest =
            polynomial.clone().subtract(constraint.polynomial().clone().multiply(factor));
        Sign sign = rest.isZero() ? Sign.NONNEGATIVE : signOfTerms(rest);
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

  private Sign signOfTerms(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    MultivariatePolynomial<Rational<BigInteger>> mapped = polynomial;
    boolean attained = false;
    for (int i = 0; i < tower.variables().size(); i++) {
      if (mapped.degree(i) > 0) {
        attained |= !isStrictAtUpperEnd(polynomial, i);
        mapped = mapDomain(mapped, i);
      }
    }
    int signs = 0;
    boolean strict = false;
    for (Monomial<Rational<BigInteger>> term : mapped) {
      int sign = term.coefficient.signum();
      boolean vanishes = false;
      for (int i = 0; i < tower.variables().size(); i++) {
        if (term.exponents[i] > 0) {
          Sign variable = signOfVariable(i);
          if (variable == Sign.UNKNOWN && term.exponents[i] % 2 == 1) {
            return Sign.UNKNOWN;
          }
          vanishes |= variable != Sign.POSITIVE;
        }
      }
      if (signs != 0 && sign != signs) {
        return Sign.UNKNOWN;
      }
      signs = sign;
      strict |= !vanishes;
    }
    strict &= !attained;
    return signs > 0
        ? strict ? Sign.POSITIVE : Sign.NONNEGATIVE
        : strict ? Sign.NEGATIVE : Sign.NONPOSITIVE;
  }

  /** A closed upper end is mapped to infinity, where the terms do not tell: look there itself. */
  private boolean isStrictAtUpperEnd(
      MultivariatePolynomial<Rational<BigInteger>> polynomial, int index) {
    Optional<Interval> domain = domainOf(index);
    if (domain.isEmpty() || !domain.get().upperClosed() || domain.get().lower().isEmpty()) {
      return true;
    }
    MultivariatePolynomial<Rational<BigInteger>> there =
        polynomial.composition(index, constant(domain.get().upper().orElseThrow()));
    return !there.isZero() && signOfTerms(there).isStrict();
  }

  /** Maps the domain of a symbol onto the half line; keeps the sign of the polynomial. */
  private MultivariatePolynomial<Rational<BigInteger>> mapDomain(
      MultivariatePolynomial<Rational<BigInteger>> polynomial, int index) {
    Optional<Interval> domain = domainOf(index);
    if (domain.isEmpty()) {
      return polynomial;
    }
    Optional<Num> lower = domain.get().lower();
    Optional<Num> upper = domain.get().upper();
    MultivariatePolynomial<Rational<BigInteger>> t = tower.zero().createMonomial(index, 1);
    if (lower.isPresent() && upper.isPresent()) {
      // x = (a + b t)/(1 + t), cleared of its denominator, takes (a, b) to the half line.
      int degree = polynomial.degree(index);
      MultivariatePolynomial<Rational<BigInteger>> top =
          constant(lower.get()).add(constant(upper.get()).multiply(t));
      MultivariatePolynomial<Rational<BigInteger>> bottom = tower.zero().createOne().add(t);
      MultivariatePolynomial<Rational<BigInteger>> result = tower.zero();
      for (int k = 0; k <= degree; k++) {
        MultivariatePolynomial<Rational<BigInteger>> term = polynomial.coefficientOf(index, k);
        if (!term.isZero()) {
          term.multiply(PolynomialMethods.polyPow(top.clone(), k));
          term.multiply(PolynomialMethods.polyPow(bottom.clone(), degree - k));
          result.add(term);
        }
      }
      return result;
    }
    if (lower.isPresent()) {
      return polynomial.composition(index, constant(lower.get()).add(t));
    }
    return upper.isPresent()
        ? polynomial.composition(index, constant(upper.get()).add(t.negate()))
        : polynomial;
  }

  private MultivariatePolynomial<Rational<BigInteger>> constant(Num number) {
    return tower.constant(number).numerator().clone();
  }

  private Optional<Interval> domainOf(int index) {
    TowerVariable variable = tower.variable(index);
    if (variable.kind() == Kind.PI) {
      return Optional.of(PI_WITHIN);
    }
    return variable.kind() == Kind.SYMBOL && variable.meaning() instanceof Sym sym
        ? Optional.of(assumptions.domain(sym.name()))
        : Optional.empty();
  }

  /** The sign of a variable once its domain was mapped to the half line. */
  private Sign signOfVariable(int index) {
    TowerVariable variable = tower.variable(index);
    Optional<Interval> domain = domainOf(index);
    if (domain.isPresent()) {
      Interval interval = domain.get();
      if (interval.lower().isEmpty() && interval.upper().isEmpty()) {
        return Sign.UNKNOWN;
      }
      boolean closed = interval.lowerClosed() || interval.upperClosed();
      return closed ? Sign.NONNEGATIVE : Sign.POSITIVE;
    }
    if (variable.kind() == Kind.ROOT) {
      MultivariatePolynomial<Rational<BigInteger>> radicand = variable.radicand();
      return radicand != null && signOfWhole(radicand) == Sign.POSITIVE
          ? Sign.POSITIVE
          : Sign.NONNEGATIVE;
    }
    return variable.isNonnegative() ? Sign.POSITIVE : Sign.UNKNOWN;
  }
}
