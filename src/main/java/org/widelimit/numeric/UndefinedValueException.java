package org.widelimit.numeric;

/** Thrown where an expression has no real value at a point, or none that can be computed. */
public final class UndefinedValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean outOfReach;

  public UndefinedValueException(String message) {
    this(message, false);
  }

  private UndefinedValueException(String message, boolean outOfReach) {
    super(message);
    this.outOfReach = outOfReach;
  }

  /** Returns what says that there may be a value which doubles or the time do not reach. */
  public static UndefinedValueException outOfReach(String message) {
    return new UndefinedValueException(message, true);
  }

  /** Returns whether there may be a value all the same, so that nothing is said of the claim. */
  public boolean isOutOfReach() {
    return outOfReach;
  }
}
