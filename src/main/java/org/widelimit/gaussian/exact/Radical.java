package org.widelimit.gaussian.exact;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expressions;

/**
 * The square root of a squarefree product: of -1, an integer and irreducible polynomials that are
 * positive on the domain.
 *
 * @param imaginary whether -1 is a factor of the radicand
 * @param content the integer factor of the radicand, positive and squarefree up to small primes
 * @param factors the polynomial factors of the radicand
 */
record Radical(boolean imaginary, BigInteger content, Set<Polynomial> factors) {

  static final Radical ONE = new Radical(false, BigInteger.ONE, Set.of());

  /** Squares of primes up to this are taken out of roots. */
  private static final int LARGEST_PRIME = 1000;

  Radical {
    factors = Set.copyOf(factors);
  }

  /** A rational function times a square root. */
  record Scaled(RationalFunction scale, Radical radical) {}

  /**
   * Returns the square root of a rational function.
   *
   * @throws OutsideClassException if a factor under the root has no sign on the domain
   */
  static Scaled squareRoot(RationalFunction radicand, PolynomialField field) {
    if (radicand.isZero()) {
      return new Scaled(RationalFunction.ZERO, ONE);
    }
    PolynomialField.Factored top = field.factor(radicand.numerator());
    RationalFunction scale = RationalFunction.ONE;
    Map<Polynomial, Integer> exponents = new HashMap<>(top.factors());
    radicand
        .denominator()
        .forEach((factor, exponent) -> exponents.merge(factor, -exponent, Integer::sum));
    Set<Polynomial> odd = new HashSet<>();
    for (Map.Entry<Polynomial, Integer> factor : exponents.entrySet()) {
      if (field.sign(factor.getKey()) <= 0) {
        throw new OutsideClassException(
            "the sign of a factor under a square root is not known on the domain");
      }
      int half = Math.floorDiv(factor.getValue(), 2);
      RationalFunction base = RationalFunction.of(factor.getKey());
      RationalFunction step =
          half >= 0 ? base : new RationalFunction(Polynomial.ONE, Map.of(factor.getKey(), 1));
      for (int i = 0; i < Math.abs(half); i++) {
        scale = scale.times(step);
      }
      if (Math.floorMod(factor.getValue(), 2) == 1) {
        odd.add(factor.getKey());
      }
    }
    BigInteger bottom = top.unit().denominator();
    BigInteger integer = top.unit().numerator().abs().multiply(bottom);
    BigInteger outside = BigInteger.ONE;
    for (int prime = 2; prime <= LARGEST_PRIME; prime++) {
      BigInteger square = BigInteger.valueOf((long) prime * prime);
      while (integer.mod(square).signum() == 0) {
        integer = integer.divide(square);
        outside = outside.multiply(BigInteger.valueOf(prime));
      }
    }
    BigInteger[] whole = integer.sqrtAndRemainder();
    if (whole[1].signum() == 0) {
      outside = outside.multiply(whole[0]);
      integer = BigInteger.ONE;
    }
    scale = scale.times(RationalFunction.of(Expressions.num(outside, bottom)));
    return new Scaled(scale, new Radical(top.unit().signum() < 0, integer, odd));
  }

  /** Returns the product with another root. */
  Scaled times(Radical other) {
    BigInteger gcd = content.gcd(other.content);
    BigInteger rest = content.divide(gcd).multiply(other.content.divide(gcd));
    Polynomial outside = Polynomial.constant(Expressions.num(gcd, BigInteger.ONE));
    if (imaginary && other.imaginary) {
      outside = outside.negate();
    }
    Set<Polynomial> product = new HashSet<>(factors);
    for (Polynomial factor : other.factors) {
      if (!product.add(factor)) {
        product.remove(factor);
        outside = outside.times(factor);
      }
    }
    return new Scaled(
        RationalFunction.of(outside), new Radical(imaginary != other.imaginary, rest, product));
  }

  boolean isOne() {
    return equals(ONE);
  }
}
