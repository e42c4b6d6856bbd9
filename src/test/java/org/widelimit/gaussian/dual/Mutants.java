package org.widelimit.gaussian.dual;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/** Changes one constant, sign or exponent of an expression at a time. */
public final class Mutants {

  private Mutants() {}

  /** Returns all of them, none equal to the expression as written. */
  public static List<Expr> of(Expr expr) {
    List<Expr> mutants = new ArrayList<>();
    if (expr instanceof Num num) {
      mutants.add(Expressions.add(num, Expressions.ONE));
      mutants.add(Expressions.multiply(num, Expressions.num(101, 100)));
    }
    if (expr instanceof Call call) {
      for (int i = 0; i < call.arity(); i++) {
        for (Expr changed : of(call.arg(i))) {
          mutants.add(replaced(call, i, changed));
        }
        if (expr.isCall("Plus")) {
          mutants.add(replaced(call, i, Expressions.negate(call.arg(i))));
          mutants.add(replaced(call, i, Expressions.ZERO));
        }
      }
    }
    return mutants.stream().filter(mutant -> !mutant.equals(expr)).distinct().toList();
  }

  /**
   * Changes what is not written: one sign of a part at a time, or the factor or the exponent 1 of
   * one of the named symbols.
   */
  public static List<Expr> ofUnwritten(Expr expr, Set<String> names) {
    List<Expr> mutants = new ArrayList<>();
    mutants.add(Expressions.negate(expr));
    if (expr instanceof Sym sym && names.contains(sym.name())) {
      mutants.add(Expressions.times(Expressions.TWO, sym));
      mutants.add(Expressions.square(sym));
    }
    if (expr instanceof Call call) {
      for (int i = 0; i < call.arity(); i++) {
        for (Expr changed : ofUnwritten(call.arg(i), names)) {
          mutants.add(replaced(call, i, changed));
        }
      }
    }
    return mutants.stream().filter(mutant -> !mutant.equals(expr)).distinct().toList();
  }

  /** Returns the expression with one of its numbers, chosen at random, one greater. */
  public static Expr random(Expr expr, java.util.Random random) {
    int[] left = {random.nextInt(numbers(expr))};
    return raised(expr, left);
  }

  private static int numbers(Expr expr) {
    return expr instanceof Call call
        ? call.args().stream().mapToInt(Mutants::numbers).sum()
        : expr instanceof Num ? 1 : 0;
  }

  private static Expr raised(Expr expr, int[] left) {
    if (expr instanceof Num num) {
      return left[0]-- == 0 ? Expressions.add(num, Expressions.ONE) : num;
    }
    return expr instanceof Call call
        ? Expressions.call(call.head(), call.args().stream().map(arg -> raised(arg, left)).toList())
        : expr;
  }

  private static Expr replaced(Call call, int index, Expr value) {
    List<Expr> args = new ArrayList<>(call.args());
    args.set(index, value);
    return Expressions.call(call.head(), args);
  }
}
