package org.widelimit.enclosure;

/** Whether a condition holds on a box. */
enum Truth {
  /** At every point. */
  TRUE,
  /** At no point. */
  FALSE,
  /** Not known, or at some points. */
  UNKNOWN;

  Truth not() {
    return this == TRUE ? FALSE : this == FALSE ? TRUE : UNKNOWN;
  }

  Truth and(Truth other) {
    return this == FALSE || other == FALSE ? FALSE : this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  Truth or(Truth other) {
    return not().and(other.not()).not();
  }
}
