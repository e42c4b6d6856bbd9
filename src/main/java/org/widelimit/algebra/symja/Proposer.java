package org.widelimit.algebra.symja;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProductSums;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.calculus.StepForm;
import org.widelimit.algebra.decide.NormalForm;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.symja.Proposal.Kind;
import org.widelimit.budget.TaskLocal;

/**
 * The first author of derivations: asks the computer algebra, has each answer judged by a referee,
 * and keeps a record of all questions.
 *
 * <p>An answer is believed only where the referee proves it: {@link ZeroDecider}, substitution into
 * what was to be satisfied, or this program's own rules of calculus. So a program that is slow,
 * dead or wrong changes no result; it only costs its budget. A proposer belongs to a run, a claim
 * or a derivation and is found by what runs {@link #during} it; where there is none, nothing is
 * asked.
 */
public final class Proposer {

  /** What has fewer parts is short already. */
  private static final int SHORT = 12;

  /** What has more parts takes too long. */
  private static final int LONG = 200;

  /** Asks nothing. */
  private static final Proposer SILENT = new Proposer(Consultation.of(null, Duration.ZERO));

  private static final TaskLocal<Proposer> HERE = TaskLocal.of(SILENT);

  private final Consultation consultation;

  private Proposer(Consultation consultation) {
    this.consultation = consultation;
  }

  /**
   * Returns the proposer of a run or a derivation.
   *
   * @param kernel what is asked
   * @param total the time of the processor for all questions and their referees
   */
  public static Proposer of(SymjaKernel kernel, Duration total) {
    return new Proposer(Consultation.of(kernel, total));
  }

  /** Returns a proposer that asks nothing. */
  public static Proposer silent() {
    return SILENT;
  }

  /** Returns the one that this thread works for. */
  public static Proposer here() {
    return HERE.get();
  }

  /**
   * Returns the proposer of a part of this one's work, such as a claim of a run. It shares what was
   * asked and judged before, and counts what it asks itself.
   *
   * @param share the time of the processor for the part's questions and their referees, out of the
   *     whole's
   */
  public Proposer part(Duration share) {
    return new Proposer(consultation.part(share));
  }

