package org.widelimit.gaussian.exact;

import java.time.Duration;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.decide.SignDecider;

/** Collects terms over common denominators and common roots, for print. */
public final class ExactForms {

  /** The time for the proof of one sign. */
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private ExactForms() {}

  /**
   * Returns an equal expression with equal irrational terms collected, for positive symbols; the
   * expression itself where it cannot be read.
   */
  public static Expr normal(Expr expr) {
    Assumptions positive = Assumptions.positive(expr.symbols().toArray(new String[0]));
    return normal(expr, new SignDecider(positive, BUDGET));
  }

  /**
   * Returns an equal expression with equal irrational terms collected, or the expression itself
   * where it cannot be read.
   *
   * @param signs proves signs on the domain where they are equal
   */
  public static Expr normal(Expr expr, SignDecider signs) {
    try {
      ExactReader reader = new ExactReader(new PolynomialField(signs));
      return new ExactWriter(reader.opaque()).write(reader.read(expr));
    } catch (OutsideClassException e) {
      return expr;
    }
  }
}
