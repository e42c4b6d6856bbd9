package org.widelimit.enclosure.box;

import java.util.List;
import org.widelimit.numeric.interval.RealInterval;

/** The halves of an interval, also of one without bounds. */
public final class Halves {

  /** Intervals that reach to infinity from here on are not divided. */
  private static final double FAR = 0x1p40;

  private Halves() {}

  /** Returns two intervals that together are the given one; none where it is not divided. */
  public static List<RealInterval> of(RealInterval side) {
    double middle;
    if (side.lo() == Double.NEGATIVE_INFINITY && side.hi() == Double.POSITIVE_INFINITY) {
      middle = 0;
    } else if (side.hi() == Double.POSITIVE_INFINITY) {
      middle = further(side.lo());
    } else if (side.lo() == Double.NEGATIVE_INFINITY) {
      middle = -further(-side.hi());
    } else {
      middle = side.lo() / 2 + side.hi() / 2;
    }
    return middle > side.lo() && middle < side.hi()
        ? List.of(RealInterval.of(side.lo(), middle), RealInterval.of(middle, side.hi()))
        : List.of();
  }

  private static double further(double end) {
    return end >= FAR ? end : end < -2 ? end / 4 : end < 0 ? 0 : Math.max(1, 4 * end);
  }
}
