package org.widelimit.algebra.decide;

import cc.redberry.rings.Rational;
import cc.redberry.rings.bigint.BigInteger;
import cc.redberry.rings.poly.PolynomialMethods;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.util.Optional;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.decide.TowerVariable.Kind;

/**
 * Signs of polynomials whose terms all have one sign once each variable's range is mapped onto the
 * positive half line.
 */
final class HalfLine {

  private static final Interval PI_WITHIN =
      Interval.open(Expressions.num(333, 106), Expressions.num(22, 7));

  /** Beyond half of Pi, which no arctangent exceeds. */
  private static final Interval ARC_TANGENTS =
      Interval.open(Expressions.num(-11, 7), Expressions.num(11, 7));

  private static final Interval UP_TO_ONE = Interval.open(Expressions.MINUS_ONE, Expressions.ONE);

  private static final Interval CLOSED_UP_TO_ONE =
      Interval.closed(Expressions.MINUS_ONE, Expressions.ONE);

  private static final Interval PROBABILITIES = Interval.closed(Expressions.ZERO, Expressions.ONE);

  private static final int MOST_TERMS = 20_000;

  private final Tower tower;
  private final Assumptions assumptions;
  private final SignProver prover;

  HalfLine(Tower tower, Assumptions assumptions, SignProver prover) {
    this.tower = tower;
    this.assumptions = assumptions;
    this.prover = prover;
  }

  /** Returns the sign all terms share, of a polynomial that is not 0. */
  Sign sign(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    if (mappedSize(polynomial) > MOST_TERMS) {
      return Sign.UNKNOWN;
    }
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

  /** Returns a bound on the terms that the mapping makes. */
  private double mappedSize(MultivariatePolynomial<Rational<BigInteger>> polynomial) {
    double size = polynomial.size();
    for (int i = 0; i < tower.variables().size(); i++) {
      if (polynomial.degree(i) > 0 && domainOf(i).isPresent()) {
        size *= polynomial.degree(i) + 1;
      }
    }
    return size;
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
    return !there.isZero() && sign(there).isStrict();
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

  /** Returns an interval that holds every value of the variable, if one is known. */
  private Optional<Interval> domainOf(int index) {
    TowerVariable variable = tower.variable(index);
    return switch (variable.kind()) {
      case PI -> Optional.of(PI_WITHIN);
      case ARC_TANGENT -> Optional.of(ARC_TANGENTS);
      case ERROR_FUNCTION ->
          variable.meaning().isCall("Erf") ? Optional.of(UP_TO_ONE) : Optional.empty();
      case COSINE, SINE -> Optional.of(CLOSED_UP_TO_ONE);
      case BIVARIATE_NORMAL -> Optional.of(PROBABILITIES);
      case SYMBOL ->
          variable.meaning() instanceof Sym sym
              ? Optional.of(assumptions.domain(sym.name()))
              : Optional.empty();
      case ROOT, EXPONENTIAL, LOGARITHM, OPAQUE -> Optional.empty();
    };
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
      return radicand != null && prover.sign(radicand) == Sign.POSITIVE
          ? Sign.POSITIVE
          : Sign.NONNEGATIVE;
    }
    return variable.isNonnegative() ? Sign.POSITIVE : Sign.UNKNOWN;
  }
}
