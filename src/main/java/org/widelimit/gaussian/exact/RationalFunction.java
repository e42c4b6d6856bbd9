package org.widelimit.gaussian.exact;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * A quotient of a polynomial by a product of irreducible polynomials of one {@link
 * PolynomialField}, in lowest terms, so that equal functions are equal values.
 *
 * @param numerator the numerator, with the rational factor
 * @param denominator irreducible factors with their positive exponents
 */
public record RationalFunction(Polynomial numerator, Map<Polynomial, Integer> denominator) {

  public static final RationalFunction ZERO = of(Polynomial.ZERO);
  public static final RationalFunction ONE = of(Polynomial.ONE);

  public RationalFunction {
    denominator = Map.copyOf(denominator);
  }

  public static RationalFunction of(Polynomial polynomial) {
    return new RationalFunction(polynomial, Map.of());
  }

  public static RationalFunction of(Num value) {
    return of(Polynomial.constant(value));
  }

  public static RationalFunction of(long numerator, long denominator) {
    return of(Expressions.num(numerator, denominator));
  }

  public boolean isZero() {
    return numerator.isZero();
  }

  boolean isConstant() {
    return denominator.isEmpty() && numerator.isConstant();
  }

  public RationalFunction plus(RationalFunction other) {
    if (isZero()) {
      return other;
    }
    if (other.isZero()) {
      return this;
    }
    Map<Polynomial, Integer> common = new HashMap<>(denominator);
    other.denominator.forEach((factor, exponent) -> common.merge(factor, exponent, Math::max));
    Polynomial sum = raised(common).plus(other.raised(common));
    // A factor of which one side has more divides all but one of the two summands.
    Map<Polynomial, Integer> may = new HashMap<>(common);
    may.keySet()
        .removeIf(
            factor ->
                !Objects.equals(denominator.get(factor), other.denominator.get(factor))
                    && !common.containsKey(factor.negate()));
    RationalFunction reduced = reduce(sum, may);
    if (reduced.isZero()) {
      return ZERO;
    }
    Map<Polynomial, Integer> left = new HashMap<>(common);
    left.keySet().removeAll(may.keySet());
    left.putAll(reduced.denominator);
    return new RationalFunction(reduced.numerator, left);
  }

  private Polynomial raised(Map<Polynomial, Integer> common) {
    Polynomial result = numerator;
    for (Map.Entry<Polynomial, Integer> factor : common.entrySet()) {
      int missing = factor.getValue() - denominator.getOrDefault(factor.getKey(), 0);
      result = result.times(factor.getKey().power(missing));
    }
    return result;
  }

  public RationalFunction times(RationalFunction other) {
    if (isZero() || other.isZero()) {
      return ZERO;
    }
    // Each side is in lowest terms: only one's numerator and the other's denominator cancel.
    RationalFunction left = reduce(numerator, other.denominator);
    RationalFunction right = reduce(other.numerator, denominator);
    Map<Polynomial, Integer> product = new HashMap<>(left.denominator);
    right.denominator.forEach((factor, exponent) -> product.merge(factor, exponent, Integer::sum));
    return new RationalFunction(left.numerator.times(right.numerator), product);
  }

  private static RationalFunction reduce(Polynomial numerator, Map<Polynomial, Integer> factors) {
    if (numerator.isZero()) {
      return new RationalFunction(numerator, Map.of());
    }
    Polynomial rest = numerator;
    Map<Polynomial, Integer> left = new HashMap<>();
    for (Map.Entry<Polynomial, Integer> factor : factors.entrySet()) {
      int exponent = factor.getValue();
      while (exponent > 0) {
        Polynomial quotient = rest.over(factor.getKey());
        if (quotient == null) {
          break;
        }
        rest = quotient;
        exponent--;
      }
      if (exponent > 0) {
        left.put(factor.getKey(), exponent);
      }
    }
    return new RationalFunction(rest, left);
  }

  public RationalFunction negate() {
    return new RationalFunction(numerator.negate(), denominator);
  }

  RationalFunction minus(RationalFunction other) {
    return plus(other.negate());
  }

  /** Returns the reciprocal of a function that is not 0. */
  public RationalFunction inverse(PolynomialField field) {
    if (isZero()) {
      throw new ArithmeticException("division by zero");
    }
    PolynomialField.Factored factored = field.factor(numerator);
    Polynomial top = Polynomial.constant(Polynomial.inverse(factored.unit()));
    for (Map.Entry<Polynomial, Integer> factor : denominator.entrySet()) {
      top = top.times(factor.getKey().power(factor.getValue()));
    }
    return new RationalFunction(top, factored.factors());
  }

  /** Returns the sign on the domain, or 0 where it is zero or has none. */
  public int sign(PolynomialField field) {
    if (isZero()) {
      return 0;
    }
    int sign = field.sign(numerator);
    for (Map.Entry<Polynomial, Integer> factor : denominator.entrySet()) {
      if (factor.getValue() % 2 != 0) {
        sign *= field.sign(factor.getKey());
      }
    }
    return sign;
  }
}
