package org.widelimit.numeric;

import java.math.BigDecimal;

/** Elementary functions of {@link DoubleDouble}s, to some 30 digits. */
public final class DoubleDoubleFunctions {

  private static final DoubleDouble LOG_TWO =
      DoubleDouble.of(new BigDecimal("0.69314718055994530941723212145817656807550013436026"));
  private static final DoubleDouble HALF_PI = DoubleDouble.PI.scaled(-1);
  private static final DoubleDouble NOT_A_NUMBER = DoubleDouble.of(Double.NaN);

  /** Exponents are brought below {@code log(2)/2^(HALVINGS + 1)}. */
  private static final int HALVINGS = 8;

  private static final int EXPONENTIAL_TERMS = 11;
  private static final DoubleDouble[] INVERSE_FACTORIALS = inverseFactorials();
  private static final double LARGEST_EXPONENT = 709;

  /** Arguments of sines beyond this have lost their digits. */
  private static final double LARGEST_ANGLE = 1e6;

  /** Terms of a series beyond which it does not converge. */
  private static final int MOST_TERMS = 4000;

  /** From here on the complement of the error function is a continued fraction. */
  private static final double FAR = 5;

  /** Terms of it there, 49 of which give 33 digits; at larger arguments fewer do. */
  private static final int FRACTION_TERMS = 64;

  private static final int FEWEST_FRACTION_TERMS = 20;

  /** From here on the complement is less than what the digits of 1 hold. */
  private static final double BEYOND = 9;

  /** From here on it is less than any double. */
  private static final double VANISHED = 40;

  private static final DoubleDouble ROOT_PI = DoubleDouble.PI.sqrt();
  private static final DoubleDouble TWO_OVER_ROOT_PI = DoubleDouble.of(2).dividedBy(ROOT_PI);

  /** A fraction's parts are scaled down from here on. */
  private static final int HUGE_EXPONENT = 512;

  private static final double HUGE = 0x1p512;

  private static final double NEGLIGIBLE = 0x1p-110;

  private DoubleDoubleFunctions() {}

  private static DoubleDouble[] inverseFactorials() {
    DoubleDouble[] inverses = new DoubleDouble[EXPONENTIAL_TERMS + 1];
    inverses[0] = DoubleDouble.ONE;
    for (int n = 1; n <= EXPONENTIAL_TERMS; n++) {
      inverses[n] = inverses[n - 1].dividedBy((double) n);
    }
    return inverses;
  }

  /** Returns {@code e^x}. */
  public static DoubleDouble exp(DoubleDouble x) {
    if (!(Math.abs(x.hi()) < LARGEST_EXPONENT)) {
      return DoubleDouble.of(Math.exp(x.hi()));
    }
    int twos = (int) Math.rint(x.hi() / LOG_TWO.hi());
    return nearZero(x.minus(LOG_TWO.times(twos))).plus(DoubleDouble.ONE).scaled(twos);
  }

  /** Returns {@code e^x - 1}. */
  public static DoubleDouble expm1(DoubleDouble x) {
    if (Math.abs(x.hi()) < LOG_TWO.hi() / 2) {
      return nearZero(x);
    }
    return exp(x).minus(DoubleDouble.ONE);
  }

  private static DoubleDouble nearZero(DoubleDouble x) {
    DoubleDouble small = x.scaled(-HALVINGS);
    DoubleDouble sum = DoubleDouble.ZERO;
    for (int n = EXPONENTIAL_TERMS; n >= 1; n--) {
      sum = small.times(sum.plus(INVERSE_FACTORIALS[n]));
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.scaled(1).plus(sum.times(sum));
    }
    return sum;
  }

  /** Returns the logarithm of a positive number. */
  public static DoubleDouble log(DoubleDouble x) {
    if (!(x.hi() > 0) || Double.isInfinite(x.hi())) {
      return DoubleDouble.of(Math.log(x.hi()));
    }
    if (Math.abs(x.hi() - 1) < 0.5) {
      return log1p(x.minus(DoubleDouble.ONE));
    }
    DoubleDouble near = DoubleDouble.of(Math.log(x.hi()));
    DoubleDouble ratio = x.times(exp(near.negate())).minus(DoubleDouble.ONE);
    return near.plus(ratio.minus(ratio.times(ratio).scaled(-1)));
  }

