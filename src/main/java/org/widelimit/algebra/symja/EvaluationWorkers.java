package org.widelimit.algebra.symja;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.widelimit.algebra.Expr;
import org.widelimit.budget.TaskThread;

/**
 * Threads that each keep a session of a {@link ComputerAlgebra}.
 *
 * <p>A session that overruns its budget is asked to stop, left to itself and never used again.
 * While {@value #MOST_ABANDONED} of them run on all the same, the program is asked nothing, and
 * after {@value #MOST_LATE} answers in a row that were late, nothing for a while. Whatever it
 * throws, errors included, is no answer and costs it the session.
 */
final class EvaluationWorkers {

  /** As many threads that do not end are borne with. */
  static final int MOST_ABANDONED = 3;

  /** As many questions in a row are asked of a program that answers none in time. */
  static final int MOST_LATE = 8;

  /** A question with less time may be late without a fault of the program. */
  private static final Duration FAIR = Duration.ofMillis(500);

  private final ComputerAlgebra program;
  private final Patience patience;
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private volatile long lastLate = System.nanoTime();

  /**
   * Creates the workers; none runs yet.
   *
   * @param program what they ask
   * @param patience how long they wait for it
   */
  EvaluationWorkers(ComputerAlgebra program, Patience patience) {
    this.program = program;
    this.patience = patience;
  }

  /** A task that is counted from when it is given up until it ends. */
  private final class Abandonable<T> extends FutureTask<T> {
    private boolean ended;
    private boolean givenUp;

    Abandonable(Callable<T> task) {
      super(task);
    }

    @Override
    protected synchronized void done() {
      ended = true;
      if (givenUp) {
        abandoned.decrementAndGet();
      }
    }

    synchronized void abandon() {
      givenUp = true;
      if (!ended) {
        abandoned.incrementAndGet();
      }
    }
  }

  private final class Worker {
    private final TaskThread thread = new TaskThread("symbolic");
    private final Abandonable<ComputerAlgebra.Session> opening = new Abandonable<>(program::open);

    Worker() {
      thread.begin(opening);
    }
  }

  /**
   * A reply.
   *
   * @param answer the answer; empty if there is none in time
   * @param processor the time of the processor that was spent on it, in nanoseconds
   */
  record Reply(Optional<Expr> answer, long processor) {
    static final Reply NONE = new Reply(Optional.empty(), 0);
  }

  /** Opens a session in the background, so that the first question need not wait for it. */
  void warmUp() {
    if (isAlive() && idle.isEmpty()) {
      idle.addFirst(new Worker());
    }
  }

  /** Returns whether the program is asked at all. */
  boolean isAlive() {
    return abandoned.get() < MOST_ABANDONED
        && (late.get() < MOST_LATE || System.nanoTime() - lastLate > patience.rest().toNanos());
  }

  /**
   * Asks a question.
   *
   * @param budget the time of the processor that the answer may take
   */
  Reply ask(Expr question, Duration budget) {
    if (!isAlive()) {
      return Reply.NONE;
    }
    Worker waiting = idle.pollFirst();
    Worker worker = waiting == null ? new Worker() : waiting;
    Abandonable<?> running = worker.opening;
    ComputerAlgebra.Session session = null;
    try {
      ComputerAlgebra.Session opened =
          worker.opening.get(patience.start().toNanos(), TimeUnit.NANOSECONDS);
      session = opened;
      Abandonable<Optional<Expr>> answering = new Abandonable<>(() -> opened.evaluate(question));
      running = answering;
      long before = worker.thread.used();
      Optional<Expr> answer = worker.thread.runApart(answering, budget, patience.silence());
      late.set(0);
      idle.addFirst(worker);
      return new Reply(answer, worker.thread.used() - before);
    } catch (TimeoutException tooLate) {
      if (budget.compareTo(FAIR) >= 0) {
        late.incrementAndGet();
        lastLate = System.nanoTime();
      }
      abandon(worker, running, session);
      return new Reply(Optional.empty(), budget.toNanos());
    } catch (InterruptedException e) {
      abandon(worker, running, session);
      Thread.currentThread().interrupt();
    } catch (ExecutionException failure) {
      // It signals its limits by exceptions of many types, and may be broken after any of them.
      worker.thread.drop();
    }
    return Reply.NONE;
  }

  private void abandon(
      Worker worker,
      Abandonable<?> running,
      ComputerAlgebra.@org.jspecify.annotations.Nullable Session session) {
    running.abandon();
    worker.thread.drop();
    if (session != null) {
      session.stop();
    }
    if (!running.isDone()) {
      worker.thread.endIfStill(running, patience.grace());
    }
  }
}
