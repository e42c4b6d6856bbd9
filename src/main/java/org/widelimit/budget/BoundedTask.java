package org.widelimit.budget;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.widelimit.algebra.decide.InterruptibleOrder;

/**
 * Runs a computation on a thread of its own, with a deep stack, and answers when its time is over.
 *
 * <p>The time is that of the processor, so that a busy machine changes no answer, and includes that
 * of the bounded tasks that the computation waits for. A computation whose time is over is
 * interrupted and ends at its next {@link #checkpoint}; there is one in every loop over terms, and
 * in every comparison of monomials ({@link InterruptibleOrder}). Its thread is not used again.
 */
public final class BoundedTask {

  private static final ConcurrentLinkedDeque<TaskThread> IDLE = new ConcurrentLinkedDeque<>();

  private BoundedTask() {}

  /**
   * Runs a computation.
   *
   * @param task the computation; its exceptions and errors are handed on
   * @param name what it is, as a noun phrase
   * @param budget the time of the processor it may take
   * @throws BudgetExceededException if it takes longer, or this thread is interrupted meanwhile
   */
  public static <T> T run(Callable<T> task, String name, Duration budget) {
    return run(task, name, budget, TaskThread.LONGEST_REST);
  }

  /**
   * Runs a computation that may wait for other threads than those of such tasks, of which the time
   * is not counted.
   *
   * @param longestRest how long, by the clock, it may use no time of the processor itself
   * @throws BudgetExceededException if it takes longer, or this thread is interrupted meanwhile
   */
  public static <T> T run(Callable<T> task, String name, Duration budget, Duration longestRest) {
    if (isOver()) {
      throw new BudgetExceededException(name + " was interrupted and", budget);
    }
    TaskThread idle = IDLE.pollFirst();
    TaskThread thread = idle == null ? new TaskThread("derivation") : idle;
    boolean ended = false;
    try {
      FutureTask<T> scoped = new FutureTask<>(TaskLocal.carried(task));
      T result = thread.run(scoped, budget, longestRest);
      ended = true;
      return result;
    } catch (TimeoutException late) {
      throw new BudgetExceededException(name, budget);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BudgetExceededException(name + " was interrupted and", budget);
    } catch (ExecutionException e) {
      ended = true;
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(name + " failed", e.getCause());
    } finally {
      if (ended) {
        IDLE.addFirst(thread);
      } else {
        thread.drop();
        thread.interrupt();
      }
    }
  }

  /**
   * Ends a computation whose time is over; on a thread that is not one of these it does nothing.
   *
   * @throws BudgetExceededException if it is over
   */
  public static void checkpoint() {
    if (isOver() && TaskThread.isCurrent()) {
      throw new BudgetExceededException("the computation", Duration.ZERO);
    }
  }

  /** Returns whether this thread was interrupted: what it computes is no answer any more. */
  public static boolean isOver() {
    return Thread.currentThread().isInterrupted();
  }
}
