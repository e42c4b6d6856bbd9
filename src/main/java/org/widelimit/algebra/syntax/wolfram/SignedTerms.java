package org.widelimit.algebra.syntax.wolfram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/** The terms of a sum in print: a positive one first where there is one, the others with signs. */
public final class SignedTerms {

  private SignedTerms() {}

  /** Returns whether a term has a negative number as its factor. */
  public static boolean isNegative(Expr term) {
    return (term instanceof Num num ? num : Expressions.coefficient(term)).signum() < 0;
  }

  /**
   * Writes a sum.
   *
   * @param sum a call of {@code Plus}
   * @param first how the first term is written, sign included
   * @param others how a term after a plus or a minus is written
   * @return the text
   */
  public static String write(
      Call sum, Function<Expr, String> first, Function<Expr, String> others) {
    List<Expr> terms = new ArrayList<>(sum.args());
    if (isNegative(terms.get(0))) {
      terms.stream()
          .filter(term -> !isNegative(term))
          .findFirst()
          .ifPresent(
              term -> {
                terms.remove(term);
                terms.add(0, term);
              });
    }
    StringBuilder text = new StringBuilder(first.apply(terms.get(0)));
    for (Expr term : terms.subList(1, terms.size())) {
      boolean minus = isNegative(term);
      text.append(minus ? " - " : " + ")
          .append(others.apply(minus ? Expressions.negate(term) : term));
    }
    return text.toString();
  }
}
