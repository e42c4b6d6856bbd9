package org.widelimit.enclosure.box;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** The time of the processor that an enclosure may take, on the thread that made this. */
public final class Effort {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Steps between two looks at a clock. */
  private static final int STRIDE = 16;

  /** Nanoseconds between two looks at the processor's clock. */
  private static final long BETWEEN = 10_000_000;

  private final long start = THREADS.getCurrentThreadCpuTime();
  private final long budget;
  private long looked = System.nanoTime();
  private int steps;

  public Effort(Duration budget) {
    this.budget = budget.toNanos();
  }

  /** Says that the time is used up. */
  public static final class UsedUpException extends RuntimeException {
    public UsedUpException() {
      super("the time is used up", null, false, false);
    }
  }

  /** Ends what runs if its time is used up, or its thread was interrupted. */
  void step() {
    if (++steps % STRIDE == 0) {
      long now = System.nanoTime();
      // The processor's clock is slow to read: the other one says when it is worth it.
      if (now - looked > BETWEEN) {
        looked = now;
        if (isUsedUp()) {
          throw new UsedUpException();
        }
      }
    }
  }

  /** Returns whether there is no time left. */
  public boolean isUsedUp() {
    return THREADS.getCurrentThreadCpuTime() - start > budget
        || Thread.currentThread().isInterrupted();
  }
}
