package org.widelimit.gaussian.exact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr;

/** Says why an expression is outside the class of functions with closed Gaussian expectations. */
public final class OutsideClassException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean divergent;
  private final transient @Nullable Expr condition;

  public OutsideClassException(String message) {
    this(message, false);
  }

  public OutsideClassException(String message, boolean divergent) {
    this(message, divergent, null);
  }

  private OutsideClassException(String message, boolean divergent, @Nullable Expr condition) {
    super(message);
    this.divergent = divergent;
    this.condition = condition;
  }

  /** The expectation exists only where the condition holds, which is not all of the domain. */
  public static OutsideClassException divergesUnless(Expr condition, String message) {
    return new OutsideClassException(message, true, condition);
  }

  /** Returns whether the expectation does not exist, rather than not in closed form. */
  public boolean divergent() {
    return divergent;
  }

  /** Returns the inequality without which the expectation does not exist, if it may exist. */
  public Optional<Expr> condition() {
    return Optional.ofNullable(condition);
  }
}
