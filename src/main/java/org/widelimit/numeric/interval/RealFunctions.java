package org.widelimit.numeric.interval;

import java.util.function.DoubleUnaryOperator;

/**
 * Elementary functions of intervals: the result holds the value at every number of the argument at
 * which the function is defined, and is empty where there is none.
 *
 * <p>Errors of the library's functions are those that {@link Math} states: one unit in the last
 * place for {@code exp}, {@code log}, {@code log1p}, {@code expm1}, {@code sin}, {@code cos},
 * {@code tan}, {@code asin}, {@code acos}, {@code atan} and {@code pow}, two and a half for {@code
 * sinh}, {@code cosh} and {@code tanh}; one more unit is allowed than stated, for the ends of
 * binades.
 */
public final class RealFunctions {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** Arguments beyond this are not reduced by multiples of Pi: the values are somewhere. */
  private static final double LARGEST_ANGLE = 0x1p26;

  private RealFunctions() {}

  private static double below(double value, int units) {
    double result = value;
    for (int i = 0; i < units; i++) {
      result = RealInterval.down(result);
    }
    return result;
  }

  private static double above(double value, int units) {
    return -below(-value, units);
  }

  /** The values of a rising function between its limits, of which 0 at 0 may be exact. */
  private static RealInterval rising(
      RealInterval x, DoubleUnaryOperator f, int units, double least, double greatest) {
    if (x.isEmpty()) {
      return RealInterval.EMPTY;
    }
    double low = x.lo() == 0 && f.applyAsDouble(0) == 0 ? 0 : below(f.applyAsDouble(x.lo()), units);
    double high =
        x.hi() == 0 && f.applyAsDouble(0) == 0 ? 0 : above(f.applyAsDouble(x.hi()), units);
    return RealInterval.of(
        Math.min(Math.max(low, least), greatest), Math.max(least, Math.min(high, greatest)));
  }

  /** Returns the exponentials. */
  public static RealInterval exp(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    double low = x.lo() == 0 ? 1 : Math.max(0, below(Math.exp(x.lo()), 2));
    double high = x.hi() == 0 ? 1 : above(Math.exp(x.hi()), 2);
    return RealInterval.of(low, high);
  }

  /** Returns the logarithms of the positive numbers. */
  public static RealInterval log(RealInterval x) {
    if (x.isEmpty() || x.hi() <= 0) {
      return RealInterval.EMPTY;
    }
    double low = x.lo() <= 0 ? -INFINITE : x.lo() == 1 ? 0 : below(Math.log(x.lo()), 2);
    double high = x.hi() == 1 ? 0 : above(Math.log(x.hi()), 2);
    return RealInterval.of(low, high);
  }

  /**
   * Returns the square roots of the numbers that are not negative; exact where they are doubles.
   */
  public static RealInterval sqrt(RealInterval x) {
    if (x.isEmpty() || x.hi() < 0) {
      return RealInterval.EMPTY;
    }
    return RealInterval.of(x.lo() <= 0 ? 0 : rootDown(x.lo()), rootUp(x.hi()));
  }

  private static double rootDown(double x) {
    double root = Math.sqrt(x);
    if (Double.isInfinite(root)) {
      return root;
    }
    // The square root is rounded correctly: it is exact, or one unit is enough.
    return x > 0x1p-900 && Math.fma(root, root, -x) == 0 ? root : Math.nextDown(root);
  }

  private static double rootUp(double x) {
    double root = Math.sqrt(x);
    if (Double.isInfinite(root) || root == 0) {
      return root;
    }
    return x > 0x1p-900 && Math.fma(root, root, -x) == 0 ? root : Math.nextUp(root);
  }

  /** Returns whether a number {@code shift + k period} may lie in the set, for an integer k. */
  private static boolean mayHold(RealInterval x, RealInterval shift, RealInterval period) {
    RealInterval turns = x.minus(shift).dividedBy(period);
    return Math.floor(turns.hi()) >= turns.lo();
  }

  private static final RealInterval TWO_PI = RealInterval.PI.times(RealInterval.of(2));
  private static final RealInterval HALF_PI = RealInterval.PI.times(RealInterval.of(0.5));

