package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;

/** Random elementary formulas many of which have a sign. */
public final class RandomFormulas {

  private RandomFormulas() {}

  /**
   * Returns a formula, at most that deep.
   *
   * @param symbols its symbols, the first one positive and the second an integer
   */
  public static Expr any(Random random, List<String> symbols, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(4) == 0
          ? Expressions.num(random.nextInt(7) - 3, 1 + random.nextInt(2))
          : Expressions.sym(symbols.get(random.nextInt(symbols.size())));
    }
    Expr a = any(random, symbols, depth - 1);
    return switch (random.nextInt(14)) {
      case 0, 1 -> Expressions.plus(several(random, symbols, depth));
      case 2, 3 -> Expressions.times(several(random, symbols, depth));
      case 4 -> Expressions.square(a);
      case 5 -> Expressions.sqrt(Expressions.plus(Expressions.ONE, Expressions.square(a)));
      case 6 -> Expressions.call("Abs", a);
      case 7 -> Expressions.call("Max", a, any(random, symbols, depth - 1));
      case 8 -> Expressions.call("Min", a, any(random, symbols, depth - 1));
      case 9 -> Expressions.call("Tanh", a);
      case 10 -> Expressions.call("Erf", a);
      case 11 -> Expressions.power(Expressions.EULER, Expressions.call("Tanh", a));
      case 12 -> Expressions.divide(a, Expressions.plus(Expressions.TWO, Expressions.square(a)));
      default -> power(random, symbols, a);
    };
  }

  /** A power on one side of 1, or of anything but with an even exponent. */
  private static Expr power(Random random, List<String> symbols, Expr base) {
    Expr n = Expressions.sym(symbols.get(1));
    return switch (random.nextInt(4)) {
      case 0 -> Expressions.power(Expressions.sym(symbols.get(0)), n);
      case 1 -> Expressions.exp(Expressions.negate(Expressions.square(base)));
      case 2 ->
          Expressions.power(Expressions.call("Tanh", base), Expressions.times(Expressions.TWO, n));
      default ->
          Expressions.power(
              Expressions.divide(
                  Expressions.ONE, Expressions.plus(Expressions.ONE, Expressions.square(base))),
              n);
    };
  }

  private static List<Expr> several(Random random, List<String> symbols, int depth) {
    List<Expr> args = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      args.add(any(random, symbols, depth - 1));
    }
    return args;
  }
}
