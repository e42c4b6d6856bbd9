package org.widelimit.enclosure;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.numeric.interval.DividedFunctions;

/**
 * A formula as a power of a symbol that is not negative, times what is left: exactly, wherever the
 * symbol is positive.
 *
 * <p>A function that vanishes with its argument is the argument times a divided function, which is
 * as smooth. An average over a law of one or both variables times the symbol is one over the law
 * without it.
 *
 * @param power the power
 * @param rest the rest
 */
record Factored(int power, Expr rest) {

  /** Returns the formula with the largest power that was found. */
  static Factored of(Expr expr, Sym symbol) {
    if (!expr.contains(symbol)) {
      return new Factored(0, expr);
    }
    if (expr.equals(symbol)) {
      return new Factored(1, Expressions.ONE);
    }
    if (!(expr instanceof Call call) || Roots.binds(expr, symbol.name())) {
      return new Factored(0, expr);
    }
    return switch (call.headName().orElse("")) {
      case "Plus" -> common(call, symbol);
      case "Max", "Min" -> common(call, symbol);
      case "Times" -> product(call, symbol);
      case "Power" -> call.arity() == 2 ? power(call, symbol) : new Factored(0, expr);
      case "Abs" -> call.arity() == 1 ? inside(call, symbol) : new Factored(0, expr);
      case "E" -> average(call, symbol);
      default -> divided(call, symbol);
    };
  }

  /** Takes a positive symbol out of steps, signs, absolute values and extremes. */
  static Expr switches(Expr expr, Sym symbol) {
    return expr.transform(
        node -> {
          String head = node.headName().orElse("");
          boolean jumps = head.equals("Sign") || head.equals("HeavisideTheta");
          boolean bends = head.equals("Abs") || head.equals("Max") || head.equals("Min");
          if ((!jumps && !bends) || !node.contains(symbol)) {
            return node;
          }
          if (bends) {
            Factored whole = of(node, symbol);
            return whole.power() > 0 ? times(symbol, whole.power(), whole.rest()) : node;
          }
          Factored argument = of(((Call) node).arg(0), symbol);
          return argument.power() != 0 && ((Call) node).arity() == 1
              ? Expressions.call(head, argument.rest())
              : node;
        });
  }

  private static Expr times(Sym symbol, int power, Expr rest) {
    return Expressions.times(Expressions.power(symbol, Expressions.num(power)), rest);
  }

  /** What all terms have; 0 has any power. */
  private static Factored common(Call call, Sym symbol) {
    List<Factored> parts = call.args().stream().map(arg -> of(arg, symbol)).toList();
    int least =
        parts.stream()
            .filter(part -> !part.rest().isInteger(0))
            .mapToInt(Factored::power)
            .min()
            .orElse(0);
    if (least == 0) {
      return new Factored(0, call);
    }
    List<Expr> args = new ArrayList<>();
    for (Factored part : parts) {
      args.add(
          part.rest().isInteger(0)
              ? Expressions.ZERO
              : times(symbol, part.power() - least, part.rest()));
    }
    return new Factored(least, Expressions.call(call.head(), args));
  }

  private static Factored product(Call call, Sym symbol) {
    int power = 0;
    List<Expr> factors = new ArrayList<>();
    for (Expr arg : call.args()) {
      Factored part = of(arg, symbol);
      power += part.power();
      factors.add(part.rest());
    }
    return new Factored(power, Expressions.times(factors));
  }

  private static Factored power(Call call, Sym symbol) {
    Factored base = of(call.arg(0), symbol);
    if (base.power() == 0 || !(call.arg(1) instanceof Num exponent)) {
      return new Factored(0, call);
    }
    Num power = Expressions.multiply(Expressions.num(base.power()), exponent);
    boolean possible = power.isInteger() && power.numerator().bitLength() < 8;
    return possible
        ? new Factored(power.numerator().intValue(), Expressions.power(base.rest(), exponent))
        : new Factored(0, call);
  }

  private static Factored inside(Call call, Sym symbol) {
    Factored part = of(call.arg(0), symbol);
    return part.power() == 0
        ? new Factored(0, call)
        : new Factored(part.power(), Expressions.call(call.head(), List.of(part.rest())));
  }

  private static Factored divided(Call call, Sym symbol) {
    String name = DividedFunctions.PREFIX + call.headName().orElse("");
    if (call.arity() != 1 || !DividedFunctions.isKnown(name)) {
      return new Factored(0, call);
    }
    Factored argument = of(call.arg(0), symbol);
    return argument.power() < 1
        ? new Factored(0, call)
        : new Factored(
            argument.power(),
            Expressions.times(argument.rest(), Expressions.call(name, call.arg(0))));
  }

  private static Factored average(Call call, Sym symbol) {
    if (call.arity() == 2) {
      return averaged(call, call.arg(0), call.args().subList(1, 2), symbol);
    }
    if (call.arity() != 3 || !call.arg(1).isCall("List", 2) || !isLaw(call.arg(2))) {
      return new Factored(0, call);
    }
    if (!call.arg(2).contains(symbol)) {
      return averaged(call, call.arg(0), call.args().subList(1, 3), symbol);
    }
    Call rows = (Call) call.arg(2);
    Factored[][] law = new Factored[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        law[i][j] = of(((Call) rows.arg(i)).arg(j), symbol);
      }
    }
    int[] scales = {law[0][0].power() / 2, law[1][1].power() / 2};
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        boolean fits = law[i][j].power() == scales[i] + scales[j];
        if (!fits && !law[i][j].rest().isInteger(0)) {
          return new Factored(0, call);
        }
      }
    }
    Expr body = call.arg(0);
    for (int i = 0; i < 2; i++) {
      if (!(((Call) call.arg(1)).arg(i) instanceof Sym sym)) {
        return new Factored(0, call);
      }
      Expr scale = Expressions.power(symbol, Expressions.num(scales[i]));
      body = scales[i] == 0 ? body : body.substitute(sym.name(), Expressions.times(scale, sym));
    }
    Expr rest =
        Expressions.list(
            Expressions.list(law[0][0].rest(), law[0][1].rest()),
            Expressions.list(law[1][0].rest(), law[1][1].rest()));
    return averaged(call, body, List.of(call.arg(1), rest), symbol);
  }

  private static boolean isLaw(Expr law) {
    return law.isCall("List", 2)
        && ((Call) law).args().stream().allMatch(row -> row.isCall("List", 2));
  }

  private static Factored averaged(Call call, Expr body, List<Expr> rest, Sym symbol) {
    Factored part = of(body, symbol);
    if (part.power() == 0) {
      return new Factored(0, call);
    }
    List<Expr> args = new ArrayList<>(List.of(part.rest()));
    args.addAll(rest);
    return new Factored(part.power(), Expressions.call(call.head(), args));
  }
}
