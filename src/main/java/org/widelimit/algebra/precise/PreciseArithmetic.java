package org.widelimit.algebra.precise;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.apfloat.Apint;
import org.apfloat.FixedPrecisionApfloatHelper;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.UndefinedValueException;
import org.widelimit.algebra.functions.FunctionTable;

/**
 * Arithmetic and elementary functions of {@link PreciseNumber}s, each with a bound on the error of
 * the result: the roundings of the operation, and the errors of its operands times a bound on the
 * derivative near them. Where such a bound is out of reach, there is no value.
 *
 * <p>Errors are kept as decimal logarithms.
 */
final class PreciseArithmetic {

  /** Arguments of exponentials beyond this are refused: the result has no use and much length. */
  private static final Apint LARGEST_EXPONENT = new Apint(100_000);

  private static final double LOG_E = Math.log10(Math.E);

  /** A relative error up to which the first order, doubled, bounds the change. */
  private static final double SMALL = -1;

  private final int digits;
  private final FixedPrecisionApfloatHelper math;
  private final PreciseFunctions functions;

  PreciseArithmetic(int digits) {
    this.digits = digits;
    this.math = new FixedPrecisionApfloatHelper(digits);
    this.functions = new PreciseFunctions(digits);
  }

  PreciseNumber exact(long value) {
    return PreciseNumber.of(Expressions.num(value), digits);
  }

  PreciseNumber of(Num number) {
    return PreciseNumber.of(number, digits);
  }

  PreciseNumber pi() {
    return relative(round(functions.pi()), Double.NEGATIVE_INFINITY);
  }

  private PreciseNumber relative(Apfloat value, double error) {
    return PreciseNumber.rounded(value, error, digits);
  }

  private PreciseNumber absolute(Apfloat value, double error) {
    return PreciseNumber.roundedAbsolutely(value, error, digits);
  }

  PreciseNumber add(PreciseNumber a, PreciseNumber b) {
    if (a.exact() != null && b.exact() != null) {
      return of(Expressions.add(a.exact(), b.exact()));
    }
    if (a.isZero() || b.isZero()) {
      return a.isZero() ? b : a;
    }
    return relative(
        math.add(a.toApfloat(digits), b.toApfloat(digits)),
        PreciseNumber.plus(a.error(digits), b.error(digits)));
  }

  PreciseNumber multiply(PreciseNumber a, PreciseNumber b) {
    if (a.exact() != null && b.exact() != null) {
      return of(Expressions.multiply(a.exact(), b.exact()));
    }
    if (a.isZero() || b.isZero()) {
      return exact(0);
    }
    Apfloat x = a.toApfloat(digits);
    Apfloat y = b.toApfloat(digits);
    double errorOfX = a.error(digits);
    double errorOfY = b.error(digits);
    double error =
        PreciseNumber.plus(
            PreciseNumber.plus(PreciseNumber.size(x) + errorOfY, PreciseNumber.size(y) + errorOfX),
            errorOfX + errorOfY);
    return relative(math.multiply(x, y), error);
  }

  PreciseNumber negate(PreciseNumber a) {
    return multiply(exact(-1), a);
  }

  /** Returns the larger or the smaller one; its error covers the case that it is the other. */
  PreciseNumber extremum(PreciseNumber a, PreciseNumber b, boolean max) {
    if (a.exact() != null && b.exact() != null) {
      return a.exact().compareTo(b.exact()) >= 0 == max ? a : b;
    }
    int order = add(a, negate(b)).sign();
    if (order != 0) {
      // The larger one for certain: an exact 0 stays one, of which a root has a value.
      return order > 0 == max ? a : b;
    }
    Apfloat x = a.toApfloat(digits);
    Apfloat y = b.toApfloat(digits);
    return relative(x.compareTo(y) >= 0 == max ? x : y, Math.max(a.error(digits), b.error(digits)));
  }

  PreciseNumber abs(PreciseNumber x) {
    if (x.exact() != null) {
      return x.exact().signum() < 0 ? negate(x) : x;
    }
    return relative(ApfloatMath.abs(x.toApfloat(digits)), x.error());
  }

  /** The sign; a rounded number too small to have one is refused, not taken for 0. */
  int sign(PreciseNumber x) {
    int sign = x.sign();
    if (sign == 0 && !x.isZero()) {
      throw new UndefinedValueException("too close to 0 to have a sign");
    }
    return sign;
  }

