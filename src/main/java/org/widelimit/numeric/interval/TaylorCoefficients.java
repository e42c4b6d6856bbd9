package org.widelimit.numeric.interval;

import java.util.Optional;

/**
 * Taylor coefficients {@code f^(k)(x)/k!} of elementary functions, enclosed for every x of an
 * interval on which the function is analytic.
 *
 * <p>From closed forms where there are any, else from the recurrences that the functions'
 * differential equations give; every operation is one of intervals.
 */
public final class TaylorCoefficients {

  /** In Cramér's inequality {@code |H_k(x)| <= K 2^(k/2) Sqrt[k!] Exp[x^2/2]}. */
  private static final double CRAMER = 1.0865;

  private static final RealInterval[] STEPS = new RealInterval[32];

  static {
    for (int k = 0; k < STEPS.length; k++) {
      STEPS[k] = step(k);
    }
  }

  private TaylorCoefficients() {}

  /**
   * Returns the coefficients of a function with one argument.
   *
   * @param name its name, such as {@code Tanh}
   * @param x where; bounded
   * @param order the last coefficient
   * @return {@code order + 1} coefficients; empty where the function has none here, or may not be
   *     analytic on the whole interval
   */
  public static Optional<RealInterval[]> of(String name, RealInterval x, int order) {
    if (x.isEmpty() || !x.isBounded()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (name) {
          case "Exp" -> exp(x, order);
          case "Expm1" -> {
            RealInterval[] f = exp(x, order);
            f[0] = RealFunctions.expm1(x);
            yield f;
          }
          case "LogisticSigmoid" -> logistic(x, order);
          case "Softplus" -> integral(RealFunctions.softplus(x), logistic(x, order));
          case "LogCosh" ->
              integral(RealFunctions.logCosh(x), riccati(RealFunctions.tanh(x), -1, order));
          case "Log" -> x.lo() > 0 ? log(x, order) : null;
          case "Sin" -> circular(RealFunctions.sin(x), RealFunctions.cos(x), -1, order);
          case "Cos" -> circular(RealFunctions.cos(x), RealFunctions.sin(x).negate(), -1, order);
          case "Sinh" -> circular(RealFunctions.sinh(x), RealFunctions.cosh(x), 1, order);
          case "Cosh" -> circular(RealFunctions.cosh(x), RealFunctions.sinh(x), 1, order);
          case "Tan" ->
              RealFunctions.mayHoldTangentPole(x) ? null : riccati(RealFunctions.tan(x), 1, order);
          case "Tanh" -> riccati(RealFunctions.tanh(x), -1, order);
          case "Sech" -> sech(x, order);
          case "ArcTan" -> arcTan(x, order);
          case "ArcSinh" -> arcSinh(x, order);
          case "ArcSin" -> x.lo() > -1 && x.hi() < 1 ? arcSin(x, order) : null;
          case "ArcCos" -> x.lo() > -1 && x.hi() < 1 ? arcCos(x, order) : null;
          case "ArcTanh" -> x.lo() > -1 && x.hi() < 1 ? arcTanh(x, order) : null;
          case "Erf" -> erf(x, order);
          case "Erfc" -> erfc(x, order);
          case "Erfi" -> erfi(x, order);
          case "DawsonF" -> dawson(x, order);
          default ->
              DividedFunctions.isKnown(name)
                  ? DividedFunctions.coefficients(name, x, order).orElse(null)
                  : null;
        });
  }

  private static RealInterval integer(int n) {
    return RealInterval.of(n);
  }

  private static RealInterval[] exp(RealInterval x, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = RealFunctions.exp(x);
    RealInterval factorial = RealInterval.ONE;
    for (int k = 1; k <= order; k++) {
      factorial = factorial.times(integer(k));
      f[k] = f[0].dividedBy(factorial);
    }
    return f;
  }

  private static RealInterval[] log(RealInterval x, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = RealFunctions.log(x);
    for (int k = 1; k <= order; k++) {
      RealInterval power = RealFunctions.power(x, -k).dividedBy(integer(k));
      f[k] = k % 2 == 1 ? power : power.negate();
    }
    return f;
  }

  /**
   * Returns the coefficients of a power with a fixed exponent.
   *
   * @param x positive numbers; for an integer exponent any without 0, or with 0 if it is not
   *     negative
   */
  public static Optional<RealInterval[]> power(RealInterval x, RealInterval exponent, int order) {
    boolean whole =
        exponent.isPoint()
            && exponent.lo() == Math.rint(exponent.lo())
            && Math.abs(exponent.lo()) <= 1 << 20;
    if (x.isEmpty()
        || !x.isBounded()
        || (x.lo() <= 0 && !whole)
        || (whole && exponent.lo() < 0 && x.contains(0))) {
      return Optional.empty();
    }
    RealInterval[] f = new RealInterval[order + 1];
    RealInterval binomial = RealInterval.ONE;
    for (int k = 0; k <= order; k++) {
      if (whole && exponent.lo() >= 0 && k > exponent.lo()) {
        f[k] = RealInterval.ZERO;
        continue;
      }
      RealInterval rest = exponent.minus(integer(k));
      RealInterval power =
          whole ? RealFunctions.power(x, (int) rest.lo()) : RealFunctions.power(x, rest);
      f[k] = binomial.times(power);
      binomial = binomial.times(rest).dividedBy(integer(k + 1));
    }
    return Optional.of(f);
  }

