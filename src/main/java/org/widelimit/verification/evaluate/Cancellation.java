package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;

/**
 * The scale on which a formula cancels: its terms with their signs forgotten, inside averages and
 * integrals as well. A value that is 0 is known to so many digits of that scale.
 */
public final class Cancellation {

  private Cancellation() {}

  /** Returns a formula that is nowhere smaller than the absolute value of the given one. */
  public static Expr scale(Expr expr) {
    if (expr instanceof Num number) {
      return number.signum() < 0 ? Expressions.negate(number) : number;
    }
    if (expr instanceof Call call) {
      String head = call.headName().orElse("");
      if (head.equals("Plus") || head.equals("Times")) {
        return Expressions.call(
            call.head(), call.args().stream().map(Cancellation::scale).toList());
      }
      if (call.isCall("Power", 2)
          && call.arg(1) instanceof Num exponent
          && exponent.isInteger()
          && exponent.signum() > 0) {
        return Expressions.power(scale(call.arg(0)), exponent);
      }
      boolean binds = head.equals("E") || head.equals("Integrate") || head.equals("Sum");
      if (binds && call.arity() >= 2) {
        List<Expr> args = new ArrayList<>(call.args());
        args.set(0, scale(args.get(0)));
        return Expressions.call(call.head(), args);
      }
    }
    return Expressions.call("Abs", expr);
  }
}
