package org.widelimit.meanfield;

import org.widelimit.gaussian.Bounded;

/**
 * The numbers of layers over which perturbations change by a factor {@code e} (Schoenholz et al.
 * 2017, eq. 8-10).
 *
 * @param length {@code -1/log} of the length map's slope, the scale at which {@code q} settles
 * @param correlation {@code -1/log chi_c*}, the scale at which correlations settle and the depth to
 *     which two inputs can be told apart
 * @param gradient {@code -1/log chi_1}; positive where gradients vanish, negative where they
 *     explode, infinite where they keep their size
 */
public record DepthScales(Bounded length, Bounded correlation, Bounded gradient) {

  /** Returns {@code -1/log(|slope|)}: 0 for slope 0, infinite for slope 1. */
  public static Bounded ofSlope(Bounded slope) {
    double size = Math.abs(slope.value());
    if (Double.isInfinite(size)) {
      return new Bounded(-0.0, 0);
    }
    if (size == 0 && slope.error() == 0) {
      return Bounded.ZERO;
    }
    double logarithm = Math.log(size);
    double lowest = Math.abs(logarithm) - slope.error() / Math.max(size - slope.error(), 0);
    if (logarithm == 0 || !(lowest > 0)) {
      return Bounded.exact(Double.POSITIVE_INFINITY);
    }
    double scale = -1 / logarithm;
    double error = 1 / lowest - 1 / Math.abs(logarithm);
    return new Bounded(scale, error + 4 * Bounded.ROUNDING * Math.abs(scale));
  }
}
