package org.widelimit.numeric.interval;

import java.util.Optional;

/**
 * A rectangle of complex numbers with outward rounding: every operation holds the value of the
 * exact one at every choice of numbers from the operands.
 *
 * <p>Functions with poles or cuts answer only where the rectangle is known to hold none of them, so
 * that what they answer is holomorphic on the rectangle.
 *
 * @param re the real parts
 * @param im the imaginary parts
 */
public record ComplexInterval(RealInterval re, RealInterval im) {

  private static final RealInterval TWO = RealInterval.of(2);
  private static final double HALF_PI = Math.PI / 2;

  /** Returns real numbers. */
  public static ComplexInterval of(RealInterval real) {
    return new ComplexInterval(real, RealInterval.ZERO);
  }

  /** Returns whether both parts are bounded. */
  public boolean isBounded() {
    return re.isBounded() && im.isBounded();
  }

  /** Returns a bound on the absolute values. */
  public double magnitude() {
    double a = re.magnitude();
    double b = im.magnitude();
    return Math.min(
        RealInterval.sumUp(a, b),
        RealFunctions.sqrt(RealInterval.of(a).square().plus(RealInterval.of(b).square())).hi());
  }

  /** Returns the sums. */
  public ComplexInterval plus(ComplexInterval other) {
    return new ComplexInterval(re.plus(other.re), im.plus(other.im));
  }

  /** Returns the negatives. */
  public ComplexInterval negate() {
    return new ComplexInterval(re.negate(), im.negate());
  }

  /** Returns the products. */
  public ComplexInterval times(ComplexInterval other) {
    return new ComplexInterval(
        re.times(other.re).minus(im.times(other.im)), re.times(other.im).plus(im.times(other.re)));
  }

  /** Returns the squares. */
  public ComplexInterval square() {
    return new ComplexInterval(re.square().minus(im.square()), re.times(im).times(TWO));
  }

  /** Returns the reciprocals, or empty where 0 may be among the numbers. */
  public Optional<ComplexInterval> reciprocal() {
    RealInterval size = re.square().plus(im.square());
    if (!(size.lo() > 0)) {
      return Optional.empty();
    }
    // Neither part is larger than the reciprocal of the smallest absolute value.
    double most = RealInterval.ONE.dividedBy(RealFunctions.sqrt(RealInterval.of(size.lo()))).hi();
    RealInterval bound = RealInterval.of(-most, most);
    return Optional.of(
        new ComplexInterval(
            re.dividedBy(size).intersect(bound), im.negate().dividedBy(size).intersect(bound)));
  }

