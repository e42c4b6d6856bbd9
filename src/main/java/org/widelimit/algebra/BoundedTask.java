package org.widelimit.algebra;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a computation on a thread of its own, with a deep stack, and leaves it behind when its time
 * is over: polynomial arithmetic does not always ask whether it should stop.
 *
 * <p>The time is that of the processor, so that a busy machine changes no answer, and at most four
 * times as much by the clock. A computation left behind is interrupted and ends at its next {@link
 * #checkpoint}; its thread is a daemon and is not used again.
 */
public final class BoundedTask {

  private static final long STACK_BYTES = 64L << 20;
  private static final int MOST_BY_THE_CLOCK = 4;
  private static final long SLICE_MILLIS = 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ConcurrentLinkedDeque<Worker> IDLE = new ConcurrentLinkedDeque<>();

  private BoundedTask() {}

  private static final class Worker {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(null, this::serve, "derivation", STACK_BYTES);
    private volatile boolean dropped;

    Worker() {
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (!dropped) {
        try {
          tasks.take().run();
        } catch (InterruptedException e) {
          dropped = true;
        }
      }
    }

    private void drop() {
      dropped = true;
      thread.interrupt();
    }

    private Duration used() {
      return Duration.ofNanos(Math.max(0, THREADS.getThreadCpuTime(thread.getId())));
    }
  }

  /**
   * Runs a computation.
   *
   * @param task the computation; its exceptions and errors are handed on
   * @param name what it is, as a noun phrase
   * @param budget the time of the processor it may take
   * @throws BudgetExceededException if it takes longer, or this thread is interrupted meanwhile
   */
  public static <T> T run(Callable<T> task, String name, Duration budget) {
    Worker idle = IDLE.pollFirst();
    Worker worker = idle == null ? new Worker() : idle;
    Duration before = worker.used();
    FutureTask<T> future = new FutureTask<>(task);
    worker.tasks.add(future);
    long clock = System.nanoTime() + MOST_BY_THE_CLOCK * budget.toNanos();
    try {
      while (true) {
        try {
          T result = future.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
          IDLE.addFirst(worker);
          return result;
        } catch (TimeoutException running) {
          if (worker.used().minus(before).compareTo(budget) > 0 || System.nanoTime() > clock) {
            worker.drop();
            throw new BudgetExceededException(name, budget);
          }
        }
      }
    } catch (InterruptedException e) {
      worker.drop();
      Thread.currentThread().interrupt();
      throw new BudgetExceededException(name + " was interrupted and", budget);
    } catch (ExecutionException e) {
      IDLE.addFirst(worker);
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(name + " failed", e.getCause());
    }
  }

  /**
   * Ends a computation that was left behind.
   *
   * @throws BudgetExceededException if it was
   */
  public static void checkpoint() {
    if (Thread.currentThread().isInterrupted()) {
      throw new BudgetExceededException("the computation", Duration.ZERO);
    }
  }

  /** Returns the time of the processor that this thread has used, in nanoseconds. */
  static long usedByThisThread() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