  /** Runs a computation that asks this proposer. */
  public <T> T during(Supplier<T> work) {
    try {
      return HERE.during(this, work::get);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Returns the questions of this proposer, those of its parts aside, in the order they were first
   * asked.
   */
  public List<Proposal> proposals() {
    return consultation.proposals();
  }

  /**
   * Proposes the derivative that holds almost everywhere: {@code Abs} gives {@code Sign}, {@code
   * Max} gives steps, a jump gives 0.
   *
   * @param function the function
   * @param variable the name of the variable
   * @param assumptions what the symbols may be
   * @return this program's own, with the other's name where that is proved equal, so that a proof
   *     goes on with the same form whoever is asked; {@code D[function, variable]} unevaluated if a
   *     head has no known derivative
   */
  public Believed derivative(Expr function, String variable, Assumptions assumptions) {
    return new Differentiation(variable)
        .of(function)
        .map(own -> derivative(function, variable, own, assumptions).in(own))
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
        consultation.consult(
            Kind.DERIVATIVE,
            question("D", function, Expressions.sym(variable)),
            question("D", StepForm.ofKinks(function), Expressions.sym(variable)),
            List.of(own, assumptions),
            Proposer::withoutDeltas,
            answer -> Referee.equality(answer, own, variable, assumptions));
    Believed shorter = believed(proposal, Believed.own(own));
    return consultation
        .proved(proposal)
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
    List<Expr> terms = integrand.isCall("Plus") ? ((Call) integrand).args() : List.of(integrand);
    Expr sum = Expressions.ZERO;
    String author = ProofStep.OWN;
    for (Expr term : terms) {
      Optional<Believed> part = antiderivative(term, variable, assumptions);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      author = part.get().author().equals(ProofStep.OWN) ? author : part.get().author();
      sum = Expressions.plus(sum, part.get().value());
    }
    Expr difference = Expressions.minus(sum, own);
    Expr constant = difference.substitute(variable, Expressions.ZERO);
    return !author.equals(ProofStep.OWN)
            && ZeroDecider.decide(
                    Expressions.minus(difference, constant), assumptions, Referee.BUDGET)
                instanceof ZeroDecision.Zero
        ? Optional.of(new Believed(own, author, "differentiation and zero test"))
        : Optional.empty();
  }

  /** Proposes an antiderivative of one term, which is put with letters for its constants. */
  Optional<Believed> antiderivative(Expr term, String variable, Assumptions assumptions) {
    if (!term.symbols().contains(variable)) {
      return Optional.of(Believed.own(Expressions.times(term, Expressions.sym(variable))));
    }
    Constants constants = new Constants(variable, term);
    Expr name = Expressions.sym(variable);
    return consultation.proved(
        consultation.consult(
            Kind.INTEGRAL,
            question("Integrate", term, name),
            question("Integrate", constants.lettered(term), name),
            List.of(assumptions),
            constants::written,
            answer -> Referee.slopeIs(term, answer, variable, assumptions)));
  }

  /**
   * Proposes a shorter form: what {@code Simplify} gives, or where that has no answer that is
   * proved, what {@code Factor} gives.
   *
   * @return the shortest of those that are proved equal
   */
  public Believed simplified(Expr form, Assumptions assumptions) {
    int size = NormalForm.size(form);
    if (size < SHORT || size > LONG) {
      return Believed.own(form);
    }
    for (String head : List.of("Simplify", "Factor")) {
      Optional<Proposal> proposal =
          consultation.consult(
              Kind.SIMPLIFICATION,
              question(head, form),
              question(head, form),
              List.of(assumptions),
              Function.identity(),
              answer -> Referee.equality(answer, form, assumptions));
      if (consultation.proved(proposal).isPresent()) {
        return believed(proposal, Believed.own(form));
      }
    }
    return Believed.own(form);
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
    Constants constants = new Constants(problem.variable(), problem.question());
    return consultation.proved(
        consultation.consult(
            Kind.DIFFERENTIAL_EQUATION,
            problem.question(),
            problem.with(constants::lettered).question(),
            List.of(assumptions),
            answer -> constants.written(solved(answer)),
            answer -> Referee.solves(problem, answer, assumptions)));
  }

  /**
   * Proposes the solutions of {@code left == right}, each of which satisfies it. That there are no
   * others is not said.
   */
  public List<Believed> solutions(Expr left, Expr right, String variable, Assumptions assumptions) {
    Expr question = question("Solve", question("Equal", left, right), Expressions.sym(variable));
    Expr zero = Expressions.minus(left, right);
    return consultation
        .proved(
            consultation.consult(
                Kind.SOLUTION,
                question,
                question,
                List.of(assumptions),
                Function.identity(),
                answer -> Referee.solve(zero, variable, answer, assumptions)))
        .map(
            found ->
                Referee.values(found.value()).stream()
                    .map(value -> new Believed(value, found.author(), found.checked()))
                    .toList())
        .orElse(List.of());
  }

  /**
   * Proposes an expansion at 0: term by term, as of sums with constants Symja's is wrong, or of the
   * whole.
   *
   * @param function a function that is smooth at 0
   * @param variable the name of the variable
   * @param order the highest power
   * @param own Taylor's polynomial, by this program's own rules, of any such function
   * @param assumptions what the symbols may be
   * @return the shorter of both where they are proved equal, else this program's own; empty where
   *     that has none
   */
  public Optional<Believed> series(
      Expr function, String variable, int order, Taylor own, Assumptions assumptions) {
    return own.of(function)
        .map(
            polynomial -> {
              Optional<Believed> author = inTerms(function, variable, order, own, assumptions);
              return author
                  .map(found -> found.in(polynomial))
                  .orElseGet(() -> expansion(function, variable, order, polynomial, assumptions));
            });
  }

  /** Taylor's polynomial of a function, or nothing where it is not seen to be smooth. */
  public interface Taylor {
    /** Returns it. */
    Optional<Expr> of(Expr function);
  }

  /** The author of the expansions of all terms, whose sum is the whole's. */
  private Optional<Believed> inTerms(
      Expr function, String variable, int order, Taylor own, Assumptions assumptions) {
    Optional<Believed> author = Optional.empty();
    for (Expr part : ProductSums.parts(function, variable)) {
      Optional<Expr> polynomial = own.of(part);
      if (polynomial.isEmpty()) {
        return Optional.empty();
      }
      Believed found = expansion(part, variable, order, polynomial.get(), assumptions);
      if (found.isOwn()) {
        return Optional.empty();
      }
      author = Optional.of(found);
    }
    return author;
  }

  private Believed expansion(
      Expr function, String variable, int order, Expr own, Assumptions assumptions) {
    Expr range =
        Expressions.list(Expressions.sym(variable), Expressions.ZERO, Expressions.num(order));
    return equal(
        Kind.SERIES, question("Normal", question("Series", function, range)), own, assumptions);
  }

  /**
   * Proposes a limit from inside the domain.
   *
   * @param function the function
   * @param variable the name of the variable
   * @param point where it tends to
   * @param own the limit that this program derived
   * @param assumptions what the symbols may be
   * @return the shorter of both where they are proved equal, else this program's own
   */
  public Believed limit(
      Expr function, String variable, Expr point, Expr own, Assumptions assumptions) {
    Expr rule = question("Rule", Expressions.sym(variable), point);
    return equal(Kind.LIMIT, question("Limit", function, rule), own, assumptions);
  }

  /** Asks for what this program knows, and credits the other where both are proved equal. */
  private Believed equal(Kind kind, Expr question, Expr own, Assumptions assumptions) {
    Optional<Proposal> proposal =
        consultation.consult(
            kind,
            question,
            question,
            List.of(own, assumptions),
            Function.identity(),
            answer -> Referee.equality(answer, own, assumptions));
    Believed shorter = believed(proposal, Believed.own(own));
    return consultation
        .proved(proposal)
        .map(known -> new Believed(shorter.value(), known.author(), known.checked()))
        .orElse(shorter);
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
    return consultation
        .proved(proposal)
        .filter(
            answer ->
                answer.value().equals(other.value())
                    || NormalForm.size(answer.value()) < NormalForm.size(other.value()))
        .orElse(other);
  }

  private static Expr question(String head, Expr... args) {
    return Expressions.call(head, args);
  }

  /** A derivative that holds almost everywhere has no deltas. */
  private static Expr withoutDeltas(Expr answer) {
    return answer.transform(node -> node.isCall("DiracDelta", 1) ? Expressions.ZERO : node);
  }
}
