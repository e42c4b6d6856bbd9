package org.widelimit.meanfield;

import org.widelimit.numeric.Bounded;

/** How a map acts near one of its fixed points. */
public enum Stability {
  /** The slope is below 1 in absolute value: nearby points approach exponentially. */
  STABLE,
  /** The slope is above 1 in absolute value: nearby points are driven away. */
  UNSTABLE,
  /** The slope is 1 in absolute value, to within its error: slower than exponential. */
  MARGINAL;

  /** Returns the stability that a slope decides. */
  public static Stability ofSlope(Bounded slope) {
    Bounded size = slope.value() < 0 ? slope.times(-1) : slope;
    if (size.upper() < 1) {
      return STABLE;
    }
    return size.lower() > 1 ? UNSTABLE : MARGINAL;
  }
}
