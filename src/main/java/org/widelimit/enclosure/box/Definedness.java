package org.widelimit.enclosure.box;

/** Where on a box a formula has a real value. */
public enum Definedness {
  /** At every point of the box. */
  EVERYWHERE,
  /** Not known; an enclosure holds for the points that have a value. */
  UNKNOWN,
  /** At no point of the box. */
  NOWHERE;

  /** Returns what is known of a formula that needs both parts. */
  public Definedness and(Definedness other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
