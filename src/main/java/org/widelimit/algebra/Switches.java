package org.widelimit.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Expr.Call;

/** The parts of an expression whose sign decides which branch it takes. */
public final class Switches {

  private static final Set<String> JUMPS =
      Set.of("Sign", "HeavisideTheta", "Piecewise", "Floor", "DiracDelta");

  private Switches() {}

  /** Returns whether an expression holds a function that jumps, by its heads. */
  public static boolean jumps(Expr expr) {
    return expr instanceof Call call
        && (call.headName().map(JUMPS::contains).orElse(false)
            || jumps(call.head())
            || call.args().stream().anyMatch(Switches::jumps));
  }

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
