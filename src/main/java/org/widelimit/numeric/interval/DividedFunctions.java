package org.widelimit.numeric.interval;

import java.util.Optional;
import java.util.Set;

/**
 * Functions f that vanish at 0, divided by their argument: {@code g(x) = f(x)/x}, which is the
 * average of {@code f'} between 0 and x, and as smooth as f.
 */
public final class DividedFunctions {

  /** Stands before the name of f in that of g. */
  public static final String PREFIX = "Divided$";

  private static final Set<String> KNOWN = Set.of("Tanh", "Erf", "ArcTan", "Sinh", "Expm1", "Sin");

  /** Beyond this the recurrence from the quotient keeps its digits. */
  private static final double NEAR = 0.75;

  /** Terms more than the order, of the series about 0. */
  private static final int MORE = 30;

  private DividedFunctions() {}

  /** Returns whether a name is that of a divided function. */
  public static boolean isKnown(String name) {
    return name.startsWith(PREFIX) && KNOWN.contains(function(name));
  }

  /** Returns the name of f. */
  public static String function(String name) {
    return name.substring(PREFIX.length());
  }

  private static RealInterval atZero(String f) {
    return f.equals("Erf") ? ErrorFunctions.TWO_OVER_ROOT_PI : RealInterval.ONE;
  }

  /** Returns the values of a divided function. */
  public static RealInterval range(String name, RealInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    String f = function(name);
    return switch (f) {
      // Even, and falling to 0 as the size rises.
      case "Tanh", "Erf", "ArcTan" ->
          RealInterval.of(at(f, x.magnitude()).lo(), at(f, x.mignitude()).hi())
              .intersect(RealInterval.of(0, atZero(f).hi()));
      case "Sinh" ->
          RealInterval.of(
              Math.max(1, at(f, x.mignitude()).lo()), Math.max(1, at(f, x.magnitude()).hi()));
      case "Expm1" -> RealInterval.of(Math.max(0, at(f, x.lo()).lo()), at(f, x.hi()).hi());
      default -> {
        RealInterval slopes = RealFunctions.cos(x.hull(RealInterval.ZERO));
        yield x.contains(0) ? slopes : RealFunctions.sin(x).dividedBy(x).intersect(slopes);
      }
    };
  }

  private static RealInterval at(String f, double x) {
    if (x == 0) {
      return atZero(f);
    }
    if (Double.isInfinite(x)) {
      boolean rising = f.equals("Sinh") || (f.equals("Expm1") && x > 0);
      return rising ? RealInterval.of(1, Double.POSITIVE_INFINITY) : RealInterval.ZERO;
    }
    RealInterval point = RealInterval.of(x);
    return value(f, point).dividedBy(point);
  }

  private static RealInterval value(String f, RealInterval x) {
    return switch (f) {
      case "Tanh" -> RealFunctions.tanh(x);
      case "Erf" -> ErrorFunctions.erf(x);
      case "ArcTan" -> RealFunctions.arcTan(x);
      case "Sinh" -> RealFunctions.sinh(x);
      case "Expm1" -> RealFunctions.expm1(x);
      default -> RealFunctions.sin(x);
    };
  }

  /**
   * Returns Taylor coefficients {@code g_k}, the best of three bounds: {@code f_(k+1)} anywhere
   * between 0 and x; {@code x g_k = f_k - g_(k-1)}; and the series about 0, whose remainder is
   * bounded by the first of these.
   *
   * @param order the last one
   */
  public static Optional<RealInterval[]> coefficients(String name, RealInterval x, int order) {
    String f = function(name);
    int terms = order + MORE;
    RealInterval between = x.hull(RealInterval.ZERO);
    boolean near = between.magnitude() <= NEAR;
    Optional<RealInterval[]> over = TaylorCoefficients.of(f, between, near ? terms + 1 : order + 1);
    Optional<RealInterval[]> own = TaylorCoefficients.of(f, x, order);
    Optional<RealInterval[]> zero =
        near ? TaylorCoefficients.of(f, RealInterval.ZERO, terms) : Optional.empty();
    if (over.isEmpty() || own.isEmpty() || (near && zero.isEmpty())) {
      return Optional.empty();
    }
    RealInterval[] g = new RealInterval[order + 1];
    for (int k = 0; k <= order; k++) {
      g[k] = over.get()[k + 1];
      if (k == 0) {
        g[k] = g[k].intersect(range(name, x));
      } else if (!x.contains(0)) {
        g[k] = g[k].intersect(own.get()[k].minus(g[k - 1]).dividedBy(x));
      }
      if (near) {
        g[k] = g[k].intersect(series(x, k, terms, zero.get(), over.get()[terms + 1]));
      }
    }
    return Optional.of(g);
  }

  /** {@code Sum[Binomial[i, k] g_i(0) x^(i-k), {i, k, n - 1}] + Binomial[n, k] g_n x^(n-k)}. */
  private static RealInterval series(
      RealInterval x, int k, int n, RealInterval[] zero, RealInterval last) {
    RealInterval sum = RealInterval.ZERO;
    RealInterval binomial = RealInterval.ONE;
    RealInterval power = RealInterval.ONE;
    for (int i = k; i < n; i++) {
      sum = sum.plus(binomial.times(zero[i + 1]).times(power));
      binomial = binomial.times(RealInterval.of(i + 1)).dividedBy(RealInterval.of(i + 1 - k));
      power = power.times(x);
    }
    return sum.plus(binomial.times(last).times(power));
  }

  /**
   * Returns values of a divided function of complex numbers, or empty where it may not be
   * holomorphic: near 0 the slopes of f on the hull with 0.
   */
  public static Optional<ComplexInterval> complex(String name, ComplexInterval z) {
    String f = function(name);
    boolean apart = z.re().lo() > 0 || z.re().hi() < 0 || z.im().lo() > 0 || z.im().hi() < 0;
    if (apart) {
      return function(f, z).flatMap(value -> z.reciprocal().map(value::times));
    }
    ComplexInterval hull =
        new ComplexInterval(z.re().hull(RealInterval.ZERO), z.im().hull(RealInterval.ZERO));
    ComplexInterval one = ComplexInterval.of(RealInterval.ONE);
    return switch (f) {
      case "Tanh" -> hull.tanh().map(t -> one.plus(t.square().negate()));
      case "Erf" ->
          Optional.of(
              hull.square()
                  .negate()
                  .exp()
                  .times(ComplexInterval.of(ErrorFunctions.TWO_OVER_ROOT_PI)));
      case "ArcTan" -> hull.arcTan().flatMap(any -> one.plus(hull.square()).reciprocal());
      case "Sinh" -> Optional.of(hull.cosh());
      case "Expm1" -> Optional.of(hull.exp());
      default -> Optional.of(hull.cos());
    };
  }

  private static Optional<ComplexInterval> function(String f, ComplexInterval z) {
    return switch (f) {
      case "Tanh" -> z.tanh();
      case "Erf" -> Optional.of(z.erf());
      case "ArcTan" -> z.arcTan();
      case "Sinh" -> Optional.of(z.sinh());
      case "Expm1" -> Optional.of(z.exp().plus(ComplexInterval.of(RealInterval.ONE).negate()));
      default -> Optional.of(z.sin());
    };
  }
}
