package org.widelimit.enclosure.box;

import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.RealInterval;

/**
 * A polynomial and a bound on the distance of a function from it, for all variables between -1 and
 * 1 (Makino and Berz 2003).
 *
 * <p>Coefficients are doubles; what rounding takes from them, and what a truncated product leaves
 * out, goes into the bound. Sums of numbers that are not negative are rounded to nearest and then
 * enlarged by more than all their roundings together ({@link #up}).
 */
public final class TaylorModel {

  /** Half a unit in the last place of 1. */
  private static final double ROUNDING = 0x1p-53;

  /** More than {@code (1 + 2^-53)^(2^14)}: no sum here has so many terms. */
  private static final double ENLARGED = 1 + 0x1p-38;

  /** More than what all products that underflow together lose. */
  private static final double LOST = 0x1p-1000;

  private final ModelSpace space;
  private final double[] coefficients;
  private final double remainder;
  private @Nullable RealInterval range;
  private double @Nullable [] norms;
  private double norm = Double.NaN;

  private TaylorModel(ModelSpace space, double[] coefficients, double remainder) {
    this.space = space;
    this.coefficients = coefficients;
    this.remainder = remainder;
  }

  /** Enlarges a sum of few thousand rounded terms that are not negative. */
  public static double up(double sum) {
    return sum == 0 ? 0 : sum * ENLARGED + LOST;
  }

  /** Returns the model of numbers in a bounded interval. */
  static TaylorModel of(ModelSpace space, RealInterval interval) {
    double[] c = new double[space.size()];
    c[0] = interval.middle();
    return new TaylorModel(space, c, radius(interval, c[0]));
  }

  private static double radius(RealInterval interval, double middle) {
    return Math.max(
        RealInterval.sumUp(interval.hi(), -middle), RealInterval.sumUp(middle, -interval.lo()));
  }

  /** Returns the model of a variable whose values fill a bounded interval. */
  static TaylorModel variable(ModelSpace space, int variable, RealInterval interval) {
    double[] c = new double[space.size()];
    c[0] = interval.middle();
    double radius = radius(interval, c[0]);
    if (space.degree() == 0) {
      return new TaylorModel(space, c, radius);
    }
    int[] exponent = new int[space.variables()];
    exponent[variable] = 1;
    c[space.index(exponent)] = radius;
    return new TaylorModel(space, c, 0);
  }

  ModelSpace space() {
    return space;
  }

  public double remainder() {
    return remainder;
  }

  public double coefficient(int index) {
    return coefficients[index];
  }

  /** Returns whether all numbers of the model are finite. */
  boolean isBounded() {
    double sum = remainder;
    for (double c : coefficients) {
      sum += Math.abs(c);
    }
    return sum < Double.POSITIVE_INFINITY;
  }

  /** Returns an interval that holds every value. */
  public RealInterval range() {
    RealInterval known = range;
    if (known == null) {
      known = bound();
      range = known;
    }
    return known;
  }

  private RealInterval bound() {
    if (!isBounded()) {
      return RealInterval.REALS;
    }
    double odd = 0;
    double rising = 0;
    double falling = 0;
    for (int i = 1; i < coefficients.length; i++) {
      double c = coefficients[i];
      if (!space.isEven(i)) {
        odd += Math.abs(c);
      } else if (c > 0) {
        rising += c;
      } else {
        falling -= c;
      }
    }
    double low = up(odd + falling + remainder);
    double high = up(odd + rising + remainder);
    return RealInterval.of(
        RealInterval.sumDown(coefficients[0], -low), RealInterval.sumUp(coefficients[0], high));
  }

  /**
   * Returns for each variable what the terms that it is in come to, each by its part of the degree.
   *
   * @param highest whether the terms of the two highest degrees alone count
   */
  public double[] shares(boolean highest) {
    double[] shares = new double[space.variables()];
    int first = highest ? space.end(Math.max(0, space.degree() - 2)) : 1;
    for (int i = first; i < coefficients.length; i++) {
      for (int v = 0; v < shares.length; v++) {
        shares[v] += Math.abs(coefficients[i]) * space.exponent(i, v) / space.degreeOf(i);
      }
    }
    return shares;
  }