  /** Returns {@code log(1 + x)}. */
  public static DoubleDouble log1p(DoubleDouble x) {
    if (!(x.hi() > -1) || Double.isInfinite(x.hi()) || x.hi() == 0) {
      return DoubleDouble.of(Math.log1p(x.hi()));
    }
    DoubleDouble near = DoubleDouble.of(Math.log1p(x.hi()));
    DoubleDouble power = expm1(near);
    DoubleDouble ratio = x.minus(power).dividedBy(power.plus(DoubleDouble.ONE));
    return near.plus(ratio.minus(ratio.times(ratio).scaled(-1)));
  }

  /** Returns a power of a positive number. */
  public static DoubleDouble power(DoubleDouble base, DoubleDouble exponent) {
    return exp(exponent.times(log(base)));
  }

  /** Returns the hyperbolic sine. */
  public static DoubleDouble sinh(DoubleDouble x) {
    DoubleDouble rise = expm1(x);
    if (Double.isInfinite(rise.hi())) {
      return rise;
    }
    DoubleDouble power = rise.plus(DoubleDouble.ONE);
    return power.hi() == 0
        ? DoubleDouble.of(Math.sinh(x.hi()))
        : rise.plus(rise.dividedBy(power)).scaled(-1);
  }

  /** Returns the hyperbolic cosine. */
  public static DoubleDouble cosh(DoubleDouble x) {
    return exp(x).plus(exp(x.negate())).scaled(-1);
  }

  /** Returns the hyperbolic tangent. */
  public static DoubleDouble tanh(DoubleDouble x) {
    if (x.signum() < 0) {
      return tanh(x.negate()).negate();
    }
    DoubleDouble fall = expm1(x.scaled(1).negate());
    return fall.negate().dividedBy(fall.plus(DoubleDouble.of(2)));
  }

  /** Returns the sine. */
  public static DoubleDouble sin(DoubleDouble x) {
    return wave(x, 0);
  }

  /** Returns the cosine. */
  public static DoubleDouble cos(DoubleDouble x) {
    return wave(x, 1);
  }

  private static DoubleDouble wave(DoubleDouble x, int quarterTurns) {
    if (!(Math.abs(x.hi()) < LARGEST_ANGLE)) {
      return NOT_A_NUMBER;
    }
    int quarter = (int) Math.rint(x.hi() / HALF_PI.hi());
    DoubleDouble rest = x.minus(HALF_PI.times(quarter));
    return switch (Math.floorMod(quarter + quarterTurns, 4)) {
      case 0 -> series(rest, rest, 2);
      case 1 -> series(rest, DoubleDouble.ONE, 1);
      case 2 -> series(rest, rest, 2).negate();
      default -> series(rest, DoubleDouble.ONE, 1).negate();
    };
  }

  /** Sums {@code first (1 - x^2/(n (n + 1)) + ...)} with n from the given number in steps of 2. */
  private static DoubleDouble series(DoubleDouble x, DoubleDouble first, int start) {
    DoubleDouble square = x.times(x);
    DoubleDouble term = first;
    DoubleDouble sum = first;
    for (int n = start; Math.abs(term.hi()) > NEGLIGIBLE * Math.abs(sum.hi()); n += 2) {
      term = term.times(square).dividedBy(-(double) n * (n + 1));
      sum = sum.plus(term);
    }
    return sum;
  }

  /** Returns the inverse tangent. */
  public static DoubleDouble atan(DoubleDouble x) {
    if (Double.isInfinite(x.hi())) {
      return x.hi() > 0 ? HALF_PI : HALF_PI.negate();
    }
    if (Math.abs(x.hi()) > 1e8) {
      DoubleDouble rest = atan(DoubleDouble.ONE.dividedBy(x));
      return (x.hi() > 0 ? HALF_PI : HALF_PI.negate()).minus(rest);
    }
    DoubleDouble near = DoubleDouble.of(Math.atan(x.hi()));
    DoubleDouble sine = sin(near);
    DoubleDouble cosine = cos(near);
    // The tangent of the small angle that is left.
    return near.plus(x.times(cosine).minus(sine).dividedBy(cosine.plus(x.times(sine))));
  }