  PreciseNumber floor(PreciseNumber x) {
    if (x.exact() != null) {
      return of(Expressions.num(Interval.floor(x.exact()), BigInteger.ONE));
    }
    Apfloat a = x.toApfloat(digits);
    Apfloat nearest = a.add(new Apfloat("0.5", digits)).floor();
    if (PreciseNumber.size(a.subtract(nearest)) - 1 <= x.error()) {
      throw new UndefinedValueException("too close to a jump of Floor");
    }
    return of(Expressions.num(a.floor().toBigInteger(), BigInteger.ONE));
  }

  PreciseNumber integerPower(PreciseNumber base, BigInteger exponent) {
    if (exponent.bitLength() > 30) {
      throw new UndefinedValueException("a power too large");
    }
    if (base.exact() != null) {
      if (base.exact().signum() == 0 && exponent.signum() <= 0) {
        throw new UndefinedValueException("division by zero");
      }
      Expr folded = Expressions.power(base.exact(), Expressions.num(exponent, BigInteger.ONE));
      if (folded instanceof Num num) {
        return of(num);
      }
    }
    Apfloat b = base.toApfloat(digits);
    if (exponent.signum() < 0 && base.sign() == 0) {
      throw new UndefinedValueException("division by zero, or too close to it");
    }
    double error = base.error(digits);
    double size = PreciseNumber.size(b);
    double relativeError = error - size + 1 + Math.log10(Math.abs(exponent.doubleValue()));
    if (exponent.signum() > 0 && relativeError > SMALL) {
      // Nothing is known but the size: |b^n - c^n| <= n |b - c| (|b| + |b - c|)^(n - 1).
      double n = exponent.doubleValue();
      double largest = PreciseNumber.plus(size, error);
      return relative(math.pow(b, exponent.longValue()), Math.log10(n) + error + (n - 1) * largest);
    }
    return power(math.pow(b, exponent.longValue()), relativeError);
  }

  /** A power of which the relative error of the base times the exponent is known. */
  private PreciseNumber power(Apfloat value, double relativeError) {
    if (relativeError > SMALL) {
      throw new UndefinedValueException("a power of too inexact a number");
    }
    return relative(value, PreciseNumber.size(value) + relativeError + 0.5);
  }

  /** Returns a power of a positive number. */
  PreciseNumber rationalPower(PreciseNumber base, Num exponent) {
    if (base.exact() != null && Expressions.power(base.exact(), exponent) instanceof Num num) {
      return of(num);
    }
    if (exponent.denominator().bitLength() < 16 && exponent.numerator().bitLength() < 16) {
      Apfloat b = positive(base);
      Apfloat root = math.root(b, exponent.denominator().longValue());
      double relativeError =
          base.error(digits)
              - PreciseNumber.size(b)
              + 1
              + Math.max(0, Math.log10(Math.abs(exponent.doubleValue())));
      return power(math.pow(root, exponent.numerator().longValue()), relativeError);
    }
    return exp(multiply(of(exponent), log(base)));
  }

  PreciseNumber exp(PreciseNumber x) {
    if (x.isZero()) {
      return exact(1);
    }
    Apfloat exponent = x.toApfloat(digits);
    if (exponent.signum() < 0 && isFar(exponent, x.error(digits))) {
      return negligible(); // smaller than everything that it is added to: 0 but for an error
    }
    Apfloat value = round(functions.exp(decimal(bounded(exponent))));
    return power(value, x.error(digits));
  }

  PreciseNumber log(PreciseNumber x) {
    if (x.isExactly(1)) {
      return exact(0);
    }
    Apfloat a = positive(x);
    double relativeError = x.error(digits) - PreciseNumber.size(a) + 1;
    if (relativeError > SMALL) {
      throw new UndefinedValueException("a logarithm of too inexact a number");
    }
    return absolute(round(functions.log(decimal(a))), relativeError + 0.5);
  }

