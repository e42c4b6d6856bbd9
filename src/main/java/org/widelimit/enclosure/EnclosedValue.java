package org.widelimit.enclosure;

import org.widelimit.enclosure.box.Definedness;
import org.widelimit.numeric.interval.RealInterval;

/**
 * What is known of the values of a formula on a box.
 *
 * @param range holds the value at every point of the box that has one
 * @param definedness whether the points have values
 */
public record EnclosedValue(RealInterval range, Definedness definedness) {

  /** Nothing is known. */
  public static final EnclosedValue UNKNOWN =
      new EnclosedValue(RealInterval.REALS, Definedness.UNKNOWN);

  /** There is no value. */
  public static final EnclosedValue UNDEFINED =
      new EnclosedValue(RealInterval.EMPTY, Definedness.NOWHERE);

  /** Returns the enclosure of values that exist everywhere. */
  public static EnclosedValue of(RealInterval range) {
    return new EnclosedValue(range, Definedness.EVERYWHERE);
  }

  /** Returns whether every point has a value, and the values are bounded. */
  public boolean isSure() {
    return definedness == Definedness.EVERYWHERE && range.isBounded();
  }
}
