package org.widelimit.gaussian.quadrature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Zeros and extrema of a function of one variable on an interval. */
public final class Places {

  private static final int CELLS = 1216;

  /** Steps of the bisections, each of which halves a cell. */
  private static final int HALVINGS = 60;

  /** An extremum this close to 0, against the values around it, is a zero of even order. */
  private static final double TOUCHING = 1e-9;

  private Places() {}

  /**
   * What was found.
   *
   * @param zeros where the sign changes, or the function touches 0
   * @param extrema where it is larger, or smaller, than on both sides
   * @param slope the slope of a linear function, not a number of any other
   */
  public record Found(List<Double> zeros, List<Double> extrema, double slope) {}

  /** Looks for zeros and extrema; of a linear function, the zero without error of a search. */
  public static Found of(DoubleUnaryOperator f, double lower, double upper) {
    List<Double> zeros = new ArrayList<>();
    List<Double> extrema = new ArrayList<>();
    double atZero = f.applyAsDouble(0);
    double slope = f.applyAsDouble(1) - atZero;
    double probe = f.applyAsDouble(-7.25);
    double size = Math.abs(atZero) + Math.abs(slope);
    if (Math.abs(probe - (atZero - 7.25 * slope)) <= 1e-13 * size
        && Math.abs(f.applyAsDouble(0.375) - (atZero + 0.375 * slope)) <= 1e-13 * size) {
      if (slope != 0) {
        zeros.add(-atZero / slope);
      }
      return new Found(zeros, extrema, slope);
    }
    double width = (upper - lower) / CELLS;
    double[] values = new double[CELLS + 1];
    for (int i = 0; i <= CELLS; i++) {
      values[i] = f.applyAsDouble(lower + width * i);
    }
    if (values[0] == 0) {
      zeros.add(lower);
    }
    for (int i = 0; i < CELLS; i++) {
      double left = lower + width * i;
      double right = lower + width * (i + 1);
      if (values[i + 1] == 0 || values[i] * values[i + 1] < 0) {
        zeros.add(values[i + 1] == 0 ? right : bisect(f, left, right, values[i]));
      }
      boolean inside = i > 0;
      double before = inside ? values[i] - values[i - 1] : 0;
      double after = values[i + 1] - values[i];
      if (inside && before != 0 && before * after <= 0) {
        double sign = before > 0 ? 1 : -1;
        extremum(f, left - width, right, sign, values[i], zeros, extrema);
      }
    }
    return new Found(zeros, extrema, Double.NaN);
  }

  /** Finds an extremum by shrinking three points about it, the last step by a parabola. */
  private static void extremum(
      DoubleUnaryOperator f,
      double lower,
      double upper,
      double sign,
      double level,
      List<Double> zeros,
      List<Double> extrema) {
    double a = lower;
    double c = upper;
    double b = a + (c - a) / 2;
    double top = sign * f.applyAsDouble(b);
    // Differences below the root of the rounding say nothing any more.
    for (int i = 0; i < HALVINGS && c - a > 1e-5 * (upper - lower); i++) {
      double left = a + (b - a) / 2;
      double right = b + (c - b) / 2;
      double atLeft = sign * f.applyAsDouble(left);
      double atRight = sign * f.applyAsDouble(right);
      if (atLeft > top && atLeft >= atRight) {
        c = b;
        b = left;
        top = atLeft;
      } else if (atRight > top) {
        a = b;
        b = right;
        top = atRight;
      } else {
        a = left;
        c = right;
      }
    }
    double place = vertex(f, a, b, c);
    double value = f.applyAsDouble(place);
    extrema.add(place);
    double around =
        Math.abs(f.applyAsDouble(lower)) + Math.abs(f.applyAsDouble(upper)) + Math.abs(level);
    if (value * level < 0) {
      // Two zeros within a cell.
      zeros.add(bisect(f, lower, place, f.applyAsDouble(lower)));
      zeros.add(bisect(f, place, upper, value));
    } else if (Math.abs(value) <= TOUCHING * around) {
      zeros.add(place);
    }
  }

  private static double vertex(DoubleUnaryOperator f, double a, double b, double c) {
    double slopeLeft = (f.applyAsDouble(b) - f.applyAsDouble(a)) / (b - a);
    double slopeRight = (f.applyAsDouble(c) - f.applyAsDouble(b)) / (c - b);
    double bend = (slopeRight - slopeLeft) / (c - a);
    double at = (a + b) / 2 - slopeLeft / (2 * bend);
    return at > a && at < c ? at : b;
  }

  private static double bisect(DoubleUnaryOperator f, double lower, double upper, double atLower) {
    double left = lower;
    double right = upper;
    while (true) {
      double middle = left + (right - left) / 2;
      if (middle == left || middle == right) {
        return Math.abs(f.applyAsDouble(left)) < Math.abs(f.applyAsDouble(right)) ? left : right;
      }
      if (f.applyAsDouble(middle) * atLower > 0) {
        left = middle;
      } else {
        right = middle;
      }
    }
  }

  /**
   * Returns over what distance a function moves by about 1 at a place, from its slope and its bend;
   * infinite where it is flat or has no values.
   */
  public static double scale(DoubleUnaryOperator f, double place) {
    double step = 0x1p-12;
    double middle = f.applyAsDouble(place);
    double up = f.applyAsDouble(place + step);
    double down = f.applyAsDouble(place - step);
    double slope = Math.abs(up - down) / (2 * step);
    double bend = Math.abs(up - 2 * middle + down) / (step * step);
    double scale = Math.min(1 / slope, 1 / Math.sqrt(bend));
    return Double.isNaN(scale) ? Double.POSITIVE_INFINITY : scale;
  }
}