  /** Returns this model with a larger bound. */
  TaylorModel enlarged(double more) {
    return new TaylorModel(space, coefficients, up(remainder + more));
  }

  TaylorModel negate() {
    double[] c = new double[coefficients.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = -coefficients[i];
    }
    return new TaylorModel(space, c, remainder);
  }

  TaylorModel plus(TaylorModel other) {
    double[] c = new double[coefficients.length];
    double size = 0;
    for (int i = 0; i < c.length; i++) {
      double sum = coefficients[i] + other.coefficients[i];
      c[i] = sum;
      // A sum with 0 is exact.
      size += coefficients[i] == 0 || other.coefficients[i] == 0 ? 0 : Math.abs(sum);
    }
    return new TaylorModel(space, c, up(remainder + other.remainder + ROUNDING * size));
  }

  TaylorModel minus(TaylorModel other) {
    return plus(other.negate());
  }

  /** Adds the numbers of an interval. */
  TaylorModel plus(RealInterval interval) {
    double middle = interval.middle();
    double[] c = coefficients.clone();
    c[0] += middle;
    double rounding = coefficients[0] == 0 || middle == 0 ? 0 : ROUNDING * Math.abs(c[0]);
    return new TaylorModel(space, c, up(remainder + radius(interval, middle) + rounding));
  }

  /** Multiplies by the numbers of a bounded interval. */
  TaylorModel times(RealInterval interval) {
    double factor = interval.middle();
    double radius = radius(interval, factor);
    double[] c = new double[coefficients.length];
    double size = 0;
    double norm = 0;
    for (int i = 0; i < c.length; i++) {
      c[i] = factor * coefficients[i];
      size += Math.abs(c[i]);
      norm += Math.abs(coefficients[i]);
    }
    return new TaylorModel(
        space,
        c,
        up(
            ROUNDING * size
                + (norm + remainder > 0 && (factor != 0 || radius > 0) ? LOST : 0)
                + Math.abs(factor) * remainder
                + radius * (norm + remainder)));
  }

  TaylorModel times(TaylorModel other) {
    double[] c = new double[coefficients.length];
    double[] mine = norms();
    double[] theirs = other.norms();
    for (int i = 0; i < c.length; i++) {
      double a = coefficients[i];
      if (a == 0) {
        continue;
      }
      int[] target = space.products(i);
      double[] b = other.coefficients;
      for (int j = 0; j < target.length; j++) {
        c[target[j]] += a * b[j];
      }
    }
    double kept = 0;
    double cut = 0;
    double norm = 0;
    double otherNorm = 0;
    for (int i = 0; i < mine.length; i++) {
      norm += mine[i];
      otherNorm += theirs[i];
      for (int j = 0; j < theirs.length; j++) {
        if (i + j < mine.length) {
          kept += mine[i] * theirs[j];
        } else {
          cut += mine[i] * theirs[j];
        }
      }
    }
    boolean nonzero = norm + remainder > 0 && otherNorm + other.remainder > 0;
    double rounding = (space.mostTerms() + 2) * ROUNDING * kept + (nonzero ? LOST : 0);
    double remainders =
        norm * other.remainder + otherNorm * remainder + remainder * other.remainder;
    return new TaylorModel(space, c, up(cut + rounding + remainders));
  }

  /**
   * Returns a sum of models with weights that have errors.
   *
   * @param relative the weights' relative errors
   * @param absolute their absolute errors besides
   */
  static TaylorModel weighted(
      ModelSpace space, double[] weights, TaylorModel[] models, double relative, double absolute) {
    double[] c = new double[space.size()];
    double size = 0;
    double plain = 0;
    double remainders = 0;
    for (int j = 0; j < weights.length; j++) {
      double w = weights[j];
      TaylorModel model = models[j];
      for (int i = 0; i < c.length; i++) {
        c[i] += w * model.coefficients[i];
      }
      double norm = model.norm();
      size += Math.abs(w) * norm;
      plain += norm + model.remainder;
      remainders += Math.abs(w) * model.remainder;
    }
    double rounding = (weights.length + 2) * ROUNDING + relative;
    return new TaylorModel(
        space, c, up(remainders * (1 + 2 * relative) + rounding * size + absolute * plain + LOST));
  }

