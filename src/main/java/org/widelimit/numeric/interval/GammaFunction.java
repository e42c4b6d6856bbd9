package org.widelimit.numeric.interval;

/**
 * The gamma function on intervals without a pole.
 *
 * <p>From 10 on Stirling's series, whose error is at most the first term left out (Abramowitz and
 * Stegun 6.1.42); below, the recurrence {@code Gamma[x] = Gamma[x + 1]/x}.
 */
public final class GammaFunction {

  private static final double LARGE = 12;
  private static final double LARGEST = 171.6;
  private static final double LEAST = -170;

  /** The function falls up to here, and rises from the next number on. */
  private static final RealInterval BOTTOM = RealInterval.of(1.46163214, 1.46163215);

  private static final RealInterval MINIMUM = RealInterval.of(0.885603194, 0.885603195);

  /** {@code B(2n)/(2n (2n - 1))} for n from 1 to 7. */
  private static final int[][] STIRLING = {
    {1, 12}, {-1, 360}, {1, 1260}, {-1, 1680}, {1, 1188}, {-691, 360360}, {1, 156}
  };

  private GammaFunction() {}

  /** Returns the gamma functions; all numbers where there is a pole in the set. */
  public static RealInterval gamma(RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    if (x.lo() > 0) {
      RealInterval low = positive(x.lo());
      RealInterval high =
          x.hi() > LARGEST ? RealInterval.of(1, Double.POSITIVE_INFINITY) : positive(x.hi());
      RealInterval ends = low.hull(high);
      return x.isDisjoint(BOTTOM) && !(x.lo() < BOTTOM.lo() && x.hi() > BOTTOM.hi())
          ? ends
          : ends.hull(MINIMUM);
    }
    if (Math.floor(x.hi()) >= x.lo() || x.lo() < LEAST) {
      return RealInterval.REALS;
    }
    RealInterval product = RealInterval.ONE;
    RealInterval shifted = x;
    while (shifted.lo() <= 0) {
      product = product.times(shifted);
      shifted = shifted.plus(RealInterval.ONE);
    }
    return shifted.lo() > 0 && product.contains(0)
        ? RealInterval.REALS
        : gamma(shifted).dividedBy(product);
  }

  private static RealInterval positive(double x) {
    if (x > LARGEST) {
      return RealInterval.of(1, Double.POSITIVE_INFINITY);
    }
    RealInterval argument = RealInterval.of(x);
    RealInterval product = RealInterval.ONE;
    while (argument.lo() < LARGE) {
      product = product.times(argument);
      argument = argument.plus(RealInterval.ONE);
    }
    RealInterval square = argument.square();
    RealInterval power = argument;
    RealInterval sum = RealInterval.ZERO;
    RealInterval term = RealInterval.ZERO;
    for (int[] coefficient : STIRLING) {
      sum = sum.plus(term);
      term =
          RealInterval.of(coefficient[0]).dividedBy(RealInterval.of(coefficient[1]).times(power));
      power = power.times(square);
    }
    RealInterval error = RealInterval.of(-term.magnitude(), term.magnitude());
    RealInterval half = RealInterval.of(0.5);
    RealInterval logarithm =
        argument
            .minus(half)
            .times(RealFunctions.log(argument))
            .minus(argument)
            .plus(sum)
            .plus(error);
    RealInterval root = RealFunctions.sqrt(RealInterval.PI.times(RealInterval.of(2)));
    return root.times(RealFunctions.exp(logarithm)).dividedBy(product);
  }
}
