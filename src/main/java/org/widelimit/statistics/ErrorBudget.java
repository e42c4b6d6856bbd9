package org.widelimit.statistics;

/**
 * The probability of a false alarm that a whole run may spend, split over its stochastic checks.
 *
 * <p>By the union bound, checks whose shares sum to at most {@code total} raise a false alarm with
 * probability at most {@code total}, dependent or not. A share must not move when somebody adds a
 * claim, or the addition would change other claims' decisions; so the budget has a capacity in
 * checks, and every check gets {@code total / capacity} whatever the number really made.
 *
 * @param total the run's probability of at least one false alarm, in (0, 1)
 * @param capacity how many checks the budget serves, at least 1
 */
public record ErrorBudget(double total, int capacity) {
  /** The suite's false-alarm probability per run. */
  public static final double SUITE_TOTAL = 1e-6;

  /** Checks below this number never change one another's shares. */
  public static final int MINIMAL_CAPACITY = 4096;

  /** Checks the ranges. */
  public ErrorBudget {
    if (!(total > 0 && total < 1)) {
      throw new IllegalArgumentException("An error budget lies in (0, 1), not " + total);
    }
    if (capacity < 1) {
      throw new IllegalArgumentException("A budget serves at least one check, not " + capacity);
    }
  }

  /** The budget of one run of the suite. */
  public static ErrorBudget suite() {
    return new ErrorBudget(SUITE_TOTAL, MINIMAL_CAPACITY);
  }

  /**
   * The suite's budget for a known number of checks: the capacity is {@link #MINIMAL_CAPACITY} or
   * the next power of two, so that it changes only when the number of checks doubles.
   */
  public static ErrorBudget suiteOf(int checks) {
    int capacity = MINIMAL_CAPACITY;
    while (capacity < checks) {
      capacity = Math.multiplyExact(capacity, 2);
    }
    return new ErrorBudget(SUITE_TOTAL, capacity);
  }

  /** The false-alarm probability of one check. */
  public double share() {
    return total / capacity;
  }

  /** The same check's share when it is split again, evenly, over {@code parts} decisions. */
  public double share(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("A share is split in at least one part, not " + parts);
    }
    return share() / parts;
  }
}
