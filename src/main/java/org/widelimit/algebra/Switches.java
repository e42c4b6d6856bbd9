package org.widelimit.algebra;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr.Call;

/** The parts of an expression whose sign decides which branch it takes. */
public final class Switches {

  private Switches() {}

  /**
   * Returns the expressions whose sign a call asks for: the argument of an absolute value, a sign
   * or a step, the difference of every pair that a maximum, a minimum or a comparison compares.
   *
   * @param call the call; its arguments' own switches are not looked for
   * @return the switches, empty for any other call
   */
  public static List<Expr> of(Call call) {
    List<Expr> args = call.args();
    return switch (call.headName().orElse("")) {
      case "Abs", "Sign", "HeavisideTheta" -> List.of(args.get(0));
      case "Max", "Min", "Less", "LessEqual", "Greater", "GreaterEqual", "Equal" -> {
        List<Expr> differences = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
          for (int j = i + 1; j < args.size(); j++) {
            differences.add(Expressions.minus(args.get(i), args.get(j)));
          }
        }
        yield differences;
      }
      default -> List.of();
    };
  }
}
