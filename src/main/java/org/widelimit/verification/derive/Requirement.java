package org.widelimit.verification.derive;

import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
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

  /** Returns whether this holds wherever another does. */
  boolean isPartOf(Requirement other) {
    return other.kind == Need.Kind.POSITIVE
        && kind != Need.Kind.POSITIVE
        && other.part.equals(part)
        && other.where.equals(where);
  }

  /** Returns whether what is needed can be said as a condition of the claim. */
  boolean isCondition(Assumptions claim) {
    return !averaged && words.isEmpty() && where.constraints().equals(claim.constraints());
  }

  /** Returns what is needed, as a condition. */
  Expr condition() {
    return switch (kind) {
      case POSITIVE -> Expressions.call("Greater", part, Expressions.ZERO);
      case NONNEGATIVE -> Expressions.call("GreaterEqual", part, Expressions.ZERO);
      case NONZERO -> Expressions.call("Not", Expressions.call("Equal", part, Expressions.ZERO));
    };
  }
}
