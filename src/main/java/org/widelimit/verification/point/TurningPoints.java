package org.widelimit.verification.point;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.precise.Decimals;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.theorem.Domain;

/**
 * Where a function of one real variable is 0, changes its sign or turns: on a grid over the whole
 * set on every scale, refined, and as an exact rational number where there is one.
 */
public final class TurningPoints {

  /** Zeros and turns that are kept, each from all over the set. */
  private static final int MOST_KEPT = 5;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Digits to which a zero is sharpened, so that a rational one is recognized. */
  private static final MathContext SHARP = new MathContext(60);

  private TurningPoints() {}

  /**
   * Returns the points, none of them necessarily in the set.
   *
   * @param part a formula
   * @param name the variable
   * @param others the values of its other symbols
   * @param f the same in doubles; not a number where it has no value
   */
  public static List<Num> of(
      Expr part, String name, Domain domain, Map<String, Num> others, DoubleUnaryOperator f) {
    double[] grid = grid(domain);
    double[] values = new double[grid.length];
    for (int i = 0; i < grid.length; i++) {
      values[i] = f.applyAsDouble(grid[i]);
    }
    List<Num> zeros = new ArrayList<>();
    List<Num> turns = new ArrayList<>();
    for (int i = 0; i + 1 < grid.length; i++) {
      if (values[i] == 0) {
        zeros.add(Expressions.decimal(new BigDecimal(grid[i])));
      } else if (values[i] * values[i + 1] < 0) {
        zeros.add(exactZero(part, name, others, bisect(f, grid[i], grid[i + 1], values[i])));
      }
      if (i > 0 && turns(values[i - 1], values[i], values[i + 1])) {
        double at = turn(f, grid[i - 1], grid[i + 1], values[i] > values[i - 1]);
        turns.add(near(at, 1e-7));
        turns.add(Expressions.decimal(new BigDecimal(at)));
      }
    }
    List<Num> kept = new ArrayList<>(spread(zeros, MOST_KEPT));
    kept.addAll(spread(turns, 2 * MOST_KEPT));
    return kept;
  }

  private static boolean turns(double before, double here, double after) {
    return (here > before && here > after) || (here < before && here < after);
  }

  private static <T> List<T> spread(List<T> all, int most) {
    List<T> some = new ArrayList<>();
    int taken = Math.min(most, all.size());
    for (int i = 0; i < taken; i++) {
      some.add(all.get((int) ((long) i * all.size() / taken)));
    }
    return some;
  }

  /** Returns increasing numbers all over a set, dense near finite ends, near 0 and about 1. */
  static double[] grid(Domain domain) {
    TreeSet<Double> grid = new TreeSet<>();
    double lower = domain.lower().map(Num::doubleValue).orElse(Double.NEGATIVE_INFINITY);
    double upper = domain.upper().map(Num::doubleValue).orElse(Double.POSITIVE_INFINITY);
    double width = upper - lower;
    if (Double.isFinite(width)) {
      for (int i = 0; i <= 96; i++) {
        grid.add(lower + width * i / 96);
      }
      for (double k = -9; k < -2; k += 0.5) {
        grid.add(lower + width * Math.pow(10, k));
        grid.add(upper - width * Math.pow(10, k));
      }
    }
    for (double k = -9; k <= 12; k += 0.25) {
      double step = Math.pow(10, k);
      grid.add(step);
      grid.add(-step);
      if (Double.isFinite(lower) && Double.isInfinite(upper)) {
        grid.add(lower + step);
      }
      if (Double.isFinite(upper) && Double.isInfinite(lower)) {
        grid.add(upper - step);
      }
    }
    for (int i = -80; i <= 80; i++) {
      grid.add(i / 4.0);
    }
    return grid.stream()
        .mapToDouble(x -> domain.integer() ? Math.rint(x) : x)
        .filter(x -> x >= lower && x <= upper)
        .distinct()
        .toArray();
  }

  private static double bisect(DoubleUnaryOperator f, double lower, double upper, double atLower) {
    double left = lower;
    double right = upper;
    for (int i = 0; i < 200; i++) {
      double middle = left + (right - left) / 2;
      if (middle == left || middle == right) {
        return middle;
      }
      double value = f.applyAsDouble(middle);
      if (value == 0) {
        return middle;
      }
      if (value * atLower > 0) {
        left = middle;
      } else {
        right = middle;
      }
    }
    return left;
  }

