package org.widelimit.verification.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;

/**
 * A linear combination of Gaussian expectations: what stands beside them, and for every law the sum
 * of the integrands.
 *
 * @param rest what stands beside the expectations
 * @param integrands the sums, the expectation over the law of each with the integrand 1 as the key
 */
public record Averages(Expr rest, Map<Call, Expr> integrands) {

  /**
   * Returns the combination that a formula is, or empty where it is none.
   *
   * @param formula a formula whose expectations have canonical names
   */
  public static Optional<Averages> of(Expr formula) {
    Map<Call, Expr> integrands = new LinkedHashMap<>();
    Expr rest = formula;
    for (Call expectation : expectations(formula)) {
      Optional<Affine> affine = Affine.of(rest, expectation);
      if (affine.isEmpty() || !expectations(affine.get().slope()).isEmpty()) {
        return Optional.empty();
      }
      rest = affine.get().rest();
      Expr weighted = Expressions.times(affine.get().slope(), expectation.arg(0));
      integrands.merge(law(expectation), weighted, Expressions::plus);
    }
    return Optional.of(new Averages(rest, integrands));
  }

  private static Call law(Call expectation) {
    List<Expr> args = new ArrayList<>(expectation.args());
    args.set(0, Expressions.ONE);
    return new Call(expectation.head(), args);
  }

  /** Returns the expectations in a formula, not those inside others. */
  public static Set<Call> expectations(Expr formula) {
    Set<Call> expectations = new LinkedHashSet<>();
    collect(formula, expectations);
    return expectations;
  }

  private static void collect(Expr expr, Set<Call> expectations) {
    if (isExpectation(expr)) {
      expectations.add((Call) expr);
    } else if (expr instanceof Call call) {
      collect(call.head(), expectations);
      call.args().forEach(arg -> collect(arg, expectations));
    }
  }

  /** Returns whether an expression is a Gaussian expectation. */
  public static boolean isExpectation(Expr expr) {
    return expr.isCall("E") && ((Call) expr).arity() >= 2;
  }
}
