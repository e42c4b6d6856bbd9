package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Elementary functions in fixed-point arithmetic: arguments are reduced until a few dozen terms of
 * the Taylor series give every digit.
 *
 * <p>Numbers are {@code BigDecimal}s with as many significant digits as the working precision, plus
 * guard digits inside.
 */
final class PreciseFunctions {

  private static final int GUARD = 15;
  private static final int HALVINGS = 8;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final Map<Integer, BigDecimal> PI = new ConcurrentHashMap<>();
  private static final Map<Integer, BigDecimal> LOG_TWO = new ConcurrentHashMap<>();

  private final int digits;
  private final MathContext context;
  private final MathContext inner;

  PreciseFunctions(int digits) {
    this.digits = digits;
    this.context = new MathContext(digits, RoundingMode.HALF_EVEN);
    this.inner = new MathContext(digits + GUARD, RoundingMode.HALF_EVEN);
  }

  MathContext context() {
    return context;
  }

  /** Machin's formula: {@code Pi = 16 ArcTan[1/5] - 4 ArcTan[1/239]}. */
  BigDecimal pi() {
    return PI.computeIfAbsent(
            digits,
            key ->
                arcTanOfInverse(5)
                    .multiply(BigDecimal.valueOf(16))
                    .subtract(arcTanOfInverse(239).multiply(BigDecimal.valueOf(4))))
        .round(inner);
  }

  private BigDecimal arcTanOfInverse(int n) {
    BigInteger unit = BigInteger.TEN.pow(digits + 2 * GUARD);
    BigInteger power = unit.divide(BigInteger.valueOf(n));
    BigInteger square = BigInteger.valueOf((long) n * n);
    BigInteger sum = power;
    for (int k = 3; power.signum() != 0; k += 2) {
      power = power.divide(square);
      BigInteger term = power.divide(BigInteger.valueOf(k));
      sum = k % 4 == 3 ? sum.subtract(term) : sum.add(term);
    }
    return new BigDecimal(sum, digits + 2 * GUARD);
  }

  private BigDecimal logTwo() {
    // Log[2] = 2 ArcTanh[1/3].
    return LOG_TWO.computeIfAbsent(
        digits,
        key -> {
          BigInteger power = BigInteger.TEN.pow(digits + 2 * GUARD).divide(BigInteger.valueOf(3));
          BigInteger sum = power;
          for (int k = 3; power.signum() != 0; k += 2) {
            power = power.divide(BigInteger.valueOf(9));
            sum = sum.add(power.divide(BigInteger.valueOf(k)));
          }
          return new BigDecimal(sum.shiftLeft(1), digits + 2 * GUARD);
        });
  }

