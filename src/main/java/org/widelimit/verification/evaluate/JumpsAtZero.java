package org.widelimit.verification.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Switches;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.decide.SignDecider;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;

/**
 * Whether a formula with steps has, where a symbol is 0, the value that it has nearby, as {@code x
 * Sign[x]} has and {@code Sign[x]^2} has not: whichever sides of their jumps its steps take, the
 * value there must be one.
 *
 * <p>Closed forms of averages leave out single values of a Gaussian variable, and a variable of
 * variance 0 has no others.
 */
public final class JumpsAtZero {

  private static final int MOST_STEPS = 4;
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private final String symbol;
  private final Assumptions assumptions;

  /**
   * Asks of one symbol.
   *
   * @param symbol its name
   * @param assumptions what is assumed of the other symbols
   */
  public JumpsAtZero(String symbol, Assumptions assumptions) {
    this.symbol = symbol;
    this.assumptions = assumptions;
  }

  /** Returns whether a formula is not known to have the value there that it has nearby. */
  public boolean occur(Expr formula) {
    Set<Call> steps = new LinkedHashSet<>();
    collect(formula, steps);
    steps.removeIf(this::isElsewhere);
    if (steps.size() > MOST_STEPS
        || steps.stream()
            .anyMatch(step -> !step.isCall("Sign") && !step.isCall("HeavisideTheta"))) {
      return true;
    }
    List<Expr> sides = List.of(formula);
    for (Call step : steps) {
      List<Expr> more = new ArrayList<>();
      for (Expr side : sides) {
        more.add(replaced(side, step, Expressions.ONE));
        more.add(
            replaced(side, step, step.isCall("Sign") ? Expressions.MINUS_ONE : Expressions.ZERO));
      }
      sides = more;
    }
    Expr value = formula.substitute(symbol, Expressions.ZERO);
    return !sides.stream()
        .map(side -> side.substitute(symbol, Expressions.ZERO))
        .allMatch(side -> isZero(Expressions.minus(side, value)));
  }

  /** Collects the steps that depend on the symbol and hold no others. */
  private void collect(Expr expr, Set<Call> steps) {
    if (expr instanceof Call call && call.symbols().contains(symbol) && Switches.jumps(call)) {
      call.args().forEach(arg -> collect(arg, steps));
      if (call.args().stream().noneMatch(Switches::jumps)) {
        steps.add(call);
      }
    }
  }

  /** Whether a step's argument keeps its sign around the zero of the symbol. */
  private boolean isElsewhere(Call step) {
    return step.arity() == 1
        && (step.isCall("Sign") || step.isCall("HeavisideTheta"))
        && sign(step.arg(0).substitute(symbol, Expressions.ZERO)).isStrict();
  }

  private Sign sign(Expr expr) {
    return new SignDecider(assumptions).of(expr);
  }

  private boolean isZero(Expr difference) {
    return ZeroDecider.decide(difference, assumptions, BUDGET) instanceof ZeroDecision.Zero;
  }

  private static Expr replaced(Expr formula, Call step, Expr value) {
    return formula.transform(node -> node.equals(step) ? value : node);
  }
}
