package org.widelimit.enclosure;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;

/** The size of what cancels in a formula that is claimed to vanish. */
final class Scale {

  private Scale() {}

  /** Returns the formula with sums of absolute values, under averages and integrals as well. */
  static Expr of(Expr expr) {
    if (!(expr instanceof Call call)) {
      return Expressions.call("Abs", expr);
    }
    String head = call.headName().orElse("");
    return switch (head) {
      case "Plus", "Times" ->
          Expressions.call(call.head(), call.args().stream().map(Scale::of).toList());
      case "E", "Integrate" -> {
        List<Expr> args = new ArrayList<>(call.args());
        args.set(0, of(call.arg(0)));
        yield Expressions.call(call.head(), args);
      }
      default -> Expressions.call("Abs", expr);
    };
  }
}
