package org.widelimit.enclosure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;

/** Square roots of symbols, taken out of formulas by a change of variable. */
final class Roots {

  private static final Set<String> BINDERS = Set.of("E", "Integrate", "Sum", "Product", "D");

  private Roots() {}

  /** Returns the symbols with roots in the formulas that no number of their domain forbids. */
  static Set<String> of(List<Expr> formulas, Map<String, Interval> domains) {
    Set<String> rooted = new TreeSet<>();
    domains.forEach(
        (name, domain) -> {
          if (domain.isNonnegative()
              && !domain.integer()
              && formulas.stream().anyMatch(formula -> hasRoot(formula, name))
              && formulas.stream().noneMatch(formula -> binds(formula, name))) {
            rooted.add(name);
          }
        });
    return rooted;
  }

  private static boolean hasRoot(Expr expr, String name) {
    return expr instanceof Call call
        && ((call.isCall("Power", 2)
                && call.arg(0).equals(Expressions.sym(name))
                && call.arg(1) instanceof Num exponent
                && exponent.denominator().intValue() == 2)
            || hasVariance(call, name)
            || call.args().stream().anyMatch(arg -> hasRoot(arg, name)));
  }

  /** An average over a law depends on the roots of its variances. */
  private static boolean hasVariance(Call call, String name) {
    return call.isCall("E", 3)
        && call.arg(2).isCall("List", 2)
        && ((Call) call.arg(2)).arg(0).isCall("List", 2)
        && ((Call) call.arg(2)).arg(1).isCall("List", 2)
        && (isMultiple(((Call) ((Call) call.arg(2)).arg(0)).arg(0), name)
            || isMultiple(((Call) ((Call) call.arg(2)).arg(1)).arg(1), name));
  }

  private static boolean isMultiple(Expr expr, String name) {
    return Expressions.withoutCoefficient(expr).equals(Expressions.sym(name));
  }

  static boolean binds(Expr expr, String name) {
    return expr instanceof Call call
        && ((call.arity() >= 2
                && call.headName().filter(BINDERS::contains).isPresent()
                && call.arg(1).contains(Expressions.sym(name)))
            || call.args().stream().anyMatch(arg -> binds(arg, name)));
  }

  /** Returns the formula in which the symbol stands for its own square root. */
  static Expr replaced(Expr expr, Set<String> rooted) {
    if (expr instanceof Sym sym && rooted.contains(sym.name())) {
      return Expressions.square(sym);
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    if (call.isCall("Power", 2)
        && call.arg(0) instanceof Sym sym
        && rooted.contains(sym.name())
        && call.arg(1) instanceof Num exponent) {
      return Expressions.power(sym, Expressions.multiply(Expressions.TWO, exponent));
    }
    Expr head = call.head() instanceof Sym ? call.head() : replaced(call.head(), rooted);
    return Expressions.call(head, call.args().stream().map(arg -> replaced(arg, rooted)).toList());
  }
}
