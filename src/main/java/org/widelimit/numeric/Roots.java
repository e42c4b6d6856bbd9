package org.widelimit.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** Encloses the roots of a function that is known to within error bounds. */
public final class Roots {

  private static final int STEPS = 200;

  /** Golden section narrows a dip to a relative 1e-8, where a parabola is flat to rounding. */
  private static final int DIP_STEPS = 40;

  private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;

  /** Nearer to 0 than this, relative to the point, no sign in doubles is believed. */
  private static final double MARGIN = 1e-9;

  private static final double WIDEST_MARGIN = 1e-2;

  /** Points at which doubles are compared with many digits, and what that counts. */
  private static final int PROBES = 8;

  private static final double LOST = 1e3;

  /** The relative error of a root from which on it is a stretch where signs are open. */
  private static final double VAGUE = 0.5;

  private static final int WIDENINGS = 8;
  private static final double WIDER = 8;

  private Roots() {}

  /**
   * What a scan found.
   *
   * @param roots the enclosed roots in ascending order
   * @param zeroEverywhere whether the function could be zero at every point of the grid
   * @param lastSign the sign at the last point of the grid, 0 if undecided
   * @param undecided where the function is so near to 0 that its sign is not certain
   */
  public record Scan(
      List<Bounded> roots, boolean zeroEverywhere, int lastSign, List<Stretch> undecided) {}

  /** A point of the grid with the sign there, 0 where it is not certain. */
  private record Sample(double x, double value, int sign) {

    /** Returns how near the function is to 0, on the scale on which a grid of lengths lives. */
    double relative() {
      return Math.abs(value) / x;
    }
  }

  /** A function on a grid, and from where on its values in doubles are taken for their word. */
  private record Sampler(Excess function, double margin) {

    static Sampler of(Excess function, double[] grid) {
      double margin = MARGIN;
      for (int i = 0; i < grid.length && grid[i] <= 1; i += Math.max(1, grid.length / PROBES)) {
        double x = grid[i];
        Bounded rough = function.rough(x);
        double lost =
            function.fine(x).map(fine -> Math.abs(fine.value() - rough.value())).orElse(0.0);
        margin = Math.max(margin, LOST * lost / (x + Math.abs(rough.value())));
      }
      return new Sampler(function, Math.min(margin, WIDEST_MARGIN));
    }

    Sample at(double x) {
      Bounded rough = function.rough(x);
      if (Math.abs(rough.value()) > 2 * rough.error() + margin * x) {
        return new Sample(x, rough.value(), sign(rough));
      }
      Bounded value = function.fine(x).orElse(rough);
      return new Sample(x, value.value(), sign(value));
    }
  }

  /**
   * Scans an ascending grid for changes of sign and encloses a root in each. Two roots between
   * neighbours of the grid are missed.
   */
  public static Scan scan(DoubleFunction<Bounded> function, double[] grid) {
    Excess excess = Excess.ofDoubles(function);
    return scan(new Sampler(excess, 0), grid, false);
  }

  /**
   * Scans an ascending grid of positive numbers. Where the function comes nearer to 0 and recedes
   * without a change of sign, its nearest point is sought, as two roots may lie between neighbours
   * of the grid.
   */
  public static Scan scanWithDips(Excess function, double[] grid) {
    if (isZero(function, grid)) {
      return new Scan(List.of(), true, 0, List.of());
    }
    return scan(Sampler.of(function, grid), grid, true);
  }

