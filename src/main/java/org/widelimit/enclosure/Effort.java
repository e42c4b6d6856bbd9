package org.widelimit.enclosure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** The time of the processor that an enclosure may take, on the thread that made this. */
final class Effort {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Steps between two looks at the clock. */
  private static final int STRIDE = 64;

  private final long start = THREADS.getCurrentThreadCpuTime();
  private final long budget;
  private int steps;

  Effort(Duration budget) {
    this.budget = budget.toNanos();
  }

  /** Says that the time is used up. */
  static final class UsedUpException extends RuntimeException {
    UsedUpException() {
      super("the time is used up", null, false, false);
    }
  }

  /** Ends what runs if its time is used up, or its thread was interrupted. */
  void step() {
    if (++steps % STRIDE == 0 && isUsedUp()) {
      throw new UsedUpException();
    }
  }

  /** Returns whether there is no time left. */
  boolean isUsedUp() {
    return THREADS.getCurrentThreadCpuTime() - start > budget
        || Thread.currentThread().isInterrupted();
  }
}
