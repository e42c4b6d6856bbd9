package org.widelimit.algebra.decide;

/** Signals inside a decision that it cannot be made; never leaves this package. */
public final class UndecidedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UndecidedException(String reason) {
    super(reason, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
