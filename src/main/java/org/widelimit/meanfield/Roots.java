package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.widelimit.gaussian.Bounded;

/** Encloses the roots of a function that is known to within error bounds. */
final class Roots {

  private static final int STEPS = 200;

  private Roots() {}

  /**
   * What a scan found.
   *
   * @param roots the enclosed roots in ascending order
   * @param zeroEverywhere whether the function could be zero at every point of the grid
   * @param lastSign the sign at the last point of the grid, 0 if undecided
   */
  record Scan(List<Bounded> roots, boolean zeroEverywhere, int lastSign) {}

  /**
   * Scans an ascending grid for changes of sign and encloses a root in each. Two roots between
   * neighbours of the grid are missed.
   */
  static Scan scan(DoubleFunction<Bounded> function, double[] grid) {
    List<Bounded> roots = new ArrayList<>();
    int undecided = 0;
    int lastSign = 0;
    double last = Double.NaN;
    for (double x : grid) {
      int sign = sign(function.apply(x));
      if (sign == 0) {
        undecided++;
        continue;
      }
      if (lastSign != 0 && sign != lastSign) {
        roots.add(enclose(function, last, x, lastSign));
      }
      lastSign = sign;
      last = x;
    }
    return new Scan(List.copyOf(roots), undecided == grid.length, lastSign);
  }

  static int sign(Bounded value) {
    return value.lower() > 0 ? 1 : value.upper() < 0 ? -1 : 0;
  }

  /**
   * Narrows a bracket until the sign is lost in the error bound, and then widens it again to the
   * nearest points where the sign is certain: the root lies between these.
   */
  static Bounded enclose(
      DoubleFunction<Bounded> function, double left, double right, int leftSign) {
    double a = left;
    double b = right;
    double middle = (a + b) / 2;
    for (int i = 0; i < STEPS; i++) {
      middle = a > 0 && b > 4 * a ? Math.sqrt(a * b) : (a + b) / 2;
      if (middle <= a || middle >= b) {
        break;
      }
      int sign = sign(function.apply(middle));
      if (sign == 0) {
        break;
      }
      if (sign == leftSign) {
        a = middle;
      } else {
        b = middle;
      }
    }
    double unit = Math.max(Math.ulp(middle), Double.MIN_NORMAL);
    double below = a;
    for (double step = unit; middle - step > a; step *= 4) {
      if (sign(function.apply(middle - step)) == leftSign) {
        below = middle - step;
        break;
      }
    }
    double above = b;
    for (double step = unit; middle + step < b; step *= 4) {
      if (sign(function.apply(middle + step)) == -leftSign) {
        above = middle + step;
        break;
      }
    }
    double center = below + (above - below) / 2;
    return new Bounded(center, Math.max(center - below, above - center));
  }

  /** Returns a grid of equal ratios from {@code first} to {@code last}, both included. */
  static double[] logarithmic(double first, double last, int count) {
    double[] grid = new double[count];
    for (int i = 0; i < count; i++) {
      grid[i] = first * Math.pow(last / first, (double) i / (count - 1));
    }
    return grid;
  }
}
