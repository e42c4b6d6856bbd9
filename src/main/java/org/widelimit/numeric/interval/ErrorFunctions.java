package org.widelimit.numeric.interval;

/**
 * The error function and its relatives on intervals.
 *
 * <p>Near 0 the series of positive terms {@code Erf[x] = 2/Sqrt[Pi] Exp[-x^2] Sum[2^n x^(2n+1)/(2n
 * + 1)!!]} (Abramowitz and Stegun 7.1.6), whose rest is bounded by a geometric series; further out
 * the continued fraction of {@code Erfc} (7.1.14), whose terms are all positive, so that the part
 * behind any of them has bounds.
 */
public final class ErrorFunctions {

  private static final double SWITCH = 2;
  private static final int CONVERGENTS = 72;

  /** At this over the square of the argument convergents differ by less than a rounding. */
  private static final double CONVERGED = 300;

  /** From here on the complementary error function is below {@code 2^-55}. */
  private static final double ALL = 6;

  /** Enough for every argument; the subnormal numbers, whose terms do not shrink, end here. */
  private static final int MOST_TERMS = 3000;

  private static final double LARGEST_DAWSON = 24;

  /** Where Dawson's integral is largest lies between these two numbers. */
  private static final RealInterval DAWSON_TOP = RealInterval.of(0.924138873, 0.924138874);

  private static final RealInterval DAWSON_MAXIMUM = RealInterval.of(0.541044224, 0.541044225);

  private static final RealInterval TWO = RealInterval.of(2);

  /** {@code 2/Sqrt[Pi]}. */
  public static final RealInterval TWO_OVER_ROOT_PI =
      TWO.dividedBy(RealFunctions.sqrt(RealInterval.PI));

  private ErrorFunctions() {}

  /** Returns the error functions. */
  public static RealInterval erf(RealInterval x) {
    return x.isEmpty() ? x : RealInterval.of(erfAt(x.lo()).lo(), erfAt(x.hi()).hi());
  }

  /** Returns the complementary error functions, accurate relative to their size. */
  public static RealInterval erfc(RealInterval x) {
    return x.isEmpty() ? x : RealInterval.of(erfcAt(x.hi()).lo(), erfcAt(x.lo()).hi());
  }

  /** Returns the imaginary error functions. */
  public static RealInterval erfi(RealInterval x) {
    return x.isEmpty() ? x : RealInterval.of(erfiAt(x.lo()).lo(), erfiAt(x.hi()).hi());
  }

  /** Returns Dawson's integrals. */
  public static RealInterval dawson(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    RealInterval values = dawsonAt(x.lo()).hull(dawsonAt(x.hi()));
    if (!x.isDisjoint(DAWSON_TOP)) {
      values = values.hull(DAWSON_MAXIMUM);
    }
    return x.isDisjoint(DAWSON_TOP.negate()) ? values : values.hull(DAWSON_MAXIMUM.negate());
  }

  private static RealInterval erfAt(double x) {
    if (x < 0) {
      return erfAt(-x).negate();
    }
    if (x == 0) {
      return RealInterval.ZERO;
    }
    if (x >= ALL) {
      return RealInterval.of(Math.nextDown(1.0), 1);
    }
    return (x < SWITCH ? series(x) : RealInterval.ONE.minus(tail(x))).intersect(RealInterval.UNIT);
  }

  private static RealInterval erfcAt(double x) {
    if (x < SWITCH) {
      return RealInterval.ONE.minus(erfAt(x));
    }
    return tail(x);
  }

  private static RealInterval series(double x) {
    RealInterval point = RealInterval.of(x);
    RealInterval square = point.square();
    RealInterval factor = TWO.times(square);
    RealInterval term = point;
    RealInterval sum = point;
    int n = 1;
    do {
      term = term.times(factor).dividedBy(RealInterval.of(2 * n + 1));
      sum = sum.plus(term);
      n++;
    } while (n < 4 || (term.hi() > sum.lo() * 0x1p-60 && n < MOST_TERMS));
    // From here each term is less than half of the one before: the rest is less than the last one.
    double ratio = factor.hi() / (2 * n + 1);
    if (ratio >= 0.49) {
      throw new ArithmeticException("the series of the error function was ended too early");
    }
    sum = sum.plus(RealInterval.of(0, term.hi()));
    return sum.times(TWO_OVER_ROOT_PI).times(RealFunctions.exp(square.negate()));
  }

  /** {@code Exp[-x^2]/Sqrt[Pi] / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...))))}. */
  private static RealInterval tail(double x) {
    if (x > 1e10) {
      return RealInterval.of(0, Double.MIN_NORMAL);
    }
    RealInterval point = RealInterval.of(x);
    int terms = (int) Math.min(CONVERGENTS, 4 + CONVERGED / (x * x));
    RealInterval fraction = fraction(point, terms);
    RealInterval half = RealInterval.of(0.5);
    return RealFunctions.exp(point.square().negate())
        .times(TWO_OVER_ROOT_PI)
        .times(half)
        .dividedBy(fraction);
  }

  /** The continued fraction, of which the part behind some terms is at least its first term. */
  private static RealInterval fraction(RealInterval x, int terms) {
    RealInterval next = RealInterval.of((terms + 1) / 2.0).dividedBy(x);
    RealInterval value = x.hull(x.plus(next));
    for (int k = terms; k > 0; k--) {
      value = x.plus(RealInterval.of(k / 2.0).dividedBy(value));
    }
    return value;
  }

  private static RealInterval erfiAt(double x) {
    if (x < 0) {
      return erfiAt(-x).negate();
    }
    if (x > LARGEST_DAWSON) {
      RealInterval point = RealInterval.of(x);
      return RealFunctions.exp(point.square()).times(TWO_OVER_ROOT_PI).times(dawsonAt(x));
    }
    return growing(x).times(TWO_OVER_ROOT_PI);
  }

  private static RealInterval dawsonAt(double x) {
    if (x < 0) {
      return dawsonAt(-x).negate();
    }
    if (x == Double.POSITIVE_INFINITY) {
      return RealInterval.of(0, Double.MIN_NORMAL);
    }
    RealInterval point = RealInterval.of(x);
    if (x > LARGEST_DAWSON) {
      // D' = 1 - 2 x D. Beyond its top D falls, so that D > 1/(2 x). And g = x/(2 x^2 - 2) has
      // g' >= 1 - 2 x g for x >= Sqrt[3] and lies above D at 5, so above it from there on.
      RealInterval low = RealInterval.ONE.dividedBy(TWO.times(point));
      RealInterval high = RealInterval.ONE.dividedBy(TWO.times(point).minus(TWO.dividedBy(point)));
      return RealInterval.of(low.lo(), high.hi());
    }
    return growing(x).times(RealFunctions.exp(point.square().negate()));
  }

  /** {@code Integrate[Exp[t^2], {t, 0, x}]}, a series of positive terms. */
  private static RealInterval growing(double x) {
    if (x == 0) {
      return RealInterval.ZERO;
    }
    RealInterval square = RealInterval.of(x).square();
    RealInterval power = RealInterval.of(x);
    RealInterval sum = power;
    int n = 1;
    RealInterval term;
    do {
      power = power.times(square).dividedBy(RealInterval.of(n));
      term = power.dividedBy(RealInterval.of(2 * n + 1));
      sum = sum.plus(term);
      n++;
    } while (n < 2 * square.hi() + 4 || (term.hi() > sum.lo() * 0x1p-60 && n < MOST_TERMS));
    // Every later term is less than half of the one before.
    return sum.plus(RealInterval.of(0, term.hi()));
  }
}
