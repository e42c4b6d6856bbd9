package org.widelimit.budget;

import java.time.Duration;

/** Thrown when a computation did not end within the time it was given. */
public final class BudgetExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says which computation ran out of which budget.
   *
   * @param task what was computed, as a noun phrase
   * @param budget the time it had
   */
  public BudgetExceededException(String task, Duration budget) {
    super(task + " did not end within " + budget.toMillis() + " ms");
  }
}
