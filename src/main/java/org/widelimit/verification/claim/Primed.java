package org.widelimit.verification.claim;

import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * A function and the number of its primes: {@code phi} has none, {@code phi'}, which is read as
 * {@code Derivative[1][phi]}, has one.
 *
 * @param function the function without primes
 * @param order the order of the derivative
 */
public record Primed(Expr function, int order) {

  /** Takes the primes off a function. */
  public static Primed of(Expr expr) {
    if (expr instanceof Call outer
        && outer.arity() == 1
        && outer.head() instanceof Call inner
        && inner.isCall("Derivative", 1)
        && inner.arg(0) instanceof Num order
        && order.isInteger()) {
      return new Primed(outer.arg(0), order.numerator().intValue());
    }
    return new Primed(expr, 0);
  }

  /** Returns this with one prime more. */
  public Primed differentiated() {
    return new Primed(function, order + 1);
  }

  /** Returns the function with its primes. */
  public Expr expr() {
    return order == 0
        ? function
        : Expressions.call(
            Expressions.call(Expressions.sym("Derivative"), List.of(Expressions.num(order))),
            List.of(function));
  }
}
