package org.widelimit.numeric;

/**
 * What the error bound of a number is worth. A verdict is never stronger than the weakest grade.
 */
public enum Grade {
  /** The true value lies within the bound: outward rounding, or a proved bound of the error. */
  RIGOROUS,
  /** The bound holds under a condition that was not checked, and that the evidence names. */
  CONDITIONAL,
  /** The bound is an estimate, such as the change in the last refinement of a rule. */
  ESTIMATE;

  /** Returns the weaker of two grades. */
  public Grade weaker(Grade other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
