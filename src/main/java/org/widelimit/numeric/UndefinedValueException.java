package org.widelimit.numeric;

/** Thrown where an expression has no real value at a point, or none that can be computed. */
public final class UndefinedValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  private enum Reason {
    POINT,
    REACH,
    FORMULA
  }

  public UndefinedValueException(String message) {
    this(message, Reason.POINT);
  }

  private UndefinedValueException(String message, Reason reason) {
    super(message);
    this.reason = reason;
  }

  /** Returns what says that a formula is at fault and not the point: a word that has no value. */
  public static UndefinedValueException ofFormula(String message) {
    return new UndefinedValueException(message, Reason.FORMULA);
  }

  /** Returns whether the formula is at fault, so that other points are of no help. */
  public boolean isOfFormula() {
    return reason == Reason.FORMULA;
  }

  /** Returns what says that there may be a value which doubles or the time do not reach. */
  public static UndefinedValueException outOfReach(String message) {
    return new UndefinedValueException(message, Reason.REACH);
  }

  /** Returns whether there may be a value all the same, so that nothing is said of the claim. */
  public boolean isOutOfReach() {
    return reason == Reason.REACH;
  }
}
