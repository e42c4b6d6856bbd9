package org.widelimit.numeric;

/** An expectation that does not exist as a finite number, or that doubles cannot tell from one. */
public final class DivergentExpectationException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  /** Creates the exception with a sentence that says what grows or is undefined, and where. */
  public DivergentExpectationException(String message) {
    super(message);
  }
}
