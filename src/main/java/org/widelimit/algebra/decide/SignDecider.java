package org.widelimit.algebra.decide;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.precise.HighPrecision;

/**
 * Proves signs of expressions under assumptions; values at points are never taken for a proof but
 * for numbers, whose digits carry a bound on their error.
 *
 * <p>The proof is that of a quotient of polynomials by domains, constraints, squares and conjugate
 * roots. Answers are kept.
 */
public final class SignDecider {

  private static final int MOST_RESTARTS = 40;

  /** Of a number whose sign is asked for. */
  private static final int DIGITS = 30;

  /** What one question may cost where nobody says otherwise; few take more than milliseconds. */
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private final Assumptions assumptions;
  private final Duration budget;
  private final Map<Expr, Sign> known = new HashMap<>();

  /**
   * Creates a test.
   *
   * @param assumptions the domains of the symbols, any real number for one without, and constraints
   * @param budget the time for one question; after it the answer is {@link Sign#UNKNOWN}
   */
  public SignDecider(Assumptions assumptions, Duration budget) {
    this.assumptions = assumptions;
    this.budget = budget;
  }

  /** Creates a test whose questions may take a second each. */
  public SignDecider(Assumptions assumptions) {
    this(assumptions, BUDGET);
  }

  /** Returns the assumptions. */
  public Assumptions assumptions() {
    return assumptions;
  }

  /**
   * Returns what is proved of the sign at all admissible points at which the expression is defined.
   *
   * @param expr an expression of real value
   */
  public Sign of(Expr expr) {
    Sign sign = known.get(expr);
    if (sign == null) {
      sign = prove(expr);
      known.put(expr, sign);
    }
    return sign;
  }

  private Sign prove(Expr expr) {
    return Assumptions.CONSTANTS.containsAll(expr.symbols()) ? ofNumber(expr) : ofFormula(expr);
  }

  /** The sign of a number by its digits, which carry a bound on their error. */
  private Sign ofNumber(Expr expr) {
    return HighPrecision.estimate(expr, Map.of(), DIGITS)
        .filter(HighPrecision.Estimate::isNonzero)
        .map(estimate -> estimate.value().signum() > 0 ? Sign.POSITIVE : Sign.NEGATIVE)
        .orElseGet(() -> ofFormula(expr));
  }

  private Sign ofFormula(Expr expr) {
    Refinements refinements = new Refinements();
    Deadline deadline = Deadline.after(budget);
    for (int i = 0; i < MOST_RESTARTS; i++) {
      try {
        TowerReader reader = new TowerReader(assumptions, refinements, deadline);
        return reader.signs().sign(reader.read(expr));
      } catch (RestartException finer) {
        // The next attempt knows the common step of these roots.
      } catch (UndecidedException | CaseNeededException | StackOverflowError unread) {
        return Sign.UNKNOWN;
      }
    }
    return Sign.UNKNOWN;
  }
}
