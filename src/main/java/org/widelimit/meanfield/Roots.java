package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.widelimit.gaussian.Bounded;

/** Encloses the roots of a function that is known to within error bounds. */
final class Roots {

  private static final int STEPS = 200;

  /** Golden section narrows a dip to a relative 1e-8, where a parabola is flat to rounding. */
  private static final int DIP_STEPS = 40;

  private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;

  private Roots() {}

  /**
   * What a scan found.
   *
   * @param roots the enclosed roots in ascending order
   * @param zeroEverywhere whether the function could be zero at every point of the grid
   * @param lastSign the sign at the last point of the grid, 0 if undecided
   */
  record Scan(List<Bounded> roots, boolean zeroEverywhere, int lastSign) {}

  /** A point at which the sign is decided. */
  private record Sample(double x, double value, int sign) {

    /** Returns how near the function is to 0, on the scale on which a grid of lengths lives. */
    double relative() {
      return Math.abs(value) / x;
    }
  }

  /**
   * Scans an ascending grid for changes of sign and encloses a root in each. Two roots between
   * neighbours of the grid are missed.
   */
  static Scan scan(DoubleFunction<Bounded> function, double[] grid) {
    return scan(function, grid, false);
  }

  /**
   * Scans an ascending grid of positive numbers. Where the function comes nearer to 0 and recedes
   * without a change of sign, its nearest point is sought, as two roots may lie between neighbours
   * of the grid.
   */
  static Scan scanWithDips(DoubleFunction<Bounded> function, double[] grid) {
    return scan(function, grid, true);
  }

  private static Scan scan(DoubleFunction<Bounded> function, double[] grid, boolean withDips) {
    List<Sample> samples = new ArrayList<>();
    for (double x : grid) {
      Sample sample = sample(function, x);
      if (sample.sign != 0) {
        samples.add(sample);
      }
    }
    List<Bounded> roots = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample at = samples.get(i);
      if (i == 0) {
        continue;
      }
      Sample before = samples.get(i - 1);
      if (before.sign != at.sign) {
        roots.add(enclose(function, before.x, at.x, before.sign));
      } else if (withDips && i + 1 < samples.size() && dips(before, at, samples.get(i + 1))) {
        Sample after = samples.get(i + 1);
        Optional<Sample> other = beyond(function, before, at, after);
        if (other.isPresent()) {
          roots.add(enclose(function, before.x, other.get().x, before.sign));
          roots.add(enclose(function, other.get().x, after.x, other.get().sign));
        }
      }
    }
    int lastSign = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).sign;
    return new Scan(List.copyOf(roots), samples.isEmpty(), lastSign);
  }

  private static Sample sample(DoubleFunction<Bounded> function, double x) {
    Bounded value = function.apply(x);
    return new Sample(x, value.value(), sign(value));
  }

  private static boolean dips(Sample before, Sample at, Sample after) {
    return after.sign == at.sign
        && at.relative() < before.relative()
        && at.relative() <= after.relative();
  }

  /** Seeks a point of the other sign about a dip, by golden section. */
  private static Optional<Sample> beyond(
      DoubleFunction<Bounded> function, Sample before, Sample dip, Sample after) {
    Sample left = before;
    Sample middle = dip;
    Sample right = after;
    for (int i = 0; i < DIP_STEPS; i++) {
      boolean rightwards = right.x - middle.x > middle.x - left.x;
      double far = rightwards ? right.x : left.x;
      Sample next = sample(function, middle.x + GOLDEN * (far - middle.x));
      if (next.sign != middle.sign) {
        return next.sign == 0 ? Optional.empty() : Optional.of(next);
      }
      if (next.relative() < middle.relative()) {
        left = rightwards ? middle : left;
        right = rightwards ? right : middle;
        middle = next;
      } else {
        left = rightwards ? left : next;
        right = rightwards ? next : right;
      }
    }
    return Optional.empty();
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
