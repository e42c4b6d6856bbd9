package org.widelimit.algebra;

/** Signals inside an evaluation that there is no real value; never leaves this package. */
public final class UndefinedValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UndefinedValueException(String reason) {
    super(reason, null, false, false);
  }
}
