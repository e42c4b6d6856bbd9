package org.widelimit.verification.point;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.random.RandomGenerator;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.theorem.Domain;
import org.widelimit.theorem.SymbolDeclaration;

/**
 * Random values of a symbol: all over its declared set, the ends and what lies near them included,
 * and the values that the file gives to try in addition.
 */
public final class PointChoice {

  private static final int ATTEMPTS = 1000;

  /** Decimal orders of magnitude on either side of 1 that an unbounded symbol usually takes. */
  private static final double USUAL_ORDERS = 3;

  /** Decimal orders of magnitude on either side of 1 that it takes at points far out. */
  private static final double FAR_ORDERS = 12;

  private PointChoice() {}

  /** Returns a value: often short, sometimes at or near an end. */
  public static Num value(SymbolDeclaration symbol, RandomGenerator random) {
    if (!symbol.values().isEmpty() && random.nextBoolean()) {
      return symbol.values().get(random.nextInt(symbol.values().size()));
    }
    return symbol.domain().integer()
        ? integer(symbol.domain(), random)
        : real(symbol.domain(), USUAL_ORDERS, random);
  }

  /** Returns a value on any scale, as far out as the declared set reaches. */
  public static Num far(SymbolDeclaration symbol, RandomGenerator random) {
    return symbol.domain().integer()
        ? integer(symbol.domain(), random)
        : real(symbol.domain(), FAR_ORDERS, random);
  }

  private static Num real(Domain domain, double orders, RandomGenerator random) {
    if (domain.lowerClosed() && random.nextInt(8) == 0) {
      return domain.lower().orElseThrow();
    }
    if (domain.upperClosed() && random.nextInt(8) == 0) {
      return domain.upper().orElseThrow();
    }
    double lower = domain.lower().map(Num::doubleValue).orElse(Double.NEGATIVE_INFINITY);
    double upper = domain.upper().map(Num::doubleValue).orElse(Double.POSITIVE_INFINITY);
    boolean shortened = random.nextInt(4) != 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double raw = raw(lower, upper, orders, random);
      double value = shortened ? new BigDecimal(raw).round(new MathContext(3)).doubleValue() : raw;
      Num exact = Expressions.decimal(new BigDecimal(value));
      if (domain.contains(exact)) {
        return exact;
      }
    }
    Num low = domain.lower().orElseThrow();
    return Expressions.multiply(Expressions.add(low, domain.upper().orElse(low)), Expressions.HALF);
  }

  private static double raw(double lower, double upper, double orders, RandomGenerator random) {
    double u = random.nextDouble();
    double magnitude = Math.pow(10, (2 * u - 1) * orders);
    if (Double.isInfinite(lower) && Double.isInfinite(upper)) {
      return random.nextBoolean() ? magnitude : -magnitude;
    }
    if (Double.isInfinite(upper)) {
      return lower + magnitude;
    }
    if (Double.isInfinite(lower)) {
      return upper - magnitude;
    }
    return switch (random.nextInt(6)) {
      // Near an end, down to a thousandth of the interval or, far out, much further.
      case 0 -> lower + (upper - lower) * Math.pow(10, -u * orders);
      case 1 -> upper - (upper - lower) * Math.pow(10, -u * orders);
      default -> lower + (upper - lower) * u;
    };
  }

  /** Draws an integer: one half on every scale of its distance from an end, one half evenly. */
  private static Num integer(Domain domain, RandomGenerator random) {
    boolean below = domain.lower().isPresent();
    boolean above = domain.upper().isPresent();
    if (below && above) {
      BigInteger first = first(domain);
      BigInteger span = last(domain).subtract(first);
      BigInteger step =
          random.nextBoolean() || span.bitLength() < 6
              ? BigInteger.valueOf(random.nextLong(span.min(largest()).longValueExact() + 1))
              : onAnyScale(span.bitLength(), random).min(span);
      return Expressions.num(
          random.nextInt(4) == 0 ? last(domain).subtract(step) : first.add(step), BigInteger.ONE);
    }
    BigInteger step = onAnyScale(random.nextInt(4) == 0 ? 40 : 10, random);
    if (below) {
      return Expressions.num(first(domain).add(step), BigInteger.ONE);
    }
    boolean down = above || random.nextBoolean();
    BigInteger start = above ? last(domain) : BigInteger.ZERO;
    return Expressions.num(down ? start.subtract(step) : start.add(step), BigInteger.ONE);
  }

  private static BigInteger largest() {
    return BigInteger.valueOf(Long.MAX_VALUE - 1);
  }

  private static BigInteger onAnyScale(int bits, RandomGenerator random) {
    int taken = random.nextInt(Math.min(bits, 62) + 1);
    return BigInteger.valueOf(random.nextLong(1L << taken));
  }

  /** Returns the least integer of a set that has one. */
  public static BigInteger first(Domain domain) {
    Num low = domain.lower().orElseThrow();
    BigInteger floor = Interval.floor(low);
    return low.isInteger() && domain.lowerClosed() ? floor : floor.add(BigInteger.ONE);
  }

  /** Returns the largest integer of a set that has one. */
  public static BigInteger last(Domain domain) {
    Num high = domain.upper().orElseThrow();
    BigInteger floor = Interval.floor(high);
    return high.isInteger() && !domain.upperClosed() ? floor.subtract(BigInteger.ONE) : floor;
  }
}
