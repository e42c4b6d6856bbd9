package org.widelimit.meanfield;

import org.widelimit.numeric.Bounded;

/**
 * A fixed point of the length map or of the correlation map.
 *
 * @param value where it is
 * @param slope the slope of the map there, bounded for every place the fixed point may have
 * @param stability what the slope decides
 * @param basinLower the lower end of the interval of starting points about it that it attracts;
 *     equal to the upper end if it attracts none
 * @param basinUpper the upper end of that interval
 * @param reachedFromElsewhere whether starting points beyond the interval come to it as well, as
 *     the map throws them over another fixed point: all that it attracts is no interval then
 */
public record FixedPoint(
    Bounded value,
    Bounded slope,
    Stability stability,
    Bounded basinLower,
    Bounded basinUpper,
    boolean reachedFromElsewhere) {

  FixedPoint withBasin(Bounded lower, Bounded upper) {
    return withBasin(lower, upper, false);
  }

  FixedPoint withBasin(Bounded lower, Bounded upper, boolean elsewhere) {
    return new FixedPoint(value, slope, stability, lower, upper, elsewhere);
  }

  static FixedPoint of(Bounded value, Bounded slope) {
    return new FixedPoint(value, slope, Stability.ofSlope(slope), value, value, false);
  }

  /** Returns whether it attracts an interval on one side at least. */
  public boolean attracts() {
    return basinLower.value() < basinUpper.value();
  }

  /** Returns whether it attracts from every side on which there are starting points. */
  public boolean attractsFromBothSides() {
    return (basinLower.value() < value.value() || value.value() == 0)
        && basinUpper.value() > value.value();
  }
}
