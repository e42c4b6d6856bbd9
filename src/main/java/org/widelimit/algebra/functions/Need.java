package org.widelimit.algebra.functions;

import java.util.function.UnaryOperator;
import org.widelimit.algebra.Expr;

/**
 * What an argument must satisfy for a function to have a value there.
 *
 * @param kind the sign that is asked for
 * @param part the expression that must have it, for an argument
 */
public record Need(Kind kind, UnaryOperator<Expr> part) {

  /** A sign. */
  public enum Kind {
    /** Greater than 0. */
    POSITIVE,
    /** Not less than 0; where it is 0 the function has a value and no derivative. */
    NONNEGATIVE,
    /** Anything but 0. */
    NONZERO
  }
}