  /** Of a function with {@code f'' = sign f}: the value, the derivative, and so on in turn. */
  private static RealInterval[] circular(
      RealInterval value, RealInterval slope, int sign, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    RealInterval factorial = RealInterval.ONE;
    for (int k = 0; k <= order; k++) {
      RealInterval derivative = k % 2 == 0 ? value : slope;
      boolean negative = sign < 0 && k % 4 >= 2;
      f[k] = (negative ? derivative.negate() : derivative).dividedBy(factorial);
      factorial = factorial.times(integer(k + 1));
    }
    return f;
  }

  /** Of a function with {@code f' = 1 + sign f^2}. */
  private static RealInterval[] riccati(RealInterval value, int sign, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = value;
    for (int k = 0; k < order; k++) {
      RealInterval square = square(f, k);
      RealInterval sum = sign > 0 ? square : square.negate();
      f[k + 1] = (k == 0 ? RealInterval.ONE.plus(sum) : sum).dividedBy(integer(k + 1));
    }
    return f;
  }

  /**
   * From {@code f' = f (1 - f)} on the left, where nothing cancels; on the right from {@code f(x) =
   * 1 - f(-x)}.
   */
  private static RealInterval[] logistic(RealInterval x, int order) {
    boolean right = x.middle() > 0;
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = RealFunctions.logisticSigmoid(right ? x.negate() : x);
    for (int k = 0; k < order; k++) {
      f[k + 1] =
          k == 0
              ? f[0].times(RealInterval.ONE.minus(f[0]))
              : f[k].minus(square(f, k)).dividedBy(integer(k + 1));
    }
    if (right) {
      for (int k = 2; k <= order; k += 2) {
        f[k] = f[k].negate();
      }
      f[0] = RealFunctions.logisticSigmoid(x);
    }
    return f;
  }

  /** The coefficients of a function with this value from those of its derivative. */
  private static RealInterval[] integral(RealInterval value, RealInterval[] slope) {
    RealInterval[] f = new RealInterval[slope.length];
    f[0] = value;
    for (int k = 1; k < f.length; k++) {
      f[k] = slope[k - 1].dividedBy(integer(k));
    }
    return f;
  }

  private static RealInterval square(RealInterval[] f, int k) {
    RealInterval sum = RealInterval.ZERO;
    for (int i = 0; 2 * i < k; i++) {
      sum = sum.plus(f[i].times(f[k - i]));
    }
    sum = sum.plus(sum);
    return k % 2 == 0 ? sum.plus(f[k / 2].square()) : sum;
  }

  /** From {@code Sech' = -Sech Tanh} and {@code Tanh' = Sech^2}. */
  private static RealInterval[] sech(RealInterval x, int order) {
    RealInterval[] tanh = riccati(RealFunctions.tanh(x), -1, order);
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = RealFunctions.sech(x);
    for (int k = 0; k < order; k++) {
      RealInterval sum = RealInterval.ZERO;
      for (int i = 0; i <= k; i++) {
        sum = sum.plus(f[i].times(tanh[k - i]));
      }
      f[k + 1] = sum.negate().dividedBy(integer(k + 1));
    }
    return f;
  }

  /** {@code ArcTan^(k)[x]/(k - 1)! = Cos[y]^k Sin[k (y + Pi/2)]} at {@code y = ArcTan[x]}. */
  private static RealInterval[] arcTan(RealInterval x, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    RealInterval y = RealFunctions.arcTan(x);
    f[0] = y;
    RealInterval turned = y.plus(RealInterval.PI.times(RealInterval.of(0.5)));
    // Cos[y] is the root of 1/(1 + x^2).
    RealInterval cosine =
        RealFunctions.sqrt(RealInterval.ONE.dividedBy(RealInterval.ONE.plus(x.square())));
    for (int k = 1; k <= order; k++) {
      f[k] =
          RealFunctions.power(cosine, k)
              .times(RealFunctions.sin(turned.times(integer(k))))
              .dividedBy(integer(k));
    }
    return f;
  }

  private static RealInterval[] arcSin(RealInterval x, int order) {
    RealInterval rest = RealInterval.ONE.minus(x).times(RealInterval.ONE.plus(x));
    if (rest.lo() <= 0) {
      rest = RealInterval.of(Double.MIN_VALUE, rest.hi());
    }
    return inverseSine(RealFunctions.arcSin(x), x, rest, 1, order);
  }