  /** Returns the sines. */
  public static RealInterval sin(RealInterval x) {
    return wave(x, Math::sin, HALF_PI, x.lo() == 0 || x.hi() == 0);
  }

  /** Returns the cosines. */
  public static RealInterval cos(RealInterval x) {
    RealInterval values = wave(x, Math::cos, RealInterval.ZERO, false);
    return x.isPoint() && x.lo() == 0 ? RealInterval.ONE : values;
  }

  private static RealInterval wave(
      RealInterval x, DoubleUnaryOperator f, RealInterval top, boolean vanishes) {
    if (x.isEmpty()) {
      return x;
    }
    if (x.magnitude() > LARGEST_ANGLE || x.width() > 7) {
      return RealInterval.SYMMETRIC;
    }
    double first = f.applyAsDouble(x.lo());
    double second = f.applyAsDouble(x.hi());
    double low = Math.min(end(x.lo(), first, vanishes, -2), end(x.hi(), second, vanishes, -2));
    double high = Math.max(end(x.lo(), first, vanishes, 2), end(x.hi(), second, vanishes, 2));
    if (mayHold(x, top, TWO_PI)) {
      high = 1;
    }
    if (mayHold(x, top.minus(RealInterval.PI), TWO_PI)) {
      low = -1;
    }
    return RealInterval.of(Math.max(-1, low), Math.min(1, high));
  }

  private static double end(double x, double value, boolean vanishes, int units) {
    return vanishes && x == 0 ? 0 : units < 0 ? below(value, -units) : above(value, units);
  }

  /** Returns whether the tangent may have a pole in the set. */
  public static boolean mayHoldTangentPole(RealInterval x) {
    return x.magnitude() > LARGEST_ANGLE || x.width() > 4 || mayHold(x, HALF_PI, RealInterval.PI);
  }

  /** Returns the tangents. */
  public static RealInterval tan(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    return mayHoldTangentPole(x)
        ? RealInterval.REALS
        : rising(x, Math::tan, 2, -INFINITE, INFINITE);
  }

  /** Returns the inverse sines of the numbers from -1 to 1. */
  public static RealInterval arcSin(RealInterval x) {
    return rising(x.intersect(RealInterval.SYMMETRIC), Math::asin, 2, -HALF_PI.hi(), HALF_PI.hi());
  }

  /** Returns the inverse cosines of the numbers from -1 to 1. */
  public static RealInterval arcCos(RealInterval x) {
    RealInterval inside = x.intersect(RealInterval.SYMMETRIC);
    if (inside.isEmpty()) {
      return inside;
    }
    double low = inside.hi() == 1 ? 0 : Math.max(0, below(Math.acos(inside.hi()), 2));
    double high =
        inside.lo() == 1 ? 0 : Math.min(RealInterval.PI.hi(), above(Math.acos(inside.lo()), 2));
    return RealInterval.of(low, high);
  }

  /** Returns the inverse tangents. */
  public static RealInterval arcTan(RealInterval x) {
    return rising(x, Math::atan, 2, -HALF_PI.hi(), HALF_PI.hi());
  }

  /** Returns the hyperbolic sines. */
  public static RealInterval sinh(RealInterval x) {
    return rising(x, Math::sinh, 4, -INFINITE, INFINITE);
  }

  /** Returns the hyperbolic cosines. */
  public static RealInterval cosh(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    double small = x.mignitude();
    double large = x.magnitude();
    return RealInterval.of(
        small == 0 ? 1 : Math.max(1, below(Math.cosh(small), 4)),
        large == 0 ? 1 : above(Math.cosh(large), 4));
  }

  /** Returns the hyperbolic tangents. */
  public static RealInterval tanh(RealInterval x) {
    return rising(x, Math::tanh, 4, -1, 1);
  }

  /** Returns the hyperbolic secants. */
  public static RealInterval sech(RealInterval x) {
    return RealInterval.ONE.dividedBy(cosh(x)).intersect(RealInterval.UNIT);
  }

  /** Returns the inverse hyperbolic sines. */
  public static RealInterval arcSinh(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    RealInterval low = arcSinhOfSize(Math.abs(x.lo()));
    RealInterval high = arcSinhOfSize(Math.abs(x.hi()));
    return RealInterval.of(x.lo() < 0 ? -low.hi() : low.lo(), x.hi() < 0 ? -high.lo() : high.hi());
  }

