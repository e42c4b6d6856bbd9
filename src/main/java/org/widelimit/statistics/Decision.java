package org.widelimit.statistics;

/** What a statistical test concluded about a claimed value. */
public enum Decision {
  /** The confidence interval lies within the declared discrepancy of the claimed value. */
  ACCEPTED,
  /** The confidence interval excludes the claimed value. */
  REJECTED,
  /** Neither, when the samples ran out; the outcome says why. */
  INCONCLUSIVE
}