  /** Returns the sum of the coefficients' absolute values, rounded up. */
  double norm() {
    double known = norm;
    if (Double.isNaN(known)) {
      double sum = 0;
      for (double each : norms()) {
        sum += each;
      }
      known = up(sum);
      norm = known;
    }
    return known;
  }

  /**
   * Returns this model in a space of other variables, perhaps of a lower degree.
   *
   * @param places the number there of each variable here
   */
  TaylorModel embedded(ModelSpace other, int[] places) {
    double[] c = new double[other.size()];
    double cut = 0;
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i] == 0) {
        continue;
      }
      if (space.degreeOf(i) > other.degree()) {
        cut += Math.abs(coefficients[i]);
        continue;
      }
      int[] exponent = new int[other.variables()];
      for (int v = 0; v < places.length; v++) {
        exponent[places[v]] = space.exponent(i, v);
      }
      c[other.index(exponent)] = coefficients[i];
    }
    return new TaylorModel(other, c, up(remainder + cut));
  }

  /** Returns the sums of the coefficients' absolute values for each degree. */
  private double[] norms() {
    double[] known = norms;
    if (known == null) {
      known = newNorms();
      norms = known;
    }
    return known;
  }

  private double[] newNorms() {
    double[] sums = new double[space.degree() + 1];
    int i = 0;
    for (int total = 0; total <= space.degree(); total++) {
      double sum = 0;
      for (; i < space.end(total); i++) {
        sum += Math.abs(coefficients[i]);
      }
      sums[total] = sum;
    }
    return sums;
  }

  /**
   * Returns a function of this model from its Taylor coefficients.
   *
   * @param center where the coefficients {@code at} are taken; a number of the range
   * @param at the coefficients at the center
   * @param over the coefficients on an interval that holds the center and every value
   * @return the model, or null where no order has a bounded remainder
   */
  @Nullable TaylorModel compose(double center, RealInterval[] at, RealInterval[] over) {
    TaylorModel step = plus(RealInterval.of(-center));
    double reach = step.range().magnitude();
    // The order at which the remainder is smallest.
    int order = -1;
    double best = Double.POSITIVE_INFINITY;
    double power = 1;
    for (int k = 0; k + 1 < over.length; k++) {
      power = up(power * reach);
      double error = up(over[k + 1].magnitude() * power);
      if (error < best && at[k].isBounded()) {
        best = error;
        order = k;
      }
    }
    if (order < 0) {
      return null;
    }
    TaylorModel result = of(space, at[order]);
    for (int k = order - 1; k >= 0; k--) {
      result = result.times(step).plus(at[k]);
    }
    return result.enlarged(best);
  }

  /** Returns this model in a space of the same degree with one variable more, the last. */
  TaylorModel lifted(ModelSpace larger) {
    double[] c = new double[larger.size()];
    int[] place = larger.embedding();
    for (int i = 0; i < coefficients.length; i++) {
      c[place[i]] = coefficients[i];
    }
    return new TaylorModel(larger, c, remainder);
  }

  /**
   * Returns the integral over the last variable from -1 to 1.
   *
   * @param smaller the space of the other variables, of the same degree
   */
  TaylorModel integrateLast(ModelSpace smaller) {
    int last = space.variables() - 1;
    double[] c = new double[smaller.size()];
    int[] place = space.projection();
    double size = 0;
    for (int i = 0; i < coefficients.length; i++) {
      int power = space.exponent(i, last);
      if (coefficients[i] != 0 && power % 2 == 0) {
        double term = 2 * coefficients[i] / (power + 1);
        size += Math.abs(term);
        c[place[i]] += term;
      }
    }
    double rounding = (space.degree() + 2) * ROUNDING * size + (size == 0 ? 0 : LOST);
    return new TaylorModel(smaller, c, up(rounding + 2 * remainder));
  }
}