  /** From {@code Log[1 + s + s^2/(1 + Sqrt[1 + s^2])]}, in which nothing cancels. */
  private static RealInterval arcSinhOfSize(double size) {
    RealInterval point = RealInterval.of(Math.min(size, Double.MAX_VALUE));
    RealInterval value;
    if (size > 1e150) {
      // Between Log[2 s] and Log[3 s].
      RealInterval least = log(point).plus(log(RealInterval.of(2)));
      value = RealInterval.of(least.lo(), log(point).plus(log(RealInterval.of(3))).hi());
    } else {
      RealInterval square = point.square();
      RealInterval root = sqrt(square.plus(RealInterval.ONE));
      value = log1p(point.plus(square.dividedBy(root.plus(RealInterval.ONE))));
    }
    return size == INFINITE ? RealInterval.of(value.lo(), INFINITE) : value;
  }

  /** Returns the inverse hyperbolic tangents of the numbers between -1 and 1. */
  public static RealInterval arcTanh(RealInterval x) {
    RealInterval inside = x.intersect(RealInterval.SYMMETRIC);
    if (inside.isEmpty() || inside.lo() == 1 || inside.hi() == -1) {
      return RealInterval.EMPTY;
    }
    return RealInterval.of(-arcTanhUp(-inside.lo()), arcTanhUp(inside.hi()));
  }

  /** From {@code Log[1 + 2 x/(1 - x)]/2}, which has no cancellation on either side of 0. */
  private static double arcTanhUp(double x) {
    if (x == 1) {
      return INFINITE;
    }
    if (x == -1) {
      return -Double.MAX_VALUE;
    }
    RealInterval point = RealInterval.of(Math.abs(x));
    RealInterval ratio = point.plus(point).dividedBy(RealInterval.ONE.minus(point));
    double sign = Math.signum(x);
    double end = sign >= 0 ? ratio.hi() : ratio.lo();
    double logarithm =
        end == 0 ? 0 : sign >= 0 ? above(Math.log1p(end), 2) : below(Math.log1p(end), 2);
    return sign >= 0
        ? logarithm / 2 + (logarithm == 0 ? 0 : Double.MIN_VALUE)
        : -Math.max(0, logarithm / 2 - Double.MIN_VALUE);
  }

  /** Returns {@code 1/(1 + Exp[-x])}. */
  public static RealInterval logisticSigmoid(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    RealInterval beside = exp(x.negate()).plus(RealInterval.ONE);
    return RealInterval.ONE.dividedBy(beside).intersect(RealInterval.UNIT);
  }

  /** Returns {@code Log[1 + Exp[x]]}. */
  public static RealInterval softplus(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    return RealInterval.of(
        x.lo() == -INFINITE ? 0 : softplusAt(x.lo()).lo(),
        x.hi() == INFINITE ? INFINITE : softplusAt(x.hi()).hi());
  }

  private static RealInterval softplusAt(double x) {
    RealInterval rest = log1p(exp(RealInterval.of(-Math.abs(x))));
    return (x > 0 ? rest.plus(RealInterval.of(x)) : rest).intersect(RealInterval.NONNEGATIVE);
  }

  /** Returns {@code Log[Cosh[x]]}. */
  public static RealInterval logCosh(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    double large = x.magnitude();
    return RealInterval.of(
        logCoshAt(x.mignitude()).lo(), large == INFINITE ? INFINITE : logCoshAt(large).hi());
  }

  /** Near 0 from {@code Cosh[x] - 1 = 2 Sinh[x/2]^2}, which does not cancel. */
  private static RealInterval logCoshAt(double x) {
    RealInterval two = RealInterval.of(2);
    RealInterval point = RealInterval.of(x);
    RealInterval value =
        x < 1
            ? log1p(sinh(point.times(RealInterval.of(0.5))).square().times(two))
            : point.plus(log1p(exp(point.times(RealInterval.of(-2))))).minus(log(two));
    return value.intersect(RealInterval.NONNEGATIVE);
  }

