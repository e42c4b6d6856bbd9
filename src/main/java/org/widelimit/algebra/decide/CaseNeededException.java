package org.widelimit.algebra.decide;

import org.widelimit.algebra.Expr;

/** Signals that the sign of an expression must be known and is not. */
final class CaseNeededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Expr discriminant;
  private final boolean jump;

  CaseNeededException(Expr discriminant, boolean jump) {
    super(null, null, false, false);
    this.discriminant = discriminant;
    this.jump = jump;
  }

  Expr discriminant() {
    return discriminant;
  }

  /** Whether the value where the discriminant is 0 is a case of its own. */
  boolean jump() {
    return jump;
  }
}
