package org.widelimit.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;

/**
 * Formulas whose parts bind variables: averages, integrals, sums, products, and maps that are
 * written out.
 */
public final class Binders {

  /** The head of a map that is written out, {@code Function[x, body]}; no reader accepts it. */
  public static final String FUNCTION = "Function";

  /** The head of an average of more than two variables, {@code E} in print. */
  public static final String MANY = InternalNames.symbol("E").name();

  private static final Set<String> RANGES = Set.of("Integrate", "Sum", "Product");

  private Binders() {}

  /** Returns the map that takes a symbol to a formula in it. */
  public static Expr function(Sym variable, Expr body) {
    return Expressions.call(FUNCTION, variable, body);
  }

  /** Applies a map, which may be written out. */
  public static Expr apply(Expr map, Expr value) {
    return map.isCall(FUNCTION, 2) && ((Call) map).arg(0) instanceof Sym variable
        ? put(((Call) map).arg(1), Map.of(variable.name(), value))
        : Expressions.call(map, List.of(value));
  }

  private static boolean isAverage(Call call) {
    return call.isCall("E") || call.isCall(MANY);
  }

  /**
   * Gives averages of more than two variables a head of their own, so that what is known of two
   * variables is not applied to them, and variables that nothing else is called.
   */
  public static Expr marked(Expr expr) {
    Set<String> taken = new LinkedHashSet<>(expr.symbols());
    return expr.transform(
        node -> {
          if (!node.isCall("E", 3)
              || !(((Call) node).arg(1) instanceof Call variables)
              || variables.arity() < 3) {
            return node;
          }
          Map<String, Expr> fresh = new LinkedHashMap<>();
          for (Expr variable : variables.args()) {
            Sym name = InternalNames.fresh(((Sym) variable).name(), taken);
            taken.add(name.name());
            fresh.put(((Sym) variable).name(), name);
          }
          return Expressions.call(
              MANY,
              put(((Call) node).arg(0), fresh),
              Expressions.list(fresh.values().toArray(new Expr[0])),
              ((Call) node).arg(2));
        });
  }

  /** Returns the names that a call binds in its first argument, or in its second of a map. */
  public static Set<String> bound(Call call) {
    Set<String> names = new LinkedHashSet<>();
    String head = call.headName().orElse("");
    if ((head.equals("E") || head.equals(MANY)) && call.arity() >= 2) {
      List<Expr> variables = call.arg(1) instanceof Call list ? list.args() : List.of(call.arg(1));
      variables.forEach(variable -> names.addAll(variable.symbols()));
    } else if (RANGES.contains(head)) {
      call.args().stream()
          .skip(1)
          .filter(range -> range.isCall("List") && ((Call) range).arg(0) instanceof Sym)
          .forEach(range -> names.add(((Sym) ((Call) range).arg(0)).name()));
    } else if (call.isCall(FUNCTION, 2)) {
      names.addAll(call.arg(0).symbols());
    }
    return names;
  }

  /** Returns the symbols that are free in a formula, or may be. */
  public static Set<String> free(Expr expr) {
    if (expr instanceof Sym sym) {
      return Set.of(sym.name());
    }
    Set<String> free = new LinkedHashSet<>();
    if (expr instanceof Call call) {
      if (!(call.head() instanceof Sym)) {
        free.addAll(free(call.head()));
      }
      Set<String> bound = bound(call);
      boolean range = call.headName().map(RANGES::contains).orElse(false);
      for (int i = 0; i < call.arity(); i++) {
        Set<String> inside = new LinkedHashSet<>(free(call.arg(i)));
        boolean covariance = isAverage(call) && i == 2;
        if (range && i > 0 && call.arg(i) instanceof Call list) {
          // The ends of a range may be in variables that the ranges after it bind.
          inside = new LinkedHashSet<>();
          for (Expr end : list.args().subList(1, list.arity())) {
            inside.addAll(free(end));
          }
          for (int later = i; later < call.arity(); later++) {
            inside.removeAll(((Call) call.arg(later)).arg(0).symbols());
          }
        } else if (!covariance) {
          inside.removeAll(bound);
        }
        free.addAll(inside);
      }
    }
    return free;
  }

  /**
   * Puts formulas for symbols, all at once: what is put in keeps its meaning, as variables of the
   * same name that the formula binds are renamed, and what the formula binds is not replaced.
   */
  public static Expr put(Expr expr, Map<String, Expr> values) {
    if (values.isEmpty()) {
      return expr;
    }
    if (expr instanceof Sym sym) {
      return values.getOrDefault(sym.name(), expr);
    }
    if (!(expr instanceof Call call)) {
      return expr;
    }
    Map<String, Expr> inner = new LinkedHashMap<>(values);
    Set<String> taken = new LinkedHashSet<>(expr.symbols());
    values.values().forEach(value -> taken.addAll(value.symbols()));
    Set<String> bound = bound(call);
    inner.keySet().removeAll(bound);
    // What does not occur is not put in, and captures nothing.
    inner.keySet().retainAll(expr.symbols());
    List<Expr> puts = List.copyOf(inner.values());
    for (String name : bound) {
      if (puts.stream().anyMatch(value -> value.symbols().contains(name))) {
        Sym fresh = InternalNames.fresh(InternalNames.shown(name), taken);
        taken.add(fresh.name());
        inner.put(name, fresh);
      }
    }
    List<Expr> args = new ArrayList<>();
    for (int i = 0; i < call.arity(); i++) {
      boolean covariance = isAverage(call) && i == 2;
      args.add(put(call.arg(i), covariance ? values : inner));
    }
    Expr head = call.head() instanceof Sym ? call.head() : put(call.head(), inner);
    return Expressions.call(head, args);
  }
}
