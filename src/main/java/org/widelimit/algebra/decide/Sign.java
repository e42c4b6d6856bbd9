package org.widelimit.algebra.decide;

/** What is proved of the sign of an expression on a domain. */
public enum Sign {
  /** It is positive throughout. */
  POSITIVE,
  /** It is positive or 0 throughout. */
  NONNEGATIVE,
  /** It is negative throughout. */
  NEGATIVE,
  /** It is negative or 0 throughout. */
  NONPOSITIVE,
  /** Nothing is proved. */
  UNKNOWN;

  /** Returns the sign of the negative. */
  public Sign negate() {
    return switch (this) {
      case POSITIVE -> NEGATIVE;
      case NONNEGATIVE -> NONPOSITIVE;
      case NEGATIVE -> POSITIVE;
      case NONPOSITIVE -> NONNEGATIVE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Returns the sign of a product. */
  public Sign times(Sign other) {
    if (this == UNKNOWN || other == UNKNOWN) {
      return UNKNOWN;
    }
    boolean strict = isStrict() && other.isStrict();
    boolean positive = isNonnegative() == other.isNonnegative();
    return positive ? (strict ? POSITIVE : NONNEGATIVE) : strict ? NEGATIVE : NONPOSITIVE;
  }

  /** Returns the sign of a sum. */
  public Sign plus(Sign other) {
    if (isNonnegative() && other.isNonnegative()) {
      return this == POSITIVE || other == POSITIVE ? POSITIVE : NONNEGATIVE;
    }
    if (isNonpositive() && other.isNonpositive()) {
      return this == NEGATIVE || other == NEGATIVE ? NEGATIVE : NONPOSITIVE;
    }
    return UNKNOWN;
  }

  /** Returns what is known if one of two signs is known, and not which. */
  public Sign or(Sign other) {
    if (this == other) {
      return this;
    }
    if (isNonnegative() && other.isNonnegative()) {
      return NONNEGATIVE;
    }
    return isNonpositive() && other.isNonpositive() ? NONPOSITIVE : UNKNOWN;
  }

  /** Returns the sign of the square. */
  Sign square() {
    return isStrict() ? POSITIVE : NONNEGATIVE;
  }

  /** Returns the same without the claim that 0 is not attained. */
  Sign weak() {
    return this == POSITIVE ? NONNEGATIVE : this == NEGATIVE ? NONPOSITIVE : this;
  }

  /** Returns whether 0 is not attained. */
  public boolean isStrict() {
    return this == POSITIVE || this == NEGATIVE;
  }

  /** Returns whether no negative value is attained. */
  public boolean isNonnegative() {
    return this == POSITIVE || this == NONNEGATIVE;
  }

  /** Returns whether no positive value is attained. */
  public boolean isNonpositive() {
    return this == NEGATIVE || this == NONPOSITIVE;
  }
}
