package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apfloat.Apfloat;

/** The error function to many digits (Abramowitz and Stegun 7.1.6 and 7.1.23). */
final class PreciseErf {

  /** From this square of the argument on, the asymptotic series is good to 800 digits. */
  private static final double ASYMPTOTIC = 2000;

  private static final int GUARD = 12;

  private PreciseErf() {}

  static Apfloat erf(Apfloat x, int digits) {
    double square = x.doubleValue() * x.doubleValue();
    if (square > ASYMPTOTIC) {
      Apfloat one = new Apfloat(1, digits);
      return (x.signum() > 0 ? one : one.negate())
          .subtract(asymptotic(x, digits))
          .precision(digits);
    }
    return series(x, digits + GUARD).precision(digits);
  }

  static Apfloat erfc(Apfloat x, int digits) {
    double square = x.doubleValue() * x.doubleValue();
    Apfloat one = new Apfloat(1, digits);
    if (x.signum() <= 0) {
      return one.subtract(erf(x, digits)).precision(digits);
    }
    if (square > ASYMPTOTIC) {
      return asymptotic(x, digits);
    }
    // 1 - erf(x) cancels as many digits as Exp[-x^2] has zeros.
    int more = digits + (int) (square / Math.log(10)) + 2 * GUARD;
    return new Apfloat(1, more).subtract(series(x.precision(more), more)).precision(digits);
  }

  /** {@code 2/Sqrt[Pi] Exp[-x^2] Sum[2^n x^(2n+1)/(1 3 ... (2n+1))]}: all terms of one sign. */
  private static Apfloat series(Apfloat x, int digits) {
    if (x.signum() == 0) {
      return x;
    }
    MathContext context = new MathContext(digits + GUARD);
    BigDecimal value = new BigDecimal(x.precision(digits + GUARD).toString(false)).round(context);
    BigDecimal twiceSquare = value.multiply(value, context).multiply(BigDecimal.valueOf(2));
    BigDecimal term = value;
    BigDecimal sum = value;
    BigDecimal smallest = value.abs().movePointLeft(digits + GUARD);
    for (int n = 1; term.abs().compareTo(smallest) > 0; n++) {
      term = term.multiply(twiceSquare, context).divide(BigDecimal.valueOf(2L * n + 1), context);
      sum = sum.add(term, context);
    }
    return gaussian(x.precision(digits + GUARD), digits + GUARD)
        .multiply(new Apfloat(sum, digits + GUARD))
        .multiply(new Apfloat(2, digits + GUARD))
        .precision(digits);
  }

  /** {@code 2/Sqrt[Pi] Exp[x^2] DawsonF[x]}. */
  static Apfloat erfi(Apfloat x, int digits) {
    if (x.signum() == 0) {
      return x;
    }
    int more = digits + GUARD;
    PreciseFunctions functions = new PreciseFunctions(more);
    BigDecimal value = new BigDecimal(x.precision(more).toString(false));
    BigDecimal growth = functions.exp(value.multiply(value).round(functions.context()));
    BigDecimal scale = functions.pi().sqrt(functions.context());
    BigDecimal factor = growth.multiply(BigDecimal.valueOf(2)).divide(scale, functions.context());
    return new Apfloat(factor, more).multiply(dawson(x, more)).precision(digits);
  }

  /**
   * Dawson's integral: {@code Exp[-x^2] Sum[x^(2n+1)/(n! (2n+1))]}, all terms of one sign, and for
   * large arguments {@code 1/(2 x) Sum[(2n-1)!!/(2 x^2)^n]} up to its smallest term.
   */
  static Apfloat dawson(Apfloat x, int digits) {
    if (x.signum() == 0) {
      return x;
    }
    int more = digits + GUARD;
    MathContext context = new MathContext(more);
    BigDecimal value = new BigDecimal(x.precision(more).toString(false)).round(context);
    BigDecimal square = value.multiply(value, context);
    boolean far = square.doubleValue() > ASYMPTOTIC;
    BigDecimal twiceSquare = square.multiply(BigDecimal.valueOf(2));
    BigDecimal term = far ? BigDecimal.ONE : value;
    BigDecimal sum = term;
    BigDecimal next = term;
    for (int n = 1; next.compareTo(sum.abs().movePointLeft(more)) > 0 || n == 1; n++) {
      if (far) {
        BigDecimal factor = BigDecimal.valueOf(2L * n - 1).divide(twiceSquare, context);
        if (factor.compareTo(BigDecimal.ONE) >= 0) {
          break;
        }
        term = term.multiply(factor, context);
        sum = sum.add(term, context);
      } else {
        term = term.multiply(square, context).divide(BigDecimal.valueOf(n), context);
        sum = sum.add(term.divide(BigDecimal.valueOf(2L * n + 1), context), context);
      }
      next = term.abs();
    }
    if (far) {
      return new Apfloat(sum.divide(value.multiply(BigDecimal.valueOf(2)), context), digits);
    }
    BigDecimal decay = new PreciseFunctions(more).exp(square.negate());
    return new Apfloat(decay.multiply(sum, context), digits);
  }

  /** {@code Exp[-x^2]/(x Sqrt[Pi]) Sum[(-1)^n (2n-1)!!/(2 x^2)^n]}, up to its smallest term. */
  private static Apfloat asymptotic(Apfloat x, int digits) {
    MathContext context = new MathContext(digits + GUARD);
    BigDecimal value = new BigDecimal(x.precision(digits + GUARD).toString(false)).round(context);
    BigDecimal twiceSquare = value.multiply(value, context).multiply(BigDecimal.valueOf(2));
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal smallest = BigDecimal.ONE.movePointLeft(digits + GUARD);
    for (int n = 1; term.abs().compareTo(smallest) > 0; n++) {
      BigDecimal next = term.multiply(BigDecimal.valueOf(1 - 2L * n)).divide(twiceSquare, context);
      if (next.abs().compareTo(term.abs()) >= 0) {
        break;
      }
      term = next;
      sum = sum.add(term, context);
    }
    return gaussian(x.precision(digits + GUARD), digits + GUARD)
        .multiply(new Apfloat(sum, digits + GUARD))
        .divide(x.precision(digits + GUARD))
        .precision(digits);
  }

  private static Apfloat gaussian(Apfloat x, int digits) {
    PreciseFunctions functions = new PreciseFunctions(digits);
    BigDecimal value = new BigDecimal(x.toString(false));
    BigDecimal exponential = functions.exp(value.multiply(value).negate());
    return new Apfloat(
        exponential.divide(functions.pi().sqrt(functions.context()), functions.context()), digits);
  }
}
