package org.widelimit.algebra;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;

/**
 * Threads that each keep a Symja engine.
 *
 * <p>A thread that overruns the budget, in time of the processor, is asked to stop, dropped and
 * never used again: Symja does not answer at once everywhere.
 */
final class EvaluationWorkers {

  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();

  private static final class Worker {
    private final EvalEngine engine;
    private final TaskThread thread;

    Worker() {
      startSymja();
      engine = new EvalEngine(false);
      thread = new TaskThread("symja");
    }

    private void drop() {
      thread.drop();
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
    try {
      T result = serving.thread.run(new FutureTask<>(() -> task.apply(serving.engine)), budget);
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
