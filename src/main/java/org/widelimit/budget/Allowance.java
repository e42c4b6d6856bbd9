package org.widelimit.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A time of the processor that several computations share, one after another. */
public final class Allowance {

  private final Duration total;
  private final List<String> unfinished = new ArrayList<>();
  private long left;

  /**
   * Creates an allowance of which nothing is used.
   *
   * @param total the time for all computations together
   */
  public Allowance(Duration total) {
    this.total = total;
    this.left = total.toNanos();
  }

  /** Returns the time for all computations together. */
  public Duration total() {
    return total;
  }

  /** Returns the names of the computations that did not end. */
  public List<String> unfinished() {
    return List.copyOf(unfinished);
  }

  /**
   * Runs a computation with the time that is left.
   *
   * @param task the computation; its exceptions and errors are handed on
   * @param name what it is, as a noun phrase
   * @throws BudgetExceededException if it takes longer, nothing is left, or this thread is
   *     interrupted; the message names the whole allowance
   */
  public <T> T run(Callable<T> task, String name) {
    if (left <= 0) {
      unfinished.add(name);
      throw new BudgetExceededException(name, total);
    }
    long[] used = new long[1];
    try {
      return BoundedTask.run(
          () -> {
            long start = TaskThread.usedByThisThread();
            try {
              return task.call();
            } finally {
              used[0] = TaskThread.usedByThisThread() - start;
            }
          },
          name,
          Duration.ofNanos(left));
    } catch (BudgetExceededException late) {
      unfinished.add(name);
      throw new BudgetExceededException(name, total);
    } finally {
      left -= used[0] == 0 ? left : used[0];
    }
  }
}