  /** Returns where a function is largest or least between two numbers, by the golden section. */
  static double turn(DoubleUnaryOperator f, double lower, double upper, boolean largest) {
    double sign = largest ? -1 : 1;
    double left = lower;
    double right = upper;
    double a = right - GOLDEN * (right - left);
    double b = left + GOLDEN * (right - left);
    double atA = sign * f.applyAsDouble(a);
    double atB = sign * f.applyAsDouble(b);
    for (int i = 0; i < 60 && b > a; i++) {
      if (atA <= atB || Double.isNaN(atB)) {
        right = b;
        b = a;
        atB = atA;
        a = right - GOLDEN * (right - left);
        atA = sign * f.applyAsDouble(a);
      } else {
        left = a;
        a = b;
        atA = atB;
        b = left + GOLDEN * (right - left);
        atB = sign * f.applyAsDouble(b);
      }
    }
    return left + (right - left) / 2;
  }

  /** Returns the rational zero next to a double if there is one, otherwise the double. */
  private static Num exactZero(Expr part, String name, Map<String, Num> others, double zero) {
    Num plain = Expressions.decimal(new BigDecimal(zero));
    Num simple = near(zero, 4e-16);
    if (isZero(part, name, others, simple)) {
      return simple;
    }
    // One step of the secant method, which is exact for a linear part.
    Optional<BigDecimal> here = value(part, name, others, plain);
    Optional<BigDecimal> there = value(part, name, others, Expressions.add(plain, Expressions.ONE));
    if (here.isEmpty() || there.isEmpty() || here.get().compareTo(there.get()) == 0) {
      return plain;
    }
    BigDecimal step = here.get().divide(there.get().subtract(here.get()), SHARP);
    BigDecimal sharp = new BigDecimal(zero).subtract(step);
    BigDecimal off = Decimals.shifted(sharp.abs(), 45);
    Num rational =
        simplest(Expressions.decimal(sharp.subtract(off)), Expressions.decimal(sharp.add(off)));
    return isZero(part, name, others, rational) ? rational : plain;
  }

  private static boolean isZero(Expr part, String name, Map<String, Num> others, Num at) {
    return HighPrecision.estimate(part, with(others, name, at), 20)
        .filter(value -> value.value().signum() == 0 && value.error().signum() == 0)
        .isPresent();
  }

  private static Optional<BigDecimal> value(
      Expr part, String name, Map<String, Num> others, Num at) {
    return HighPrecision.estimate(part, with(others, name, at), SHARP.getPrecision())
        .map(HighPrecision.Estimate::value);
  }

  private static Map<String, Num> with(Map<String, Num> others, String name, Num value) {
    Map<String, Num> point = new HashMap<>(others);
    point.put(name, value);
    return point;
  }

  /** Returns the simplest rational number within a relative distance of a double. */
  static Num near(double value, double relative) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal off = new BigDecimal(Math.abs(value) * relative);
    return off.signum() == 0
        ? Expressions.decimal(exact)
        : simplest(Expressions.decimal(exact.subtract(off)), Expressions.decimal(exact.add(off)));
  }

  /** Returns the number of least denominator between two numbers, both included. */
  static Num simplest(Num lower, Num upper) {
    if (lower.signum() <= 0 && upper.signum() >= 0) {
      return Expressions.ZERO;
    }
    if (upper.signum() < 0) {
      return Expressions.opposite(
          simplest(Expressions.opposite(upper), Expressions.opposite(lower)));
    }
    BigInteger floor = Interval.floor(lower);
    Num whole = Expressions.num(floor, BigInteger.ONE);
    if (whole.compareTo(lower) == 0) {
      return whole;
    }
    Num next = Expressions.add(whole, Expressions.ONE);
    if (next.compareTo(upper) <= 0) {
      return next;
    }
    Num rest =
        simplest(
            reciprocal(Expressions.subtract(upper, whole)),
            reciprocal(Expressions.subtract(lower, whole)));
    return Expressions.add(whole, reciprocal(rest));
  }

  private static Num reciprocal(Num number) {
    return number.signum() < 0
        ? Expressions.num(number.denominator().negate(), number.numerator().negate())
        : Expressions.num(number.denominator(), number.numerator());
  }
}
