package org.widelimit.algebra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;
import org.widelimit.algebra.Expr.Call;

/**
 * Symja behind a door: exact expressions in, exact expressions out, each question with a budget of
 * time.
 *
 * <p>What it answers is advice. A caller that builds on an answer checks it ({@link ZeroTest});
 * only {@link #differentiate} is this project's own and holds as it stands. Answers are cached.
 */
public final class SymjaKernel {

  private static final Duration DEFAULT_BUDGET = Duration.ofSeconds(5);
  private static final int CACHED_ANSWERS = 4096;
  private static final SymjaKernel SHARED = new SymjaKernel();

  private final EvaluationWorkers workers = new EvaluationWorkers();
  private final Map<Expr, Optional<Expr>> answers =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Expr, Optional<Expr>> eldest) {
              return size() > CACHED_ANSWERS;
            }
          });

  private SymjaKernel() {}

  /** Returns the kernel of this process. */
  public static SymjaKernel shared() {
    return SHARED;
  }

  /**
   * Returns the derivative, as it is almost everywhere: {@code Abs} gives {@code Sign}, {@code Max}
   * gives steps, a jump gives 0, and a function without definition {@code f[g]} gives {@code f'[g]}
   * times the derivative of g.
   *
   * @param expr the expression
   * @param variable the name of the variable
   * @return the derivative; {@code D[expr, variable]} unevaluated if a head has no known one
   */
  public Expr differentiate(Expr expr, String variable) {
    return new Differentiation(variable)
        .of(expr)
        .or(() -> ask(call("D", expr, Expressions.sym(variable)), DEFAULT_BUDGET))
        .orElseGet(() -> call("D", expr, Expressions.sym(variable)));
  }

  /**
   * Asks Symja for a simpler form.
   *
   * @return its candidate, unchecked, or empty if it is not an exact real expression
   * @throws BudgetExceededException if it does not answer in time
   */
  public Optional<Expr> simplify(Expr expr, Assumptions assumptions, Duration budget) {
    List<Expr> conditions = new ArrayList<>();
    for (String name : expr.symbols()) {
      if (!Assumptions.CONSTANTS.contains(name)) {
        Expr symbol = Expressions.sym(name);
        Interval domain = assumptions.domain(name);
        conditions.add(
            domain.isPositive()
                ? call("Greater", symbol, Expressions.ZERO)
                : call("Element", symbol, Expressions.sym("Reals")));
      }
    }
    conditions.addAll(assumptions.constraints());
    return ask(
        conditions.isEmpty()
            ? call("Simplify", expr)
            : call("Simplify", expr, Expressions.call(Expressions.sym("And"), conditions)),
        budget);
  }

  /** Asks Symja for an antiderivative; the candidate is unchecked. */
  public Optional<Expr> integrate(Expr expr, String variable, Duration budget) {
    return ask(call("Integrate", expr, Expressions.sym(variable)), budget)
        .filter(result -> !mentions(result, "Integrate"));
  }

  /** Asks Symja for a definite integral; the candidate is unchecked. */
  public Optional<Expr> integrate(Expr expr, String variable, Expr from, Expr to, Duration budget) {
    Expr range = Expressions.list(Expressions.sym(variable), from, to);
    return ask(call("Integrate", expr, range), budget)
        .filter(result -> !mentions(result, "Integrate"));
  }

  /** Asks Symja for the limit as the variable tends to the value; the candidate is unchecked. */
  public Optional<Expr> limit(Expr expr, String variable, Expr value, Duration budget) {
    return ask(call("Limit", expr, call("Rule", Expressions.sym(variable), value)), budget)
        .filter(result -> !mentions(result, "Limit"));
  }

  /** Asks Symja for the solutions of {@code equation} for the variable; they are unchecked. */
  public List<Expr> solve(Expr equation, String variable, Duration budget) {
    List<Expr> solutions = new ArrayList<>();
    ask(call("Solve", equation, Expressions.sym(variable)), budget)
        .filter(result -> result.isCall("List"))
        .ifPresent(
            result -> {
              for (Expr solution : ((Call) result).args()) {
                if (solution.isCall("List", 1) && ((Call) solution).arg(0).isCall("Rule", 2)) {
                  solutions.add(((Call) ((Call) solution).arg(0)).arg(1));
                }
              }
            });
    return List.copyOf(solutions);
  }

  private static boolean mentions(Expr expr, String head) {
    return expr instanceof Call call
        && (call.isCall(head) || call.args().stream().anyMatch(arg -> mentions(arg, head)));
  }

  /**
   * Evaluates an expression by Symja.
   *
   * @return its value, or empty if Symja fails or answers with what is no exact real expression
   * @throws BudgetExceededException if it does not answer in time
   */
  Optional<Expr> ask(Expr question, Duration budget) {
    Optional<Expr> known = answers.get(question);
    if (known == null) {
      known = workers.run(engine -> evaluate(engine, question), "Symja", budget);
      answers.put(question, known);
    }
    return known;
  }

  private static Optional<Expr> evaluate(EvalEngine engine, Expr question) {
    try {
      SymjaConverter converter = new SymjaConverter();
      IExpr asked = converter.toSymja(question);
      engine.init();
      EvalEngine.set(engine);
      IExpr answer = engine.evaluate(asked);
      return answer.equals(F.NIL) ? Optional.empty() : Optional.of(converter.fromSymja(answer));
    } catch (RuntimeException | StackOverflowError failure) {
      // Symja signals its limits by exceptions of many types; to the caller it just has no answer.
      return Optional.empty();
    }
  }

  private static Expr call(String head, Expr... args) {
    return Expressions.call(Expressions.sym(head), Arrays.asList(args));
  }
}
