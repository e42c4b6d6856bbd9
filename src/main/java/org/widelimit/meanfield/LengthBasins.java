package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Roots;

/**
 * The basins of a length map's fixed points.
 *
 * <p>A length map need not increase, but it never falls steeply: {@code E phi(sqrt(q) z)^2} is
 * {@code (2 pi q)^(-1/2)} times an integral that increases with {@code q}, so that {@code sqrt(q)}
 * times the map increases. Hence no fixed point has a slope below -1/2, and no two lengths are each
 * other's image. Where there is no such pair, every orbit in an interval that is mapped into itself
 * approaches a fixed point (Coppel 1955). So a fixed point attracts from the side on which lengths
 * move towards it, and its basin about it is the largest interval that the map keeps and that holds
 * no other fixed point: it ends at the neighbouring fixed points, or where the map jumps over them.
 */
final class LengthBasins {

  /** Lengths at which an interval between fixed points is searched for jumps over its ends. */
  private static final int GRID = 193;

  /** An interval that starts at 0 is searched from this part of its upper end on. */
  private static final double LOWEST = 1e-12;

  private final List<FixedPoint> points;
  private final DoubleFunction<Bounded> map;
  private final boolean grows;

  /** The largest length that is looked at. */
  private final double end;

  /**
   * Prepares the basins.
   *
   * @param points the fixed points in ascending order
   * @param map the length map
   * @param grows whether lengths beyond the last fixed point grow
   * @param end the largest length at which the map is known
   */
  LengthBasins(List<FixedPoint> points, DoubleFunction<Bounded> map, boolean grows, double end) {
    this.points = points;
    this.map = map;
    this.grows = grows;
    this.end = end;
  }

  /** Returns the fixed points with their basins. */
  List<FixedPoint> find() {
    List<FixedPoint> result = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      result.add(withBasin(i));
    }
    return result;
  }

  private FixedPoint withBasin(int index) {
    FixedPoint point = points.get(index);
    Bounded at = point.value();
    Bounded before = index == 0 ? Bounded.ZERO : points.get(index - 1).value();
    boolean last = index + 1 == points.size();
    Bounded after = last ? Bounded.exact(Double.POSITIVE_INFINITY) : points.get(index + 1).value();
    boolean fromBelow = at.value() > 0 && moves((at.value() + before.value()) / 2) > 0;
    boolean fromAbove = last ? !grows : moves((at.value() + after.value()) / 2) < 0;
    Bounded lower = fromBelow ? before : at;
    Bounded upper = fromAbove ? after : at;
    // Each end may come nearer as the other does. No two lengths are each other's image, so that
    // this comes to a stop.
    while (true) {
      Bounded nearerUpper = fromAbove ? upperEnd(at, upper, lower) : upper;
      Bounded nearerLower = fromBelow ? lowerEnd(at, lower, nearerUpper) : lower;
      boolean settled = nearerLower.equals(lower) && nearerUpper.equals(upper);
      lower = nearerLower;
      upper = nearerUpper;
      if (settled) {
        return point.withBasin(lower, upper, isReachedFromElsewhere(lower, upper));
      }
    }
  }

  private int moves(double length) {
    return Roots.sign(map.apply(length).plus(-length));
  }

  /**
   * Returns where, going up from the fixed point, the map first falls to the lower end. As {@code
   * sqrt(q)} times the map increases, it is at least {@code at^(3/2) q^(-1/2)} up to there.
   */
  private Bounded upperEnd(Bounded at, Bounded upper, Bounded lower) {
    double ratio = at.value() / lower.value();
    double bottom = at.value() * ratio * ratio;
    double top = Math.min(upper.value(), end);
    return bottom < top ? firstCrossing(grid(bottom, top), lower, 1, upper) : upper;
  }

  /** Returns where, going down from the fixed point, the map first rises to the upper end. */
  private Bounded lowerEnd(Bounded at, Bounded lower, Bounded upper) {
    double ratio = at.value() / upper.value();
    double top = at.value() * ratio * ratio;
    double bottom = Math.max(lower.value(), LOWEST * top);
    if (!(bottom < top)) {
      return lower;
    }
    double[] down = grid(bottom, top);
    for (int i = 0; i < down.length / 2; i++) {
      double swapped = down[i];
      down[i] = down[down.length - 1 - i];
      down[down.length - 1 - i] = swapped;
    }
    return firstCrossing(down, upper, -1, lower);
  }

  /** Lengths strictly between two, closer to each other near both. */
  private static double[] grid(double lower, double upper) {
    double[] grid = new double[GRID];
    boolean wide = upper > 16 * lower;
    for (int i = 0; i < GRID; i++) {
      double t = (i + 1.0) / (GRID + 1);
      double eased = t * t * (3 - 2 * t);
      grid[i] =
          wide
              ? lower * Math.exp(eased * Math.log(upper / lower))
              : lower + eased * (upper - lower);
    }
    return grid;
  }

  /** Encloses the first length at which the map is on the other side of a level. */
  private Bounded firstCrossing(double[] lengths, Bounded level, int inside, Bounded none) {
    DoubleFunction<Bounded> above = q -> map.apply(q).minus(level);
    double last = Double.NaN;
    for (double length : lengths) {
      int side = Roots.sign(above.apply(length));
      if (side == -inside && !Double.isNaN(last)) {
        return last < length
            ? Roots.enclose(above, last, length, inside)
            : Roots.enclose(above, length, last, -inside);
      }
      if (side == inside) {
        last = length;
      }
    }
    return none;
  }

  /** Returns whether lengths outside are mapped into the basin. */
  private boolean isReachedFromElsewhere(Bounded lower, Bounded upper) {
    if (!(lower.value() < upper.value())) {
      return false;
    }
    double[] below =
        lower.value() > 0 ? grid(LOWEST * lower.value(), lower.lower()) : new double[0];
    double[] above = upper.value() < end ? grid(upper.upper(), end) : new double[0];
    return Arrays.stream(below).anyMatch(q -> isInside(q, lower, upper))
        || Arrays.stream(above).anyMatch(q -> isInside(q, lower, upper));
  }

  private boolean isInside(double length, Bounded lower, Bounded upper) {
    Bounded image = map.apply(length);
    return image.lower() > lower.upper() && image.upper() < upper.lower();
  }
}