  /** Whether the function is 0 wherever doubles can tell, and to many digits at some points. */
  private static boolean isZero(Excess function, double[] grid) {
    for (double x : grid) {
      Bounded rough = function.rough(x);
      if (Math.abs(rough.value()) > 2 * rough.error()) {
        return false;
      }
    }
    for (int i = grid.length / 4; i < grid.length; i += grid.length / 4) {
      Optional<Bounded> fine = function.fine(grid[i]);
      if (fine.isPresent() && sign(fine.get()) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Scan scan(Sampler sampler, double[] grid, boolean withDips) {
    List<Sample> all = new ArrayList<>();
    for (double x : grid) {
      all.add(sampler.at(x));
    }
    List<Sample> samples = all.stream().filter(sample -> sample.sign != 0).toList();
    List<Bounded> roots = new ArrayList<>();
    List<Stretch> undecided = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      Sample at = samples.get(i);
      Sample before = samples.get(i - 1);
      if (before.sign != at.sign) {
        add(enclose(sampler.function, before.x, at.x, before.sign), roots, undecided);
      } else if (all.indexOf(at) > all.indexOf(before) + 1) {
        undecided.add(new Stretch(before.x, at.x));
      } else if (withDips && i + 1 < samples.size() && dips(before, at, samples.get(i + 1))) {
        Sample after = samples.get(i + 1);
        Optional<Sample> other = beyond(sampler, before, at, after);
        if (other.isPresent()) {
          Sample there = other.get();
          add(enclose(sampler.function, before.x, there.x, before.sign), roots, undecided);
          add(enclose(sampler.function, there.x, after.x, there.sign), roots, undecided);
        }
      }
    }
    if (!samples.isEmpty()) {
      Sample first = samples.get(0);
      Sample last = samples.get(samples.size() - 1);
      if (first.x != all.get(0).x) {
        undecided.add(0, new Stretch(all.get(0).x, first.x));
      }
      if (last.x != all.get(all.size() - 1).x) {
        undecided.add(new Stretch(last.x, all.get(all.size() - 1).x));
      }
    }
    int lastSign = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).sign;
    return new Scan(List.copyOf(roots), samples.isEmpty(), lastSign, List.copyOf(undecided));
  }

  /** A root of which next to nothing is known is none that one could name. */
  private static void add(Bounded root, List<Bounded> roots, List<Stretch> undecided) {
    if (root.error() <= VAGUE * Math.abs(root.value())) {
      roots.add(root);
    } else {
      undecided.add(new Stretch(root.lower(), root.upper()));
    }
  }

  private static boolean dips(Sample before, Sample at, Sample after) {
    return after.sign == at.sign
        && at.relative() < before.relative()
        && at.relative() <= after.relative();
  }

  /** Seeks a point of the other sign about a dip, by golden section. */
  private static Optional<Sample> beyond(Sampler sampler, Sample before, Sample dip, Sample after) {
    Sample left = before;
    Sample middle = dip;
    Sample right = after;
    for (int i = 0; i < DIP_STEPS; i++) {
      boolean rightwards = right.x - middle.x > middle.x - left.x;
      double far = rightwards ? right.x : left.x;
      Sample next = sampler.at(middle.x + GOLDEN * (far - middle.x));
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

  public static int sign(Bounded value) {
    return value.lower() > 0 ? 1 : value.upper() < 0 ? -1 : 0;
  }

  /**
   * Encloses the root between two points at which the signs are certain and differ: in doubles
   * first, and if many digits do not confirm the signs at the ends, by those alone.
   */
  public static Bounded enclose(Excess function, double left, double right, int leftSign) {
    Bounded root = enclose(function::rough, left, right, leftSign);
    double error = Math.max(root.error(), Math.ulp(root.value()));
    for (int i = 0; i < WIDENINGS; i++) {
      double below = root.value() - error;
      double above = root.value() + error;
      Optional<Bounded> atBelow = below <= left ? Optional.empty() : function.fine(below);
      Optional<Bounded> atAbove = above >= right ? Optional.empty() : function.fine(above);
      boolean confirmed =
          atBelow.map(value -> sign(value) == leftSign).orElse(true)
              && atAbove.map(value -> sign(value) == -leftSign).orElse(true);
      if (confirmed) {
        double lower = Math.max(below, left);
        double upper = Math.min(above, right);
        double center = lower + (upper - lower) / 2;
        return new Bounded(center, Math.max(center - lower, upper - center));
      }
      error *= WIDER;
    }
    return enclose(x -> function.fine(x).orElseGet(() -> function.rough(x)), left, right, leftSign);
  }

  /**
   * Narrows a bracket until the sign is lost in the error bound, and then widens it again to the
   * nearest points where the sign is certain: the root lies between these.
   */
  public static Bounded enclose(
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
  public static double[] logarithmic(double first, double last, int count) {
    double[] grid = new double[count];
    for (int i = 0; i < count; i++) {
      grid[i] = first * Math.pow(last / first, (double) i / (count - 1));
    }
    return grid;
  }
}