  /**
   * Returns the value of an elementary function.
   *
   * @throws UndefinedValueException if there is none
   */
  PreciseNumber function(String head, PreciseNumber x) {
    if (x.isZero()
        && FunctionTable.atZero(Expressions.call(head, Expressions.ZERO)).orElse(null)
            instanceof Num value) {
      return of(value);
    }
    Apfloat a = x.toApfloat(digits);
    double error = x.error(digits);
    double size = Math.min(ApfloatMath.abs(a).doubleValue(), 1e6);
    return switch (head) {
      case "Sin" -> absolute(round(functions.sin(decimal(bounded(a)))), error);
      case "Cos" -> absolute(round(functions.cos(decimal(bounded(a)))), error);
      case "Tan" -> multiply(function("Sin", x), integerPower(cosine(x), BigInteger.ONE.negate()));
      case "ArcSin" -> arcSin(a, error);
      case "ArcCos" -> add(multiply(of(Expressions.HALF), pi()), negate(arcSin(a, error)));
      case "ArcTan" -> absolute(round(functions.arcTan(decimal(a))), flattening(a, error));
      case "Sinh" -> absolute(round(functions.sinh(decimal(bounded(a)))), growing(error, size));
      case "Cosh" -> relative(round(functions.cosh(decimal(bounded(a)))), growing(error, size));
      case "Tanh" -> absolute(round(functions.tanh(decimal(bounded(a)))), error);
      case "Sech" -> integerPower(function("Cosh", x), BigInteger.ONE.negate());
      case "ArcTanh" -> arcTanh(a, error);
      case "ArcSinh" -> arcSinh(x);
      case "ArcCosh" -> log(add(x, multiply(root(x, -1), root(x, 1))));
      case "Csch" -> integerPower(function("Sinh", x), BigInteger.ONE.negate());
      case "Coth" -> integerPower(function("Tanh", x), BigInteger.ONE.negate());
      case "Log" -> log(x);
      case "Erf" ->
          size * size > LARGEST_EXPONENT.doubleValue() && error < PreciseNumber.size(a) - 2
              ? add(exact(a.signum()), negligible())
              : relative(PreciseErf.erf(bounded(a), digits), decaying(error, size));
      case "Erfc" -> relative(PreciseErf.erfc(bounded(a), digits), decaying(error, size));
      case "Erfi" ->
          relative(
              PreciseErf.erfi(bounded(a), digits),
              small(error) + 0.1 + LOG_E * (size + 1) * (size + 1));
      case "DawsonF" -> relative(PreciseErf.dawson(bounded(a), digits), error + 0.1);
      case "Gamma" -> gamma(x, a, error);
      default -> throw new UndefinedValueException("no value of " + head);
    };
  }

  /** Returns the root of a number that is moved. */
  private PreciseNumber root(PreciseNumber x, long shift) {
    return rationalPower(add(x, exact(shift)), Expressions.HALF);
  }

  /** From {@code Log[Abs[x] + Sqrt[1 + x^2]]}, in which nothing cancels. */
  private PreciseNumber arcSinh(PreciseNumber x) {
    boolean negative = x.toApfloat(digits).signum() < 0;
    PreciseNumber size = negative ? negate(x) : x;
    PreciseNumber root = rationalPower(add(exact(1), multiply(x, x)), Expressions.HALF);
    PreciseNumber value = log(add(size, root));
    return negative ? negate(value) : value;
  }

  /**
   * Returns the bivariate normal distribution function. It changes by at most {@code Abs[h1 -
   * h2]/Sqrt[2 Pi]} with a bound, and with the correlation by at most {@code Abs[ArcSin[r1] -
   * ArcSin[r2]]/(2 Pi)}.
   */
  PreciseNumber bivariateNormal(PreciseNumber h, PreciseNumber k, PreciseNumber rho) {
    if (isFar(h.toApfloat(digits), h.error(digits))) {
      return h.toApfloat(digits).signum() < 0 ? negligible() : normal(k);
    }
    if (isFar(k.toApfloat(digits), k.error(digits))) {
      return k.toApfloat(digits).signum() < 0 ? negligible() : normal(h);
    }
    Apfloat correlation = inUnitInterval(rho.toApfloat(digits));
    double error =
        PreciseNumber.plus(
            PreciseNumber.plus(h.error(digits), k.error(digits)),
            arcSin(correlation, rho.error(digits)).error());
    BigDecimal value =
        PreciseBivariateNormal.cdf(
            decimal(h.toApfloat(digits)),
            decimal(k.toApfloat(digits)),
            decimal(correlation),
            digits);
    return absolute(round(value), error);
  }

  /** Returns the distribution function of the standard normal. */
  private PreciseNumber normal(PreciseNumber x) {
    PreciseNumber scaled = multiply(x, rationalPower(exact(2), Expressions.num(-1, 2)));
    return multiply(of(Expressions.HALF), add(exact(1), function("Erf", scaled)));
  }

  /** Whether a number is far from 0 although it may be inexact: beyond half of the limit. */
  private static boolean isFar(Apfloat a, double error) {
    return ApfloatMath.abs(a).compareTo(LARGEST_EXPONENT) > 0 && error < PreciseNumber.size(a) - 2;
  }