  /** Returns the inverse sine. */
  public static DoubleDouble asin(DoubleDouble x) {
    DoubleDouble rest = DoubleDouble.ONE.minus(x).times(DoubleDouble.ONE.plus(x)).sqrt();
    return rest.signum() == 0 ? HALF_PI.times(x.signum()) : atan(x.dividedBy(rest));
  }

  /** Returns the inverse hyperbolic sine. */
  public static DoubleDouble asinh(DoubleDouble x) {
    DoubleDouble size = x.abs();
    if (size.hi() > 1e150) {
      DoubleDouble large = log(size).plus(log(DoubleDouble.of(2)));
      return x.signum() < 0 ? large.negate() : large;
    }
    DoubleDouble square = size.times(size);
    DoubleDouble root = DoubleDouble.ONE.plus(square).sqrt();
    DoubleDouble value = log1p(size.plus(square.dividedBy(DoubleDouble.ONE.plus(root))));
    return x.signum() < 0 ? value.negate() : value;
  }

  /** Returns the inverse hyperbolic tangent. */
  public static DoubleDouble atanh(DoubleDouble x) {
    return log1p(x.scaled(1).dividedBy(DoubleDouble.ONE.minus(x))).scaled(-1);
  }

  /** Returns the error function. */
  public static DoubleDouble erf(DoubleDouble x) {
    if (Math.abs(x.hi()) >= BEYOND) {
      return DoubleDouble.of(x.signum());
    }
    if (Math.abs(x.hi()) >= FAR) {
      DoubleDouble rest = DoubleDouble.ONE.minus(farComplement(x.abs()));
      return x.signum() < 0 ? rest.negate() : rest;
    }
    // 2/Sqrt[Pi] Exp[-x^2] Sum[2^n x^(2 n + 1)/(2 n + 1)!!]: no term has the other sign.
    return TWO_OVER_ROOT_PI.times(exp(x.times(x).negate())).times(odd(x, false));
  }

  /** Returns the complement of the error function. */
  public static DoubleDouble erfc(DoubleDouble x) {
    return x.hi() >= FAR ? farComplement(x) : DoubleDouble.ONE.minus(erf(x));
  }

  /** Returns {@code erf(i x)/i}. */
  public static DoubleDouble erfi(DoubleDouble x) {
    return TWO_OVER_ROOT_PI.times(odd(x, true));
  }

  /** Sums {@code x^(2n+1)/(n! (2n+1))}, or {@code 2^n x^(2n+1)/(2n+1)!!}. */
  private static DoubleDouble odd(DoubleDouble x, boolean imaginary) {
    DoubleDouble square = x.times(x);
    DoubleDouble term = x;
    DoubleDouble sum = x;
    for (int n = 1; n < MOST_TERMS; n++) {
      term = term.times(square).dividedBy(imaginary ? n : n + 0.5);
      DoubleDouble next = imaginary ? term.dividedBy(2.0 * n + 1) : term;
      sum = sum.plus(next);
      if (Math.abs(next.hi()) <= NEGLIGIBLE * Math.abs(sum.hi()) && n > square.hi()) {
        return sum;
      }
    }
    return NOT_A_NUMBER;
  }

  /**
   * Abramowitz and Stegun 7.1.14, from the last term on, as a quotient of two numbers: each step is
   * {@code x + a/(p/q) = (x p + a q)/p}, of positive numbers alone.
   */
  private static DoubleDouble farComplement(DoubleDouble x) {
    if (x.hi() > VANISHED) {
      return DoubleDouble.ZERO;
    }
    int terms = Math.max(FEWEST_FRACTION_TERMS, (int) Math.ceil(FRACTION_TERMS * FAR / x.hi()));
    DoubleDouble numerator = x;
    DoubleDouble denominator = DoubleDouble.ONE;
    for (int n = terms; n >= 1; n--) {
      DoubleDouble next = x.times(numerator).plus(denominator.times(n / 2.0));
      denominator = numerator;
      numerator = next;
      if (numerator.hi() > HUGE) {
        numerator = numerator.scaled(-HUGE_EXPONENT);
        denominator = denominator.scaled(-HUGE_EXPONENT);
      }
    }
    return exp(x.times(x).negate()).times(denominator).dividedBy(numerator.times(ROOT_PI));
  }
}
