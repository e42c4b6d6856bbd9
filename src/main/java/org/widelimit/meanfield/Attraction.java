package org.widelimit.meanfield;

import org.widelimit.numeric.Bounded;

/** Whether a network's lengths approach a fixed point of the length map. */
public enum Attraction {
  /** Nearby lengths approach it. */
  ATTRACTING,
  /** The slope is 1 to within its error: lengths approach from one side at most, and slowly. */
  MARGINAL,
  /** Nearby lengths leave it: a network initialized there does not stay there. */
  REPELLING,
  /** Every length is a fixed point, so each network keeps its own. */
  EVERY_LENGTH;

  /** Returns whether a network initialized for this fixed point stays there. */
  public boolean holds() {
    return this == ATTRACTING || this == EVERY_LENGTH;
  }

  /** Returns what the length map's slope decides at a fixed point other than 0. */
  static Attraction ofSlope(Bounded slope) {
    return switch (Stability.ofSlope(slope)) {
      case STABLE -> ATTRACTING;
      case UNSTABLE -> REPELLING;
      case MARGINAL -> MARGINAL;
    };
  }
}
