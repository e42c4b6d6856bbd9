package org.widelimit.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Random expressions for properties, built by {@link Expressions} from every kind of head. */
public final class RandomExpressions {

  private static final List<String> SYMBOLS = List.of("x", "y", "sigmaW", "q", "Pi", "e", "phi");
  private static final List<String> UNARY =
      List.of(
          "Sin", "Tanh", "Erf", "Abs", "Log", "Sqrt", "Exp", "HeavisideTheta", "f", "Factorial");
  private static final List<String> BINARY =
      List.of(
          "Max", "E", "Less", "LessEqual", "Equal", "Rule", "Dot", "And", "Or", "List", "Binomial");

  private static final int LARGEST_BITS = 24;

  private RandomExpressions() {}

  /** Returns a random expression of any kind, at most that deep. */
  static Expr any(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return leaf(random, SYMBOLS);
    }
    Expr expr = composed(random, depth);
    return isSmall(expr) ? expr : leaf(random, SYMBOLS);
  }

  /** Powers of powers of integers fold into numbers and exponents that the reader refuses. */
  private static boolean isSmall(Expr expr) {
    if (expr instanceof Num num) {
      return num.numerator().bitLength() <= LARGEST_BITS
          && num.denominator().bitLength() <= LARGEST_BITS;
    }
    return !(expr instanceof Call call)
        || (isSmall(call.head()) && call.args().stream().allMatch(RandomExpressions::isSmall));
  }

  private static Expr composed(Random random, int depth) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> Expressions.plus(several(random, depth));
      case 2, 3 -> Expressions.times(several(random, depth));
      case 4 -> Expressions.power(any(random, depth - 1), any(random, depth - 1));
      case 5 -> Expressions.power(any(random, depth - 1), number(random));
      case 6 -> Expressions.call(pick(random, UNARY), any(random, depth - 1));
      case 7 ->
          Expressions.call(pick(random, BINARY), any(random, depth - 1), any(random, depth - 1));
      case 8 -> Expressions.call("Not", any(random, depth - 1));
      default ->
          Expressions.call(
              random.nextBoolean()
                  ? Expressions.call("LengthMap", any(random, depth - 1), Expressions.sym("s"))
                  : WolframReader.derivative(Expressions.sym("phi")),
              List.of(any(random, depth - 1)));
    };
  }

  /** Returns a random leaf: one of the symbols or a small rational. */
  public static Expr leaf(Random random, List<String> symbols) {
    return random.nextInt(3) == 0 ? number(random) : Expressions.sym(pick(random, symbols));
  }

  /** Returns a small rational number of either sign. */
  static Expr number(Random random) {
    return Expressions.num(
        random.nextInt(13) - 6, random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1);
  }

  private static List<Expr> several(Random random, int depth) {
    List<Expr> args = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      args.add(any(random, depth - 1));
    }
    return args;
  }

  private static String pick(Random random, List<String> items) {
    return items.get(random.nextInt(items.size()));
  }
}
