package org.widelimit.meanfield;

import org.widelimit.numeric.Bounded;

/**
 * The numbers of layers over which perturbations change by a factor {@code e} (Schoenholz et al.
 * 2017, eq. 8-10).
 *
 * @param length {@code -1/log} of the length map's slope, the scale at which {@code q} settles
 * @param correlation {@code -1/log chi_c*}, the scale at which correlations settle and the depth to
 *     which two inputs can be told apart
 * @param gradient {@code -1/log chi_1} (with dropout {@code chi_1} over the keep rate); positive
 *     where gradients vanish, negative where they explode, infinite where they keep their size
 */
public record DepthScales(Bounded length, Bounded correlation, Bounded gradient) {

  /**
   * Returns {@code -1/log(|slope|)}: 0 for slope 0 or infinity, infinite for a slope that is 1 to
   * within its error.
   */
  public static Bounded ofSlope(Bounded slope) {
    double size = Math.abs(slope.value());
    if (Double.isInfinite(size) || (size == 0 && slope.error() == 0)) {
      return Bounded.ZERO;
    }
    if (size <= slope.error()) {
      // The scale falls to 0 with the slope: it lies between 0 and its value at the largest slope.
      double most = slope.upper() < 1 ? -1 / Math.log(size + slope.error()) : Double.NaN;
      return most > 0 ? new Bounded(most / 2, most) : Bounded.exact(Double.POSITIVE_INFINITY);
    }
    double logarithm = Math.log(size);
    double lowest = Math.abs(logarithm) - slope.error() / (size - slope.error());
    if (logarithm == 0 || !(lowest > 0)) {
      return Bounded.exact(Double.POSITIVE_INFINITY);
    }
    double scale = -1 / logarithm;
    double error = 1 / lowest - 1 / Math.abs(logarithm);
    return new Bounded(scale, error + 4 * Bounded.ROUNDING * Math.abs(scale), slope.grade());
  }

  /** Returns the depth that {@code -1/log(|slope|)} exceeds in size, whatever the error hides. */
  public static double atLeast(Bounded slope) {
    double size = Math.abs(slope.value());
    double farthest =
        Math.max(
            Math.abs(Math.log(size + slope.error())),
            Math.abs(Math.log(Math.max(size - slope.error(), 0))));
    return 1 / (farthest + Bounded.ROUNDING);
  }
}
