package org.widelimit.algebra.symja;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.symja.Proposal.Kind;
import org.widelimit.algebra.symja.Proposal.Outcome;
import org.widelimit.algebra.symja.Referee.Judgement;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.RandomChoices;
import org.widelimit.budget.TaskThread;

/**
 * Puts questions within a time, has the answers judged and keeps the record: the same question with
 * the same referee is put once in a run.
 */
final class Consultation {

  /** The time of the processor for one question. */
  private static final Duration QUESTION = Duration.ofSeconds(1);

  /** The same for an integral, of which the first takes the loading of Symja's many rules. */
  private static final Duration INTEGRAL = Duration.ofSeconds(3);

  private static final Set<String> QUESTIONS =
      Set.of(
          "D",
          "Integrate",
          "Limit",
          "Solve",
          "Series",
          "DSolve",
          "Simplify",
          "FullSimplify",
          "Together",
          "Factor",
          "Derivative",
          "Indeterminate");

  private final @Nullable SymjaKernel kernel;
  private final Map<List<Object>, Proposal> judged;
  private final Map<List<Object>, Proposal> mine = new LinkedHashMap<>();
  private final AtomicLong total;
  private final AtomicLong left;

  private Consultation(
      @Nullable SymjaKernel kernel,
      Map<List<Object>, Proposal> judged,
      AtomicLong total,
      long left) {
    this.kernel = kernel;
    this.judged = judged;
    this.total = total;
    this.left = new AtomicLong(left);
  }

  /**
   * Returns one for which nothing is judged yet.
   *
   * @param kernel what is asked, or null for nothing
   * @param total the time of the processor for all questions and their referees
   */
  static Consultation of(@Nullable SymjaKernel kernel, Duration total) {
    return new Consultation(
        kernel, new ConcurrentHashMap<>(), new AtomicLong(total.toNanos()), total.toNanos());
  }

  /** Returns one that shares what was judged, with a share of the time that is left. */
  Consultation part(Duration share) {
    return new Consultation(kernel, judged, total, share.toNanos());
  }

  /** Returns the questions in the order they were first put. */
  synchronized List<Proposal> proposals() {
    return List.copyOf(mine.values());
  }

  /**
   * Asks and judges, or returns what was found before.
   *
   * @param question the question as it is recorded
   * @param asked the question as it is put
   * @param reading reads the answer as one to the question recorded
   * @param against what the answer is judged against, beside the question
   * @return empty where nothing is asked
   */
  Optional<Proposal> consult(
      Kind kind,
      Expr question,
      Expr asked,
      List<Object> against,
      Function<Expr, Expr> reading,
      Function<Expr, Judgement> referee) {
    if (kernel == null || (kind != Kind.DIFFERENTIAL_EQUATION && !SymjaConverter.knows(asked))) {
      return Optional.empty();
    }
    List<Object> key = new ArrayList<>(List.of(kind, question));
    key.addAll(against);
    Proposal known = judged.get(key);
    if (known == null) {
      if (!kernel.isAlive() || isSpent()) {
        return Optional.empty();
      }
      long before = TaskThread.usedByThisThread();
      SymjaKernel.Answer reply = kernel.ask(asked, kind == Kind.INTEGRAL ? INTEGRAL : QUESTION);
      known = judge(reply, kind, question, asked, reading, referee);
      spend(TaskThread.usedByThisThread() - before + reply.processor());
      if (BoundedTask.isOver()) {
        return Optional.empty();
      }
      judged.put(key, known);
    }
    note(key, known);
    return Optional.of(known);
  }

  private static Proposal judge(
      SymjaKernel.Answer reply,
      Kind kind,
      Expr question,
      Expr asked,
      Function<Expr, Expr> reading,
      Function<Expr, Judgement> referee) {
    Optional<Expr> answer = reply.value().filter(value -> isAnswer(value, asked)).map(reading);
    Judgement judgement =
        answer
            .map(value -> judgement(value, referee))
            .orElse(new Judgement(Outcome.UNANSWERED, "", ""));
    return new Proposal(
        kind,
        question,
        answer,
        judgement.outcome(),
        judgement.checked(),
        judgement.right(),
        reply.seconds());
  }

  /**
   * A referee that the answer is too much for has not decided. Where the time of the whole
   * computation is over, or it was interrupted, nobody decides any more.
   */
  // What an answer brings about must not end the check of a claim.
  @SuppressWarnings("IllegalCatch")
  private static Judgement judgement(Expr answer, Function<Expr, Judgement> referee) {
    try {
      // The seed of none in particular: a judgement serves all claims that ask.
      return RandomChoices.within(0, () -> referee.apply(answer));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError tooMuch) {
      if (BoundedTask.isOver()) {
        throw tooMuch;
      }
      return Judgement.UNDECIDED;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A question that comes back, whole or in part, or names of no meaning, are no answer. */
  private static boolean isAnswer(Expr value, Expr question) {
    Set<String> symbols = new HashSet<>(value.symbols());
    symbols.removeAll(question.symbols());
    symbols.removeAll(Assumptions.CONSTANTS);
    return symbols.isEmpty()
        && QUESTIONS.stream().noneMatch(head -> SymjaKernel.mentions(value, head));
  }

  private boolean isSpent() {
    return left.get() <= 0 || total.get() <= 0;
  }

  private void spend(long nanos) {
    left.addAndGet(-nanos);
    total.addAndGet(-nanos);
  }

  private synchronized void note(List<Object> key, Proposal proposal) {
    mine.putIfAbsent(key, proposal);
  }

  /** Returns an answer that is proved, with its author. */
  Optional<Believed> proved(Optional<Proposal> proposal) {
    SymjaKernel asked = kernel;
    return asked == null
        ? Optional.empty()
        : proposal
            .filter(known -> known.outcome() == Outcome.PROVED)
            .map(
                known -> new Believed(known.answer().orElseThrow(), asked.name(), known.checked()));
  }
}
