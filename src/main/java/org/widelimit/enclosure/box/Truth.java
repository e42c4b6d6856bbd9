package org.widelimit.enclosure.box;

/** Whether a condition holds on a box. */
public enum Truth {
  /** At every point. */
  TRUE,
  /** At no point. */
  FALSE,
  /** Not known, or at some points. */
  UNKNOWN;

  Truth not() {
    return this == TRUE ? FALSE : this == FALSE ? TRUE : UNKNOWN;
  }

  public Truth and(Truth other) {
    return this == FALSE || other == FALSE ? FALSE : this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  Truth or(Truth other) {
    return not().and(other.not()).not();
  }
}
