package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.UndefinedValueException;

/**
 * The dots of printed products such as {@code D_l W_(l+1) D_(l+1) ... D_(L-1) W_L}: the factors
 * before the dots repeat with an index raised by one a period, until the factors after the dots are
 * reached.
 */
public final class Ellipses {

  private static final int LONGEST = 1024;

  private Ellipses() {}

  /** Returns whether the product has dots. */
  static boolean hasDots(Call product) {
    return product.args().stream().anyMatch(factor -> factor.isCall("Ellipsis"));
  }

  /** Replaces symbols by integers everywhere and writes every product with dots in full. */
  public static Expr concrete(Expr expr, Map<String, Integer> values) {
    Expr written =
        expr.transform(
            node ->
                node instanceof Call call
                        && (call.isCall("Dot") || call.isCall("Times"))
                        && hasDots(call)
                    ? inFull(call, values)
                    : node);
    return substitute(written, values);
  }

  private static Expr substitute(Expr expr, Map<String, Integer> values) {
    Expr result = expr;
    for (Map.Entry<String, Integer> value : values.entrySet()) {
      result = result.substitute(value.getKey(), Expressions.num(value.getValue()));
    }
    return result;
  }

  private static Expr inFull(Call product, Map<String, Integer> values) {
    List<Expr> args = product.args();
    int dots = 0;
    while (!args.get(dots).isCall("Ellipsis")) {
      dots++;
    }
    List<Expr> before = args.subList(0, dots);
    List<Expr> after =
        args.subList(dots + 1, args.size()).stream().map(f -> substitute(f, values)).toList();
    if (before.isEmpty() || after.isEmpty()) {
      throw UndefinedValueException.ofFormula("dots need a pattern before and an end after them");
    }
    for (String index : values.keySet()) {
      if (before.get(0).symbols().contains(index)) {
        return Expressions.call(product.head(), factors(before, after, index, values));
      }
    }
    throw UndefinedValueException.ofFormula("the factors before the dots have no index");
  }

  private static List<Expr> factors(
      List<Expr> before, List<Expr> after, String index, Map<String, Integer> values) {
    int period = period(before, index);
    List<Expr> factors = new ArrayList<>();
    while (factors.size() < LONGEST) {
      int shift = factors.size() / period;
      factors.add(substitute(shifted(before.get(factors.size() % period), index, shift), values));
      int size = factors.size();
      if (size >= after.size() && factors.subList(size - after.size(), size).equals(after)) {
        return factors;
      }
    }
    throw UndefinedValueException.ofFormula(
        "the pattern before the dots never reaches what follows");
  }

  /** Returns the shortest period after which the factors repeat with the index raised by one. */
  private static int period(List<Expr> before, String index) {
    for (int period = 1; period < before.size(); period++) {
      boolean repeats = true;
      for (int i = 0; i + period < before.size(); i++) {
        repeats &= before.get(i + period).equals(shifted(before.get(i), index, 1));
      }
      if (repeats) {
        return period;
      }
    }
    return before.size();
  }

  private static Expr shifted(Expr factor, String index, int by) {
    return by == 0
        ? factor
        : factor.substitute(index, Expressions.plus(Expressions.sym(index), Expressions.num(by)));
  }
}
