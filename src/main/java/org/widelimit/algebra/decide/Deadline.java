package org.widelimit.algebra.decide;

import java.time.Duration;
import org.widelimit.budget.TaskThread;

/**
 * A time after which a computation on this thread gives up: the processor's, so that a busy machine
 * changes no answer.
 *
 * @param nanos the thread's time at which it is over
 * @param budget the time there was
 */
record Deadline(long nanos, Duration budget) {

  static Deadline after(Duration budget) {
    return new Deadline(TaskThread.usedByThisThread() + budget.toNanos(), budget);
  }

  /**
   * Checks the clock.
   *
   * @throws UndecidedException if the time is over
   */
  void check() {
    if (TaskThread.usedByThisThread() > nanos || Thread.currentThread().isInterrupted()) {
      throw new UndecidedException("the zero test did not end within " + budget.toMillis() + " ms");
    }
  }
}
