package org.widelimit.algebra.functions;

/** Where on the real line a function has values, and how smooth it is there. */
public enum Smoothness {
  /** Analytic on the whole line. */
  SMOOTH,
  /** Analytic but for poles, and monotone or of one sign between them. */
  POLES,
  /** Analytic inside an interval, and without values beyond its ends. */
  ENDS,
  /** Continuous on the whole line, with a kink at 0. */
  KINK,
  /** Constant between jumps. */
  JUMPS;

  /** Returns whether the function is analytic wherever it has a value. */
  public boolean isAnalytic() {
    return this == SMOOTH || this == POLES || this == ENDS;
  }
}
