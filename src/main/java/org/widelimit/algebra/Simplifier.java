package org.widelimit.algebra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shorter forms of expressions, each proved equal before it is believed. */
public final class Simplifier {

  private Simplifier() {}

  /**
   * Returns the shortest of the expression, its normal form and Symja's suggestions, of those that
   * {@link ZeroTest} proves equal to it.
   *
   * @param expr the expression
   * @param assumptions what its symbols may be
   * @param budget the time Symja may take, and each proof
   */
  public static Expr shortest(Expr expr, Assumptions assumptions, Duration budget) {
    Expr normal = NormalForm.of(expr, assumptions);
    List<Expr> candidates = new ArrayList<>(List.of(normal));
    for (Expr start : List.of(expr, normal)) {
      try {
        SymjaKernel.shared().simplify(start, assumptions, budget).ifPresent(candidates::add);
      } catch (BudgetExceededException late) {
        // Symja's suggestion is a luxury: without it the others stand.
        break;
      }
    }
    return candidates.stream()
        .distinct()
        .filter(candidate -> NormalForm.size(candidate) < NormalForm.size(expr))
        .sorted(Comparator.comparingInt(NormalForm::size))
        .filter(
            candidate ->
                ZeroTest.decide(Expressions.minus(expr, candidate), assumptions, budget)
                    instanceof ZeroDecision.Zero)
        .findFirst()
        .orElse(expr);
  }
}
