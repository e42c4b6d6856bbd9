package org.widelimit.verification;

/** Thrown where an expression has no real value at a point, or none that can be computed. */
final class UndefinedValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UndefinedValueException(String message) {
    super(message);
  }
}
