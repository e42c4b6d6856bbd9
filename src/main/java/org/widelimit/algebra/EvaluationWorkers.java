package org.widelimit.algebra;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;

/**
 * Threads that each keep a Symja engine.
 *
 * <p>A thread that overruns the budget is asked to stop, dropped and never used again: Symja does
 * not answer at once everywhere. The threads are daemons with deep stacks.
 */
final class EvaluationWorkers {

  private static final long STACK_BYTES = 64L << 20;

  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

  private static final class Worker {
    private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(1);
    private final EvalEngine engine;
    private volatile boolean dropped;

    Worker() {
      startSymja();
      engine = new EvalEngine(false);
      Thread thread = new Thread(null, this::serve, "symja", STACK_BYTES);
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
      // No interrupt: it could hit Symja while it loads its rules, and they would stay broken.
      engine.stopRequest();
    }
  }

  private static void startSymja() {
    try {
      F.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Symja was starting", e);
    }
  }

  /**
   * Runs a task on a worker's thread with its engine.
   *
   * @throws BudgetExceededException if it does not end in time
   */
  <T> T run(Function<EvalEngine, T> task, String name, Duration budget) {
    Worker worker = idle.pollFirst();
    if (worker == null) {
      worker = new Worker();
    }
    Worker serving = worker;
    FutureTask<T> future = new FutureTask<>(() -> task.apply(serving.engine));
    serving.tasks.add(future);
    try {
      T result = future.get(budget.toMillis(), TimeUnit.MILLISECONDS);
      idle.addFirst(serving);
      return result;
    } catch (TimeoutException e) {
      serving.drop();
      throw new BudgetExceededException(name, budget);
    } catch (InterruptedException e) {
      serving.drop();
      Thread.currentThread().interrupt();
      throw new BudgetExceededException(name + " was interrupted and", budget);
    } catch (ExecutionException e) {
      serving.drop();
      throw new IllegalStateException(name + " failed", e.getCause());
    }
  }
}