  /** Returns the integer powers, by repeated squaring, or empty where there is a pole. */
  public Optional<ComplexInterval> power(int power) {
    if (power < 0) {
      return power == Integer.MIN_VALUE
          ? Optional.empty()
          : power(-power).flatMap(ComplexInterval::reciprocal);
    }
    ComplexInterval result = of(RealInterval.ONE);
    ComplexInterval square = this;
    for (int rest = power; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = result.times(square);
      }
      square = rest > 1 ? square.square() : square;
    }
    return Optional.of(result);
  }

  /** Returns the powers {@code Exp[exponent Log[z]]} of numbers off the negative half-axis. */
  public Optional<ComplexInterval> power(RealInterval exponent) {
    return log().map(logarithm -> logarithm.times(of(exponent)).exp());
  }

  /** Returns the exponentials. */
  public ComplexInterval exp() {
    RealInterval size = RealFunctions.exp(re);
    return new ComplexInterval(
        size.times(RealFunctions.cos(im)), size.times(RealFunctions.sin(im)));
  }

  /** Returns the logarithms, or empty where a number may lie on the negative half-axis or at 0. */
  public Optional<ComplexInterval> log() {
    if (!(re.lo() > 0) && !(im.lo() > 0) && !(im.hi() < 0)) {
      return Optional.empty();
    }
    RealInterval size = re.square().plus(im.square());
    if (!(size.lo() > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new ComplexInterval(RealFunctions.log(size).times(RealInterval.of(0.5)), angle()));
  }

  private RealInterval angle() {
    if (re.lo() > 0) {
      return RealFunctions.arcTan(im.dividedBy(re));
    }
    // The angle to the imaginary half-axis.
    RealInterval turned = RealFunctions.arcTan(re.dividedBy(im));
    RealInterval quarter = RealInterval.PI.times(RealInterval.of(0.5));
    return (im.lo() > 0 ? quarter : quarter.negate()).minus(turned);
  }

  /** Returns the sines. */
  public ComplexInterval sin() {
    return new ComplexInterval(
        RealFunctions.sin(re).times(RealFunctions.cosh(im)),
        RealFunctions.cos(re).times(RealFunctions.sinh(im)));
  }

  /** Returns the cosines. */
  public ComplexInterval cos() {
    return new ComplexInterval(
        RealFunctions.cos(re).times(RealFunctions.cosh(im)),
        RealFunctions.sin(re).times(RealFunctions.sinh(im)).negate());
  }

  /** Returns the hyperbolic sines. */
  public ComplexInterval sinh() {
    return new ComplexInterval(
        RealFunctions.sinh(re).times(RealFunctions.cos(im)),
        RealFunctions.cosh(re).times(RealFunctions.sin(im)));
  }

  /** Returns the hyperbolic cosines. */
  public ComplexInterval cosh() {
    return new ComplexInterval(
        RealFunctions.cosh(re).times(RealFunctions.cos(im)),
        RealFunctions.sinh(re).times(RealFunctions.sin(im)));
  }

  /**
   * Returns the hyperbolic tangents {@code (Sinh[2 x] + I Sin[2 y])/(Cosh[2 x] + Cos[2 y])}, or
   * empty where there may be a pole, which is at {@code Pi/2} beside the real axis at the nearest.
   */
  public Optional<ComplexInterval> tanh() {
    if (!(im.magnitude() < HALF_PI)) {
      return Optional.empty();
    }
    RealInterval cosine = RealFunctions.cos(im.times(TWO));
    RealInterval below = RealFunctions.cosh(re.times(TWO)).plus(cosine);
    if (!(below.lo() > 0)) {
      return Optional.empty();
    }
    // |Tanh|^2 = 1 - 2 Cos[2 y]/(Cosh[2 x] + Cos[2 y]), which rises as the cosine falls.
    RealInterval least = RealInterval.of(cosine.lo());
    RealInterval rest = least.times(TWO).dividedBy(RealFunctions.cosh(re.times(TWO)).plus(least));
    double most = RealFunctions.sqrt(RealInterval.ONE.minus(rest)).hi();
    RealInterval bound = RealInterval.of(-most, most);
    RealInterval real =
        re.lo() >= 0 ? RealInterval.of(0, most) : re.hi() <= 0 ? RealInterval.of(-most, 0) : bound;
    return Optional.of(
        new ComplexInterval(
            real, RealFunctions.sin(im.times(TWO)).dividedBy(below).intersect(bound)));
  }

  /** Returns the hyperbolic secants, or empty where there may be a pole. */
  public Optional<ComplexInterval> sech() {
    return im.magnitude() < HALF_PI ? cosh().reciprocal() : Optional.empty();
  }

  /**
   * Returns the error functions: {@code |Erf[x + I y] - Erf[x]| <= 2/Sqrt[Pi] Exp[-x^2] |y|
   * Exp[y^2]}, the integral of the derivative along the way.
   */
  public ComplexInterval erf() {
    return aside(ErrorFunctions.erf(re));
  }

  /** Returns the complementary error functions, bounded as {@link #erf}. */
  public ComplexInterval erfc() {
    return aside(ErrorFunctions.erfc(re));
  }

  private ComplexInterval aside(RealInterval real) {
    double y = im.magnitude();
    RealInterval exponent = RealInterval.of(y).square().minus(re.square());
    RealInterval most =
        RealFunctions.exp(exponent)
            .times(RealInterval.of(y))
            .times(ErrorFunctions.TWO_OVER_ROOT_PI);
    RealInterval distance = RealInterval.of(-most.hi(), most.hi());
    return new ComplexInterval(real.plus(distance), distance);
  }

  /**
   * Returns the inverse tangents {@code (Log[1 + I z] - Log[1 - I z])/(2 I)}, or empty where there
   * may be a cut, which is at 1 beside the real axis at the nearest.
   */
  public Optional<ComplexInterval> arcTan() {
    if (!(im.magnitude() < 1)) {
      return Optional.empty();
    }
    Optional<ComplexInterval> plus = new ComplexInterval(RealInterval.ONE.minus(im), re).log();
    Optional<ComplexInterval> minus =
        new ComplexInterval(RealInterval.ONE.plus(im), re.negate()).log();
    if (plus.isEmpty() || minus.isEmpty()) {
      return Optional.empty();
    }
    ComplexInterval twice = plus.get().plus(minus.get().negate());
    RealInterval half = RealInterval.of(0.5);
    return Optional.of(
        new ComplexInterval(twice.im().times(half), twice.re().times(half).negate()));
  }
}
