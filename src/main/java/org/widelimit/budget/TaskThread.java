package org.widelimit.budget;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A daemon thread with a deep stack that runs one task at a time and counts the processor's time:
 * its own and that of the threads it waits for.
 */
public final class TaskThread {

  /** Who works on a busy machine gets more than one part in so many of the clock's time. */
  private static final int LEAST_SHARE = 200;

  private static final int MOST_STOPS = 100;
  private static final Duration BETWEEN_STOPS = Duration.ofSeconds(1);

  private static final long STACK_BYTES = 64L << 20;
  private static final long SLICE_MILLIS = 10;

  /** A task that uses no time for so long waits for what does not come. */
  static final Duration LONGEST_REST = Duration.ofSeconds(60);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ThreadLocal<TaskThread> CURRENT = new ThreadLocal<>();

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean dropped;
  private volatile long charged;

  public TaskThread(String name) {
    thread = new Thread(null, this::serve, name, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    CURRENT.set(this);
    while (!dropped) {
      try {
        tasks.take().run();
      } catch (InterruptedException e) {
        dropped = true;
      }
    }
  }

  /** Lets the thread end after the task at hand. */
  public void drop() {
    dropped = true;
  }

  /** Asks the task at hand to end as well. */
  void interrupt() {
    thread.interrupt();
  }

  /**
   * Ends a task that goes on though nobody waits for it any more: it is interrupted after a while,
   * as some programs look out for that alone, and stopped by force after as much again. What it
   * worked on is never used afterwards.
   *
   * @param task the task at hand
   * @param grace the while, by the clock
   */
  public void endIfStill(FutureTask<?> task, Duration grace) {
    Thread reaper =
        new Thread(
            () -> {
              try {
                if (goesOn(task, grace)) {
                  thread.interrupt();
                }
                boolean runs = goesOn(task, grace);
                // Programs that catch whatever is thrown go on where they caught it.
                for (int i = 0; runs && i < MOST_STOPS; i++) {
                  stop();
                  runs = goesOn(task, BETWEEN_STOPS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            thread.getName() + " reaper");
    reaper.setDaemon(true);
    reaper.start();
  }

  private static boolean goesOn(FutureTask<?> task, Duration pause) throws InterruptedException {
    try {
      task.get(pause.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (ExecutionException | java.util.concurrent.CancellationException ended) {
      return false;
    } catch (TimeoutException running) {
      return true;
    }
  }

  /** Nothing else ends a loop that asks nothing; where Java cannot do it any more it runs on. */
  @SuppressWarnings("deprecation")
  private void stop() {
    try {
      thread.stop();
    } catch (UnsupportedOperationException notHere) {
      thread.interrupt();
    }
  }

  /** Returns the processor's time used by this thread so far, and by those it waited for. */
  public long used() {
    return Math.max(0, THREADS.getThreadCpuTime(thread.getId())) + charged;
  }

  /** Returns whether the thread that asks is one of these. */
  static boolean isCurrent() {
    return CURRENT.get() != null;
  }

  /** Returns the processor's time used by the thread that asks, and by those it waited for. */
  public static long usedByThisThread() {
    TaskThread here = CURRENT.get();
    return THREADS.getCurrentThreadCpuTime() + (here == null ? 0 : here.charged);
  }

  /**
   * Runs a task and waits for it.
   *
   * @param budget the time of the processor it may take
   * @throws TimeoutException if it takes longer; it is running still
   * @throws InterruptedException if the thread that waits is interrupted; it is running still
   * @throws ExecutionException if it fails
   */
  <T> T run(FutureTask<T> task, Duration budget)
      throws TimeoutException, InterruptedException, ExecutionException {
    return run(task, budget, LONGEST_REST);
  }

  /**
   * Runs a task and waits for it, also while it waits itself for threads that are not counted.
   *
   * @param longestRest how long it may use no time of the processor, by the clock
   */
  <T> T run(FutureTask<T> task, Duration budget, Duration longestRest)
      throws TimeoutException, InterruptedException, ExecutionException {
    TaskThread waiting = CURRENT.get();
    long start = used();
    long before = start;
    long rested = System.nanoTime();
    tasks.add(task);
    while (true) {
      try {
        T result = task.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        charge(waiting, used() - before);
        return result;
      } catch (ExecutionException failure) {
        charge(waiting, used() - before);
        throw failure;
      } catch (TimeoutException running) {
        long now = used();
        charge(waiting, now - before);
        if (now > before) {
          rested = System.nanoTime();
        }
        before = now;
        if (now - start > budget.toNanos() || System.nanoTime() - rested > longestRest.toNanos()) {
          throw running;
        }
      }
    }
  }

  /** Starts a task and does not wait for it. */
  public void begin(Runnable task) {
    tasks.add(task);
  }

  /**
   * Runs a task whose time is not charged to the thread that waits.
   *
   * @param budget the time of the processor it may take
   * @param rest the time by the clock for which it may use no time of the processor
   * @throws TimeoutException if it takes longer; it is running still
   * @throws InterruptedException if the thread that waits is interrupted; it is running still
   * @throws ExecutionException if it fails
   */
  public <T> T runApart(FutureTask<T> task, Duration budget, Duration rest)
      throws TimeoutException, InterruptedException, ExecutionException {
    long start = used();
    long before = start;
    long rested = System.nanoTime();
    tasks.add(task);
    while (true) {
      try {
        return task.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException running) {
        long now = used();
        if (now - start > budget.toNanos()) {
          throw running;
        }
        if (System.nanoTime() - rested > rest.toNanos()) {
          // A thread that waits for a lock wakes up now and then, which is no work.
          if (now - before < rest.toNanos() / LEAST_SHARE) {
            throw running;
          }
          rested = System.nanoTime();
          before = now;
        }
      }
    }
  }

  private static void charge(@org.jspecify.annotations.Nullable TaskThread waiting, long nanos) {
    if (waiting != null) {
      waiting.add(nanos);
    }
  }

  private synchronized void add(long nanos) {
    charged += nanos;
  }
}
