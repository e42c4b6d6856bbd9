package org.widelimit.meanfield;

import org.widelimit.gaussian.Bounded;

/**
 * A fixed point of the length map or of the correlation map.
 *
 * @param value where it is
 * @param slope the slope of the map there
 * @param stability what the slope decides
 * @param basinLower the lower end of the interval of starting points that it attracts; equal to the
 *     upper end if it attracts none
 * @param basinUpper the upper end of that interval
 */
public record FixedPoint(
    Bounded value, Bounded slope, Stability stability, double basinLower, double basinUpper) {

  FixedPoint withBasin(double lower, double upper) {
    return new FixedPoint(value, slope, stability, lower, upper);
  }

  static FixedPoint of(Bounded value, Bounded slope) {
    return new FixedPoint(value, slope, Stability.ofSlope(slope), value.value(), value.value());
  }
}
