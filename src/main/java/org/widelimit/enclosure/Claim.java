package org.widelimit.enclosure;

import org.widelimit.algebra.Expr;
import org.widelimit.numeric.interval.RealInterval;

/**
 * A relation between two sides.
 *
 * @param left the left side, of an inequality the smaller one
 * @param right the right side
 */
record Claim(Expr left, Expr right, Kind kind) {

  /** The relation. */
  enum Kind {
    EQUAL,
    LESS,
    LESS_EQUAL
  }

  /** Returns whether the relation is excluded for numbers of these two sets. */
  boolean isExcluded(RealInterval smaller, RealInterval larger) {
    if (smaller.isEmpty() || larger.isEmpty()) {
      return false;
    }
    return switch (kind) {
      case EQUAL -> smaller.isDisjoint(larger);
      case LESS -> smaller.lo() >= larger.hi();
      case LESS_EQUAL -> smaller.lo() > larger.hi();
    };
  }
}
