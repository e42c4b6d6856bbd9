package org.widelimit.algebra.symja;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.decide.NormalForm;
import org.widelimit.budget.BoundedTask;

/**
 * Symja behind a door: exact expressions in, exact expressions out, each question with a budget of
 * time.
 *
 * <p>What it answers is advice, and unchecked: it is asked through a {@link Proposer}, which has
 * every answer proved before it is believed. Answers are cached.
 */
public final class SymjaKernel {

  private static final int CACHED_ANSWERS = 4096;

  /** No answer is longer, as no reader would take it in. */
  private static final int LARGEST_ANSWER = 5000;

  private static final SymjaKernel SHARED = new SymjaKernel(new Symja(), Patience.USUAL);

  private final ComputerAlgebra program;
  private final EvaluationWorkers workers;
  private final Map<Expr, Answer> answers =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Expr, Answer> eldest) {
              return size() > CACHED_ANSWERS;
            }
          });

  /**
   * Opens a door to a program; nothing is started yet.
   *
   * @param start the time by the clock that the program may take to start
   */
  public SymjaKernel(ComputerAlgebra program, Duration start) {
    this(program, Patience.USUAL.starting(start));
  }

  /**
   * Opens a door to a program that may be busy, or hang.
   *
   * @param patience how long it is waited for
   */
  SymjaKernel(ComputerAlgebra program, Patience patience) {
    this.program = program;
    this.workers = new EvaluationWorkers(program, patience);
  }

  /**
   * An answer.
   *
   * @param value the answer, unchecked; empty if there was none in time, or none that is an exact
   *     real expression
   * @param seconds the time by the clock that it took
   * @param processor the time of the processor that it took, in nanoseconds
   */
  public record Answer(Optional<Expr> value, double seconds, long processor) {}

  /** Returns the kernel of this process. */
  public static SymjaKernel shared() {
    return SHARED;
  }

  /** Starts Symja in the background, while files are read. */
  public void warmUp() {
    workers.warmUp();
  }

  /** Returns the name of the program. */
  String name() {
    return program.name();
  }

  /** Returns whether the program is asked now: one that hangs is given up, a late one rests. */
  boolean isAlive() {
    return workers.isAlive();
  }

  /** Asks a question; whatever the program does, this returns about when the budget is over. */
  public Answer ask(Expr question, Duration budget) {
    Answer known = answers.get(question);
    if (known != null) {
      return known;
    }
    long clock = System.nanoTime();
    EvaluationWorkers.Reply reply = workers.ask(question, budget);
    Optional<Expr> value = reply.answer().filter(SymjaKernel::isReadable);
    double seconds = (System.nanoTime() - clock) / 1e9;
    if (isAlive() && !BoundedTask.isOver()) {
      answers.put(question, new Answer(value, seconds, 0));
    }
    return new Answer(value, seconds, reply.processor());
  }

  private static boolean isReadable(Expr answer) {
    return NormalForm.size(answer) <= LARGEST_ANSWER;
  }

  static boolean mentions(Expr expr, String head) {
    return expr instanceof Call call
        && (call.isCall(head)
            || mentions(call.head(), head)
            || call.args().stream().anyMatch(arg -> mentions(arg, head)));
  }
}