  /** Returns {@code Exp[x]}; x is at most 200000 in absolute value. */
  BigDecimal exp(BigDecimal x) {
    MathContext wide = new MathContext(digits + GUARD + 6);
    long twos =
        x.divide(new BigDecimal("0.6931471805599453"), MathContext.DECIMAL64)
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact();
    BigDecimal rest = x.subtract(logTwo().multiply(BigDecimal.valueOf(twos)), wide);
    BigInteger unit = BigInteger.ONE.shiftLeft(bits());
    BigInteger t = toFixed(rest).shiftRight(HALVINGS);
    BigInteger term = unit;
    BigInteger sum = unit;
    for (int k = 1; term.signum() != 0 && !term.equals(BigInteger.ONE.negate()); k++) {
      term = term.multiply(t).shiftRight(bits()).divide(BigInteger.valueOf(k));
      sum = sum.add(term);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum).shiftRight(bits());
    }
    BigDecimal value = fromFixed(sum);
    BigDecimal scale = TWO.pow((int) Math.abs(twos), inner);
    return twos >= 0 ? value.multiply(scale, context) : value.divide(scale, context);
  }

  /** Returns the logarithm of a positive number, by Newton's iteration on the exponential. */
  BigDecimal log(BigDecimal x) {
    int exponent = x.precision() - x.scale();
    BigDecimal mantissa = x.movePointLeft(exponent);
    // Log[x] = Log[m] + e Log[10], with m in [0.1, 1).
    BigDecimal value = logOfMantissa(mantissa);
    return exponent == 0
        ? value.round(context)
        : value
            .subtract(
                logOfMantissa(new BigDecimal("0.1")).multiply(BigDecimal.valueOf(exponent)), inner)
            .round(context);
  }

  private BigDecimal logOfMantissa(BigDecimal m) {
    BigDecimal y = BigDecimal.valueOf(Math.log(m.doubleValue()));
    PreciseFunctions finer = new PreciseFunctions(digits + GUARD);
    // Halley's step triples the digits: 16, 48, 144, ...
    for (int correct = 15; correct < digits + GUARD; correct *= 3) {
      BigDecimal e = finer.exp(y);
      y = y.add(TWO.multiply(m.subtract(e)).divide(m.add(e), finer.context()), finer.context());
    }
    return y;
  }

  BigDecimal sin(BigDecimal x) {
    return sinOfQuadrant(x, 0);
  }

  BigDecimal cos(BigDecimal x) {
    return sinOfQuadrant(x, 1);
  }

  private BigDecimal sinOfQuadrant(BigDecimal x, int shift) {
    PreciseFunctions finer =
        new PreciseFunctions(digits + GUARD + Math.max(0, x.precision() - x.scale()));
    BigDecimal quarterTurn = finer.pi().divide(TWO, finer.inner);
    BigInteger turns =
        x.divide(quarterTurn, finer.inner).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    BigDecimal rest = x.subtract(quarterTurn.multiply(new BigDecimal(turns)), finer.inner);
    int quadrant = turns.add(BigInteger.valueOf(shift)).mod(BigInteger.valueOf(4)).intValue();
    BigDecimal value = quadrant % 2 == 0 ? sinSmall(rest) : cosSmall(rest);
    return quadrant < 2 ? value : value.negate();
  }

  /** The Taylor series for an argument of at most Pi/4, accurate relative to its own size. */
  private BigDecimal sinSmall(BigDecimal x) {
    BigDecimal square = x.multiply(x, inner);
    BigDecimal term = x;
    BigDecimal sum = x;
    BigDecimal smallest = x.abs().movePointLeft(digits + GUARD);
    for (int k = 2; term.abs().compareTo(smallest) > 0; k += 2) {
      term = term.multiply(square, inner).divide(BigDecimal.valueOf(-(long) k * (k + 1)), inner);
      sum = sum.add(term, inner);
    }
    return sum.round(context);
  }

  private BigDecimal cosSmall(BigDecimal x) {
    BigDecimal square = x.multiply(x, inner);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    BigDecimal smallest = BigDecimal.ONE.movePointLeft(digits + GUARD);
    for (int k = 1; term.abs().compareTo(smallest) > 0; k += 2) {
      term = term.multiply(square, inner).divide(BigDecimal.valueOf(-(long) k * (k + 1)), inner);
      sum = sum.add(term, inner);
    }
    return sum.round(context);
  }

  /** Returns the arctangent: three half-angle steps, then the Taylor series. */
  BigDecimal arcTan(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.ONE) > 0) {
      BigDecimal quarterTurn = pi().divide(TWO, inner);
      BigDecimal rest = arcTan(BigDecimal.ONE.divide(x, inner));
      return (x.signum() > 0 ? quarterTurn : quarterTurn.negate()).subtract(rest, context);
    }
    BigDecimal t = x;
    int halvings = 0;
    while (t.abs().compareTo(new BigDecimal("0.05")) > 0) {
      BigDecimal root = BigDecimal.ONE.add(t.multiply(t, inner)).sqrt(inner);
      t = t.divide(BigDecimal.ONE.add(root), inner);
      halvings++;
    }
    BigDecimal square = t.multiply(t, inner);
    BigDecimal power = t;
    BigDecimal sum = t;
    BigDecimal smallest = t.abs().movePointLeft(digits + GUARD);
    for (int k = 3; power.abs().compareTo(smallest) > 0; k += 2) {
      power = power.multiply(square, inner).negate();
      sum = sum.add(power.divide(BigDecimal.valueOf(k), inner), inner);
    }
    return sum.multiply(TWO.pow(halvings), context);
  }

  /** Returns {@code Cosh[x]}. */
  BigDecimal cosh(BigDecimal x) {
    BigDecimal growing = exp(x.abs());
    return growing.add(BigDecimal.ONE.divide(growing, inner)).divide(TWO, context);
  }

  /** Returns {@code Sinh[x]}, near 0 by its series: the exponentials cancel there. */
  BigDecimal sinh(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.ONE) < 0) {
      return sinhSmall(x);
    }
    BigDecimal growing = exp(x.abs());
    BigDecimal value = growing.subtract(BigDecimal.ONE.divide(growing, inner)).divide(TWO, context);
    return x.signum() > 0 ? value : value.negate();
  }

  private BigDecimal sinhSmall(BigDecimal x) {
    BigDecimal square = x.multiply(x, inner);
    BigDecimal term = x;
    BigDecimal sum = x;
    BigDecimal smallest = x.abs().movePointLeft(digits + GUARD);
    for (int k = 2; term.abs().compareTo(smallest) > 0; k += 2) {
      term = term.multiply(square, inner).divide(BigDecimal.valueOf((long) k * (k + 1)), inner);
      sum = sum.add(term, inner);
    }
    return sum.round(context);
  }

  /** Returns {@code Tanh[x]}. */
  BigDecimal tanh(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.ONE) < 0) {
      return sinhSmall(x).divide(cosh(x), context);
    }
    BigDecimal decaying = exp(x.abs().multiply(TWO).negate());
    BigDecimal value =
        BigDecimal.ONE.subtract(decaying, inner).divide(BigDecimal.ONE.add(decaying), context);
    return x.signum() > 0 ? value : value.negate();
  }

  /** Returns {@code ArcTanh[x]}, which is off by a rounding of 1 at least. */
  BigDecimal arcTanh(BigDecimal x) {
    BigDecimal ratio = BigDecimal.ONE.add(x).divide(BigDecimal.ONE.subtract(x), inner);
    return log(ratio).divide(TWO, context);
  }

  /** Returns the n-th root of a positive number. */
  BigDecimal root(BigDecimal x, int n) {
    return n == 2 ? x.sqrt(context) : exp(log(x).divide(BigDecimal.valueOf(n), inner));
  }

  private int bits() {
    return (int) ((digits + GUARD) * 3.33) + 24;
  }

  private BigInteger toFixed(BigDecimal x) {
    return x.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(bits()))).toBigInteger();
  }

  private BigDecimal fromFixed(BigInteger x) {
    return new BigDecimal(x).divide(new BigDecimal(BigInteger.ONE.shiftLeft(bits())), inner);
  }
}
