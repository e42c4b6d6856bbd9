package org.widelimit.verification.derive.inequality;

import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.decide.Sign;

/** The lines of a proof that state a sign: inequalities that are true. */
public final class SignSteps {

  /** How signs are proved. */
  static final String MEANS =
      "by domains, conditions, squares, conjugate roots, derivatives or powers on one side of 1";

  private SignSteps() {}

  /** Returns the line that an inequality holds. */
  static ProofStep statement(String rule, Expr inequality, String because) {
    return new ProofStep(rule, inequality, Expressions.sym("True"), because);
  }

  /** Returns the line that a formula has a sign. */
  public static ProofStep of(Expr formula, Sign sign) {
    return statement("sign", relation(formula, sign), MEANS);
  }

  /** Returns the inequality that says the sign. */
  static Expr relation(Expr formula, Sign sign) {
    String head =
        switch (sign) {
          case POSITIVE -> "Greater";
          case NEGATIVE -> "Less";
          case NONPOSITIVE -> "LessEqual";
          case NONNEGATIVE, UNKNOWN -> "GreaterEqual";
        };
    return Expressions.call(head, formula, Expressions.ZERO);
  }
}
