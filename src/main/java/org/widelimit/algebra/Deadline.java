package org.widelimit.algebra;

import java.time.Duration;

/**
 * A time after which a computation gives up.
 *
 * @param nanoTime the value of the clock at that time
 * @param budget the time there was
 */
record Deadline(long nanoTime, Duration budget) {

  static Deadline after(Duration budget) {
    return new Deadline(System.nanoTime() + budget.toNanos(), budget);
  }

  /**
   * Checks the clock.
   *
   * @throws UndecidedException if the time is over
   */
  void check() {
    if (System.nanoTime() - nanoTime > 0 || Thread.currentThread().isInterrupted()) {
      throw new UndecidedException("the zero test did not end within " + budget.toMillis() + " ms");
    }
  }
}
