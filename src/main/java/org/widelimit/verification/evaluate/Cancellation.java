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
      if (head.equals("Piecewise")) {
        return Expressions.call(call.head(), ofValues(call));
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

  /** The values of the branches and the value elsewhere; their conditions stay. */
  private static List<Expr> ofValues(Call piecewise) {
    List<Expr> args = new ArrayList<>(piecewise.args());
    if (args.get(0) instanceof Call branches) {
      List<Expr> scaled = new ArrayList<>();
      for (Expr branch : branches.args()) {
        scaled.add(
            branch.isCall("List", 2)
                ? Expressions.list(scale(((Call) branch).arg(0)), ((Call) branch).arg(1))
                : branch);
      }
      args.set(0, Expressions.list(scaled.toArray(Expr[]::new)));
    }
    if (args.size() > 1) {
      args.set(1, scale(args.get(1)));
    }
    return args;
  }
}
