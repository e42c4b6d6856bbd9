package org.widelimit.gaussian;

/** Says why an expression is outside the class of functions with closed Gaussian expectations. */
final class OutsideClassException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean divergent;

  OutsideClassException(String message) {
    this(message, false);
  }

  OutsideClassException(String message, boolean divergent) {
    super(message);
    this.divergent = divergent;
  }

  /** Returns whether the expectation does not exist, rather than not in closed form. */
  boolean divergent() {
    return divergent;
  }
}