  /** A number below {@code Exp[-LARGEST_EXPONENT/2]}. */
  private PreciseNumber negligible() {
    return relative(Apfloat.ZERO, -LARGEST_EXPONENT.doubleValue() / 2 * LOG_E);
  }

  private PreciseNumber cosine(PreciseNumber x) {
    return function("Cos", x);
  }

  /** {@code |Cosh'|} and {@code |Sinh'|} are at most {@code Exp[|x| + 1]} within 1 of x. */
  private static double growing(double error, double size) {
    return small(error) + LOG_E * (size + 1);
  }

  /** {@code |Erf'|} is at most {@code 1.13 Exp[-(|x| - 1)^2]} within 1 of x. */
  private static double decaying(double error, double size) {
    double distance = Math.max(0, size - 1);
    return small(error) + 0.1 - LOG_E * distance * distance;
  }

  /** {@code ArcTan'} is at most 1, and at most {@code 4/x^2} where the error is below |x|/2. */
  private static double flattening(Apfloat a, double error) {
    double size = PreciseNumber.size(a) - 1;
    return size > error + 1 ? error - 2 * Math.max(0, size) + 0.7 : error;
  }

  private static double small(double error) {
    if (error > 0) {
      throw new UndefinedValueException("an argument too inexact");
    }
    return error;
  }

  /** The derivative {@code (1 - x^2)^(-1/2)} away from 1, and Hoelder continuity at it. */
  private PreciseNumber arcSin(Apfloat a, double error) {
    BigDecimal x = decimal(inUnitInterval(a));
    BigDecimal rest =
        BigDecimal.ONE.subtract(x).multiply(BigDecimal.ONE.add(x)).round(functions.context());
    Apfloat value;
    if (rest.signum() == 0) {
      Apfloat quarterTurn = math.divide(round(functions.pi()), new Apint(2));
      value = a.signum() > 0 ? quarterTurn : quarterTurn.negate();
    } else {
      BigDecimal tangent = x.divide(rest.sqrt(functions.context()), functions.context());
      value = round(functions.arcTan(tangent));
    }
    double near = error / 2 + 0.5;
    double distance = PreciseNumber.size(round(rest)) - 2;
    double away = distance > error + 1 ? error - distance / 2 + 0.5 : Double.POSITIVE_INFINITY;
    return absolute(value, Math.min(near, away));
  }

  private PreciseNumber arcTanh(Apfloat a, double error) {
    Apfloat rest = math.subtract(Apint.ONE, ApfloatMath.abs(inUnitInterval(a)));
    double distance = PreciseNumber.size(rest) - 1;
    if (rest.signum() == 0 || distance < error + 1) {
      throw new UndefinedValueException("ArcTanh too close to 1");
    }
    return absolute(
        round(functions.arcTanh(decimal(a))),
        PreciseNumber.plus(error - distance + 0.5, 3.0 - digits - distance));
  }

  private PreciseNumber gamma(PreciseNumber x, Apfloat a, double error) {
    // |Gamma'/Gamma| is below 10^4 on the half line from 10^-3 to where the value is refused.
    if (x.exact() == null && (x.sign() <= 0 || a.doubleValue() < 1e-3 || error > -6)) {
      throw new UndefinedValueException("Gamma of too inexact a number");
    }
    Apfloat value = math.gamma(bounded(a));
    return relative(
        value,
        x.exact() != null ? Double.NEGATIVE_INFINITY : PreciseNumber.size(value) + error + 5);
  }

  private static BigDecimal decimal(Apfloat a) {
    return new BigDecimal(a.toString(false));
  }

  private Apfloat round(BigDecimal x) {
    return new Apfloat(x, digits);
  }

  private Apfloat positive(PreciseNumber x) {
    if (sign(x) <= 0) {
      throw new UndefinedValueException("a root or logarithm of a number that is not positive");
    }
    return x.toApfloat(digits);
  }

  private static Apfloat inUnitInterval(Apfloat a) {
    if (ApfloatMath.abs(a).compareTo(Apint.ONE) > 0) {
      throw new UndefinedValueException("an inverse sine or cosine beyond 1");
    }
    return a;
  }

  private static Apfloat bounded(Apfloat a) {
    if (ApfloatMath.abs(a).compareTo(LARGEST_EXPONENT) > 0) {
      throw new UndefinedValueException("an argument too large to evaluate");
    }
    return a;
  }
}
