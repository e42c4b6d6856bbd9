package org.widelimit.algebra.symja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;

/**
 * Letters for all that a variable does not occur in, so that an integrand has as few constants as
 * can be: {@code 1 + 2 p + 2 q + 4 p q - 4 r^2} is {@code a - 4 r^2} to who integrates by r.
 */
public final class Constants {

  private final String variable;
  private final Set<String> taken;
  private final Map<Expr, Sym> letters = new LinkedHashMap<>();

  /**
   * Creates an empty table.
   *
   * @param variable the name of the variable
   * @param expr an expression whose names are not used as letters
   */
  Constants(String variable, Expr expr) {
    this.variable = variable;
    this.taken = new TreeSet<>(expr.symbols());
  }

  /** Returns the expression with letters for its constants. */
  Expr lettered(Expr expr) {
    if (isConstant(expr)) {
      return letter(expr);
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    if (call.isCall("Plus")) {
      return sum(call.args());
    }
    if (call.isCall("Times")) {
      List<Expr> rest = new ArrayList<>(call.args());
      rest.removeIf(this::isConstant);
      rest.replaceAll(this::lettered);
      rest.add(letter(constant(call)));
      return Expressions.times(rest);
    }
    return Expressions.call(call.head(), call.args().stream().map(this::lettered).toList());
  }

  /** Returns the expression with the constants that the letters stand for. */
  Expr written(Expr lettered) {
    Expr result = lettered;
    for (Map.Entry<Expr, Sym> entry : letters.entrySet()) {
      result = result.substitute(entry.getValue().name(), entry.getKey());
    }
    return result;
  }

  private boolean isConstant(Expr expr) {
    return !expr.symbols().contains(variable);
  }

  private Expr sum(List<Expr> terms) {
    Map<Expr, Expr> coefficients = new LinkedHashMap<>();
    for (Expr term : terms) {
      Expr constant = isConstant(term) ? term : constant(term);
      Expr rest = isConstant(term) ? Expressions.ONE : Expressions.divide(term, constant);
      coefficients.merge(rest, constant, Expressions::plus);
    }
    List<Expr> sum = new ArrayList<>();
    coefficients.forEach(
        (rest, constant) ->
            sum.add(
                Expressions.times(letter(constant), rest.isInteger(1) ? rest : lettered(rest))));
    return Expressions.plus(sum);
  }

  /** Returns the product of the constant factors of a term. */
  private Expr constant(Expr term) {
    return term.isCall("Times")
        ? Expressions.times(((Call) term).args().stream().filter(this::isConstant).toList())
        : Expressions.ONE;
  }

  private Expr letter(Expr constant) {
    if (constant instanceof Num || constant instanceof Sym) {
      return constant;
    }
    return letters.computeIfAbsent(
        constant,
        any -> {
          Sym fresh = InternalNames.fresh("a", taken);
          taken.add(fresh.name());
          return fresh;
        });
  }
}
