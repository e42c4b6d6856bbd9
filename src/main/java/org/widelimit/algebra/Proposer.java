package org.widelimit.algebra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Proposal.Kind;
import org.widelimit.algebra.Proposal.Outcome;
import org.widelimit.algebra.Referee.Judgement;

/**
 * The first author of derivations: asks the computer algebra, has each answer judged by a referee,
 * and keeps a record of all questions.
 *
 * <p>An answer is believed only where the referee proves it: {@link ZeroTest}, substitution into
 * what was to be satisfied, or this program's own rules of calculus. So a program that is slow,
 * dead or wrong changes no result; it only costs its budget. A proposer belongs to a run, a claim
 * or a derivation and is found by what runs {@link #during} it; where there is none, nothing is
 * asked.
 */
public final class Proposer {

  /** The time of the processor for one question. */
  private static final Duration QUESTION = Duration.ofSeconds(1);

  /** The same for an integral, of which the first takes the loading of Symja's many rules. */
  private static final Duration INTEGRAL = Duration.ofSeconds(3);

  /** What has fewer parts is short already. */
  private static final int SHORT = 12;

  /** What has more parts takes too long. */
  private static final int LONG = 200;

  private static final ThreadLocal<@Nullable Proposer> HERE = new ThreadLocal<>();

  /** Asks nothing. */
  private static final Proposer SILENT =
      new Proposer(null, new ConcurrentHashMap<>(), new AtomicLong(), 0);

  private final @Nullable SymjaKernel kernel;
  private final Map<List<Object>, Proposal> judged;
  private final Map<List<Object>, Proposal> mine = new LinkedHashMap<>();
  private final AtomicLong total;
  private final AtomicLong left;

