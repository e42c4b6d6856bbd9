package org.widelimit.enclosure.box;

import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.RealInterval;

/**
 * What is known of the values of a part of a formula on a box.
 *
 * @param range holds every value
 * @param polynomial holds the function on the box; null where nothing is known beyond the range
 * @param definedness whether the points of the box have values
 * @param nonzero whether no value is 0, although 0 may be an end of the range: ends that do not
 *     belong to a domain are kept out this way
 */
public record Model(
    RealInterval range,
    @Nullable TaylorModel polynomial,
    Definedness definedness,
    boolean nonzero) {

  Model(RealInterval range, @Nullable TaylorModel polynomial, Definedness definedness) {
    this(range, polynomial, definedness, range.lo() > 0 || range.hi() < 0);
  }

  /** Returns the same where it is known that no value is 0. */
  Model withoutZero(boolean known) {
    return known ? new Model(range, polynomial, definedness, true) : this;
  }

  /** Nothing is known. */
  public static final Model UNKNOWN = new Model(RealInterval.REALS, null, Definedness.UNKNOWN);

  /** There is no value. */
  public static final Model UNDEFINED = new Model(RealInterval.EMPTY, null, Definedness.NOWHERE);

  /** Returns what is known where a range and a polynomial hold the same values. */
  static Model of(RealInterval range, @Nullable TaylorModel polynomial, Definedness definedness) {
    if (definedness == Definedness.NOWHERE || range.isEmpty()) {
      // Where no point can have a value, none has.
      return UNDEFINED;
    }
    if (polynomial == null || !polynomial.isBounded()) {
      return new Model(range, null, definedness);
    }
    RealInterval both = range.intersect(polynomial.range());
    if (both.isEmpty()) {
      throw new IllegalStateException(
          "two enclosures of one value contradict each other: "
              + range
              + " and "
              + polynomial.range());
    }
    return new Model(both, polynomial, definedness);
  }

  public boolean isDefined() {
    return definedness == Definedness.EVERYWHERE;
  }
}