  private static RealInterval[] arcSinh(RealInterval x, int order) {
    RealInterval rest = RealInterval.ONE.plus(x.square());
    return inverseSine(RealFunctions.arcSinh(x), x, rest, -1, order);
  }

  /** The derivative w has {@code (1 - sign x^2) w' = sign x w}. */
  private static RealInterval[] inverseSine(
      RealInterval value, RealInterval x, RealInterval rest, int sign, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = value;
    RealInterval before = RealInterval.ZERO;
    RealInterval w = RealInterval.ONE.dividedBy(RealFunctions.sqrt(rest));
    for (int k = 0; k < order; k++) {
      f[k + 1] = w.dividedBy(integer(k + 1));
      RealInterval next =
          integer(2 * k + 1)
              .times(x)
              .times(w)
              .plus(integer(k).times(before))
              .dividedBy(rest.times(integer(k + 1)));
      before = w;
      w = sign > 0 ? next : next.negate();
    }
    return f;
  }

  private static RealInterval[] arcCos(RealInterval x, int order) {
    RealInterval[] f = arcSin(x, order);
    for (int k = 1; k <= order; k++) {
      f[k] = f[k].negate();
    }
    f[0] = RealFunctions.arcCos(x);
    return f;
  }

  /** {@code ((1 - x)^-k - (-1 - x)^-k)/(2 k)}. */
  private static RealInterval[] arcTanh(RealInterval x, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = RealFunctions.arcTanh(x);
    RealInterval right = RealInterval.ONE.minus(x);
    RealInterval left = RealInterval.ONE.plus(x);
    for (int k = 1; k <= order; k++) {
      RealInterval other = RealFunctions.power(left, -k);
      RealInterval sum = RealFunctions.power(right, -k).plus(k % 2 == 1 ? other : other.negate());
      f[k] = sum.dividedBy(integer(2 * k));
    }
    return f;
  }

  private static RealInterval[] erf(RealInterval x, int order) {
    RealInterval[] slope = gauss(x, order);
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = ErrorFunctions.erf(x);
    for (int k = 1; k <= order; k++) {
      f[k] = slope[k - 1].times(ErrorFunctions.TWO_OVER_ROOT_PI).dividedBy(integer(k));
    }
    return f;
  }

  private static RealInterval[] erfc(RealInterval x, int order) {
    RealInterval[] f = erf(x, order);
    for (int k = 1; k <= order; k++) {
      f[k] = f[k].negate();
    }
    f[0] = ErrorFunctions.erfc(x);
    return f;
  }

  /** Of {@code Exp[-x^2]}: from {@code g' = -2 x g}, cut by Cramér's inequality. */
  private static RealInterval[] gauss(RealInterval x, int order) {
    RealInterval[] g = new RealInterval[order + 1];
    RealInterval square = x.square();
    g[0] = RealFunctions.exp(square.negate());
    RealInterval envelope =
        RealFunctions.exp(square.times(RealInterval.of(-0.5))).times(RealInterval.of(CRAMER));
    RealInterval bound = envelope;
    for (int k = 0; k < order; k++) {
      RealInterval sum = x.times(g[k]);
      if (k > 0) {
        sum = sum.plus(g[k - 1]);
      }
      RealInterval next = sum.times(RealInterval.of(-2)).dividedBy(integer(k + 1));
      // |H_k|/k! gains a factor Sqrt[2/k] at each step.
      bound = bound.times(k < STEPS.length ? STEPS[k] : step(k));
      g[k + 1] = next.intersect(RealInterval.of(-bound.hi(), bound.hi()));
    }
    return g;
  }

  private static RealInterval step(int k) {
    return RealFunctions.sqrt(RealInterval.of(2).dividedBy(integer(k + 1)));
  }

  private static RealInterval[] erfi(RealInterval x, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = ErrorFunctions.erfi(x);
    RealInterval before = RealInterval.ZERO;
    RealInterval g = RealFunctions.exp(x.square());
    for (int k = 0; k < order; k++) {
      f[k + 1] = g.times(ErrorFunctions.TWO_OVER_ROOT_PI).dividedBy(integer(k + 1));
      RealInterval next =
          x.times(g).plus(before).times(RealInterval.of(2)).dividedBy(integer(k + 1));
      before = g;
      g = next;
    }
    return f;
  }

  /** From {@code D' = 1 - 2 x D}. */
  private static RealInterval[] dawson(RealInterval x, int order) {
    RealInterval[] f = new RealInterval[order + 1];
    f[0] = ErrorFunctions.dawson(x);
    for (int k = 0; k < order; k++) {
      RealInterval sum = x.times(f[k]);
      if (k > 0) {
        sum = sum.plus(f[k - 1]);
      }
      RealInterval twice = sum.times(RealInterval.of(-2));
      f[k + 1] = (k == 0 ? RealInterval.ONE.plus(twice) : twice).dividedBy(integer(k + 1));
    }
    return f;
  }
}