  private Proposer(
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
   * Returns the proposer of a run or a derivation.
   *
   * @param kernel what is asked
   * @param total the time of the processor for all questions and their referees
   */
  public static Proposer of(SymjaKernel kernel, Duration total) {
    return new Proposer(
        kernel, new ConcurrentHashMap<>(), new AtomicLong(total.toNanos()), total.toNanos());
  }

  /** Returns a proposer that asks nothing. */
  public static Proposer silent() {
    return SILENT;
  }

  /** Returns the one that this thread works for. */
  public static Proposer here() {
    Proposer here = HERE.get();
    return here == null ? SILENT : here;
  }

  /**
   * Returns the proposer of a part of this one's work, such as a claim of a run. It shares what was
   * asked and judged before, and counts what it asks itself.
   *
   * @param share the time of the processor for the part's questions and their referees, out of the
   *     whole's
   */
  public Proposer part(Duration share) {
    return new Proposer(kernel, judged, total, share.toNanos());
  }

  /** Runs a computation that asks this proposer. */
  public <T> T during(Supplier<T> work) {
    try {
      return bound(this, work::get).call();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns a task that works for a proposer on whatever thread it runs. */
  static <T> Callable<T> bound(Proposer proposer, Callable<T> task) {
    return () -> {
      Proposer before = HERE.get();
      HERE.set(proposer);
      try {
        return task.call();
      } finally {
        HERE.set(before);
      }
    };
  }

  /**
   * Returns the questions of this proposer, those of its parts aside, in the order they were first
   * asked.
   */
  public synchronized List<Proposal> proposals() {
    return List.copyOf(mine.values());
  }

  /**
   * Proposes the derivative that holds almost everywhere: {@code Abs} gives {@code Sign}, {@code
   * Max} gives steps, a jump gives 0.
   *
   * @param function the function
   * @param variable the name of the variable
   * @param assumptions what the symbols may be
   * @return the shorter of the program's, where it is proved, and this program's own; {@code
   *     D[function, variable]} unevaluated if a head has no known derivative
   */
  public Believed derivative(Expr function, String variable, Assumptions assumptions) {
    return new Differentiation(variable)
        .of(function)
        .map(own -> derivative(function, variable, own, assumptions))
        .orElseGet(() -> Believed.own(question("D", function, Expressions.sym(variable))));
  }

  /**
   * Proposes the derivative that holds almost everywhere.
   *
   * @param function the function
   * @param variable the name of the variable
   * @param own the derivative that holds almost everywhere, by this program's own rules
   * @param assumptions what the symbols may be
   * @return the shorter of both where they are proved equal, else this program's own
   */
  public Believed derivative(Expr function, String variable, Expr own, Assumptions assumptions) {
    Optional<Proposal> proposal =
        consult(
            Kind.DERIVATIVE,
            question("D", function, Expressions.sym(variable)),
            question("D", StepForm.ofKinks(function), Expressions.sym(variable)),
            List.of(own, assumptions),
            Proposer::withoutDeltas,
            answer -> Referee.equality(answer, own, assumptions));
    Believed shorter = believed(proposal, Believed.own(own));
    return proved(proposal)
        .map(known -> new Believed(shorter.value(), known.author(), known.checked()))
        .orElse(shorter);
  }

  /**
   * Proposes an antiderivative, term by term, each with the derivative that was asked for.
   *
   * @param integrand the integrand
   * @param variable the name of the variable
   * @param own the antiderivative that this program derived
   * @param assumptions what the symbols may be
   * @return this program's own with the program's name, where both differ by a constant only; empty
   *     if there is an answer for not all of the terms, or it is not proved
   */
  public Optional<Believed> integral(
      Expr integrand, String variable, Expr own, Assumptions assumptions) {
    SymjaKernel asked = kernel;
    List<Expr> terms = integrand.isCall("Plus") ? ((Call) integrand).args() : List.of(integrand);
    Expr sum = Expressions.ZERO;
    for (Expr term : terms) {
      Optional<Expr> part = antiderivative(term, variable, assumptions);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      sum = Expressions.plus(sum, part.get());
    }
    Expr difference = Expressions.minus(sum, own);
    Expr constant = difference.substitute(variable, Expressions.ZERO);
    return asked != null
            && ZeroTest.decide(Expressions.minus(difference, constant), assumptions, Referee.BUDGET)
                instanceof ZeroDecision.Zero
        ? Optional.of(new Believed(own, asked.name(), "differentiation and zero test"))
        : Optional.empty();
  }

  /** Proposes an antiderivative of one term, which is put with letters for its constants. */
  Optional<Expr> antiderivative(Expr term, String variable, Assumptions assumptions) {
    if (!term.symbols().contains(variable)) {
      return Optional.of(Expressions.times(term, Expressions.sym(variable)));
    }
    Constants constants = new Constants(variable, term);
    Expr name = Expressions.sym(variable);
    return consult(
            Kind.INTEGRAL,
            question("Integrate", term, name),
            question("Integrate", constants.lettered(term), name),
            List.of(assumptions),
            constants::written,
            answer -> Referee.slopeIs(term, answer, variable, assumptions))
        .filter(known -> known.outcome() == Outcome.PROVED)
        .flatMap(Proposal::answer);
  }

  /**
   * Proposes a shorter form.
   *
   * @return the shortest of those that are proved equal
   */
  public Believed simplified(Expr form, Assumptions assumptions) {
    Believed shortest = Believed.own(form);
    int size = NormalForm.size(form);
    if (size < SHORT || size > LONG) {
      return shortest;
    }
    for (String head : List.of("Simplify", "Factor")) {
      shortest =
          believed(
              consult(
                  Kind.SIMPLIFICATION,
                  question(head, form),
                  question(head, form),
                  List.of(assumptions),
                  Function.identity(),
                  answer -> Referee.equality(answer, form, assumptions)),
              shortest);
      if (!shortest.author().equals(ProofStep.OWN)) {
        return shortest;
      }
    }
    return shortest;
  }

  /**
   * Proposes a solution of an initial value problem, which satisfies the equation and has the
   * initial value. That it is the only one is not said.
   */
  public Optional<Believed> solution(InitialValueProblem problem, Assumptions assumptions) {
    Expr zero = Expressions.ZERO;
    Optional<Expr> plain = problem.residual(zero, zero);
    if (plain.isEmpty()
        || !SymjaConverter.knows(plain.get())
        || !SymjaConverter.knows(problem.point())
        || !SymjaConverter.knows(problem.value())) {
      return Optional.empty();
    }
    Expr question = problem.question();
    return proved(
        consult(
            Kind.DIFFERENTIAL_EQUATION,
            question,
            question,
            List.of(assumptions),
            Proposer::solved,
            answer -> Referee.solves(problem, answer, assumptions)));
  }

  /** Returns what the first rule of a list of lists of rules leads to. */
  private static Expr solved(Expr answer) {
    Expr inner = answer;
    while (inner.isCall("List") && ((Call) inner).arity() > 0) {
      inner = ((Call) inner).arg(0);
    }
    return inner.isCall("Rule", 2) ? ((Call) inner).arg(1) : answer;
  }

  /** Returns the answer where it is proved and no longer; a longer one leaves the other's form. */
  private Believed believed(Optional<Proposal> proposal, Believed other) {
    return proved(proposal)
        .filter(answer -> NormalForm.size(answer.value()) <= NormalForm.size(other.value()))
        .orElse(other);
  }

  private Optional<Believed> proved(Optional<Proposal> proposal) {
    SymjaKernel asked = kernel;
    return asked == null
        ? Optional.empty()
        : proposal
            .filter(known -> known.outcome() == Outcome.PROVED)
            .map(
                known -> new Believed(known.answer().orElseThrow(), asked.name(), known.checked()));
  }

  private static Expr question(String head, Expr... args) {
    return Expressions.call(head, args);
  }

  /** A derivative that holds almost everywhere has no deltas. */
  private static Expr withoutDeltas(Expr answer) {
    return answer.transform(node -> node.isCall("DiracDelta", 1) ? Expressions.ZERO : node);
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
  private Optional<Proposal> consult(
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

  /** A referee that the answer is too much for has not decided. */
  private static Judgement judgement(Expr answer, Function<Expr, Judgement> referee) {
    try {
      // The seed of none in particular: a judgement serves all claims that ask.
      return RandomChoices.within(0, () -> referee.apply(answer));
    } catch (UndefinedValueException | ArithmeticException | StackOverflowError tooMuch) {
      return Judgement.UNDECIDED;
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

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

  /** A question that comes back, whole or in part, or names of no meaning, are no answer. */
  private static boolean isAnswer(Expr value, Expr question) {
    Set<String> symbols = new java.util.HashSet<>(value.symbols());
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
}
