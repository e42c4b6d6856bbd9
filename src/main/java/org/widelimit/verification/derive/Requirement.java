package org.widelimit.verification.derive;

import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.functions.Need;

/**
 * What a formula needs to be defined: that a part of it has a sign.
 *
 * @param part the part
 * @param kind the sign
 * @param words where it fails, in words, or empty to say it by the formula
 * @param averaged whether the part depends on a variable of an average, single values of which do
 *     not matter
 * @param where what is assumed where the part is asked for
 */
record Requirement(Expr part, Need.Kind kind, String words, boolean averaged, Assumptions where) {

  /** Returns whether a sign that is known is enough. */
  boolean isMetBy(Sign sign) {
    return switch (kind) {
      case POSITIVE -> sign == Sign.POSITIVE;
      case NONNEGATIVE -> sign.isNonnegative();
      case NONZERO -> sign.isStrict();
    };
  }

  /** Returns whether a number of that sign is not allowed. */
  boolean isViolatedBy(int signum) {
    return switch (kind) {
      case POSITIVE -> signum <= 0;
      case NONNEGATIVE -> signum < 0;
      case NONZERO -> signum == 0;
    };
  }
}