  /** Returns {@code Exp[x] - 1}. */
  public static RealInterval expm1(RealInterval x) {
    return rising(x, Math::expm1, 2, -1, INFINITE);
  }

  /** Returns {@code Log[1 + x]} of the numbers above -1. */
  public static RealInterval log1p(RealInterval x) {
    if (x.isEmpty() || x.hi() <= -1) {
      return RealInterval.EMPTY;
    }
    double low = x.lo() <= -1 ? -INFINITE : x.lo() == 0 ? 0 : below(Math.log1p(x.lo()), 2);
    double high = x.hi() == 0 ? 0 : above(Math.log1p(x.hi()), 2);
    return RealInterval.of(low, high);
  }

  /**
   * Returns the integer powers: by repeated squaring, so that exact powers are exact.
   *
   * @param power the exponent, of either sign; bases that are 0 have no negative power
   */
  public static RealInterval power(RealInterval base, int power) {
    if (base.isEmpty()) {
      return base;
    }
    if (power < 0) {
      if (power == Integer.MIN_VALUE) {
        return RealInterval.REALS;
      }
      return RealInterval.ONE.dividedBy(power(base, -power));
    }
    if (power == 0) {
      return RealInterval.ONE;
    }
    if (power % 2 == 0) {
      RealInterval size = base.abs();
      return RealInterval.of(powerEnd(size.lo(), power, true), powerEnd(size.hi(), power, false));
    }
    return RealInterval.of(
        base.lo() >= 0 ? powerEnd(base.lo(), power, true) : -powerEnd(-base.lo(), power, false),
        base.hi() >= 0 ? powerEnd(base.hi(), power, false) : -powerEnd(-base.hi(), power, true));
  }

  /** The power of a number that is not negative, rounded in one direction. */
  private static double powerEnd(double base, int power, boolean down) {
    double result = 1;
    double square = base;
    for (int rest = power; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result =
            down
                ? RealInterval.productDown(result, square)
                : RealInterval.productUp(result, square);
      }
      square =
          down ? RealInterval.productDown(square, square) : RealInterval.productUp(square, square);
    }
    return Math.max(0, result);
  }

  /**
   * Returns the powers of the positive bases, and of 0 where the exponent is positive.
   *
   * @param exponent the exponents
   */
  public static RealInterval power(RealInterval base, RealInterval exponent) {
    RealInterval positive = base.intersect(RealInterval.NONNEGATIVE);
    if (positive.isEmpty() || exponent.isEmpty()) {
      return RealInterval.EMPTY;
    }
    if (positive.hi() == 0) {
      return exponent.hi() > 0 ? RealInterval.ZERO : RealInterval.EMPTY;
    }
    RealInterval values = exp(exponent.times(log(positive)));
    if (positive.isPoint() && positive.lo() == 1) {
      return RealInterval.ONE;
    }
    if (exponent.isPoint() && (positive.lo() > 0 || exponent.lo() > 0) && positive.isBounded()) {
      // The library's power is within one unit, where the exponential of a product is not.
      double e = exponent.lo();
      double low = Math.pow(e >= 0 ? positive.lo() : positive.hi(), e);
      double high = Math.pow(e >= 0 ? positive.hi() : positive.lo(), e);
      values = RealInterval.of(Math.max(0, below(low, 2)), above(high, 2)).intersect(values);
    }
    return positive.lo() == 0 && exponent.hi() > 0 ? values.hull(RealInterval.ZERO) : values;
  }

  /** Returns the signs; all from -1 to 1 where both occur. */
  public static RealInterval sign(RealInterval x) {
    return x.isEmpty() ? x : RealInterval.of(Math.signum(x.lo()), Math.signum(x.hi()));
  }

  /** Returns the steps from 0 to 1, which are 1/2 at 0. */
  public static RealInterval heavisideTheta(RealInterval x) {
    return x.isEmpty()
        ? x
        : RealInterval.of(0.5 + 0.5 * Math.signum(x.lo()), 0.5 + 0.5 * Math.signum(x.hi()));
  }

  /** Returns the largest integers below or at the numbers. */
  public static RealInterval floor(RealInterval x) {
    return x.isEmpty() ? x : RealInterval.of(Math.floor(x.lo()), Math.floor(x.hi()));
  }
}
