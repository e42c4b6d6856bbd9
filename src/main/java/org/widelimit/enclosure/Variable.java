package org.widelimit.enclosure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * A symbol of a claim and the coordinate that boxes divide: the symbol itself, or its square root,
 * in which a formula with roots of the symbol is smooth.
 *
 * @param name the symbol
 * @param domain the set that the symbol ranges over
 * @param rooted whether the coordinate is the symbol's square root
 */
record Variable(String name, Interval domain, boolean rooted) {

  /** Returns an interval of the coordinate that holds the domain. */
  RealInterval cover() {
    RealInterval values =
        RealInterval.of(
            domain.lower().map(low -> interval(low).lo()).orElse(Double.NEGATIVE_INFINITY),
            domain.upper().map(high -> interval(high).hi()).orElse(Double.POSITIVE_INFINITY));
    return rooted ? RealFunctions.sqrt(values) : values;
  }

  /** Returns whether the symbol is not 0 anywhere in its domain. */
  boolean isNonzero() {
    return !domain.contains(Expressions.ZERO);
  }

  static RealInterval interval(Num number) {
    return RealInterval.of(number.numerator(), number.denominator());
  }

  /** Returns the values of the symbol where the coordinate lies in an interval. */
  RealInterval values(RealInterval coordinate) {
    return rooted ? coordinate.square() : coordinate;
  }

  /**
   * Returns a value of the symbol whose coordinate lies in an interval, simple where it can be;
   * empty where the domain has none that was found.
   */
  Optional<Num> point(RealInterval side) {
    RealInterval values = values(side);
    Num middle = exact(values.middle());
    if (domain.integer()) {
      BigInteger floor = floor(middle);
      for (int i = 0; i <= 1; i++) {
        Num candidate = Expressions.num(floor.add(BigInteger.valueOf(i)), BigInteger.ONE);
        if (domain.contains(candidate)) {
          return Optional.of(candidate);
        }
      }
      return Optional.empty();
    }
    for (int digits = 1;
        digits <= 12 && Double.isFinite(values.width());
        digits += digits < 4 ? 1 : 4) {
      Num rounded =
          Expressions.decimal(
              new BigDecimal(values.middle()).round(new java.math.MathContext(digits)));
      double near = rounded.doubleValue();
      if (values.lo() <= near
          && near <= values.hi()
          && Math.abs(near - values.middle()) <= values.width() / 4
          && domain.contains(rounded)) {
        return Optional.of(rounded);
      }
    }
    return domain.contains(middle) ? Optional.of(middle) : Optional.empty();
  }

  static Num exact(double value) {
    return Expressions.decimal(new BigDecimal(value));
  }

  static BigInteger floor(Num number) {
    BigInteger[] parts = number.numerator().divideAndRemainder(number.denominator());
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
