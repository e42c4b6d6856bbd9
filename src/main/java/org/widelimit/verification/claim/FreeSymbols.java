package org.widelimit.verification.claim;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;

/** The symbols of a formula that no sum, integral or expectation binds. */
public final class FreeSymbols {

  private static final Set<String> RANGES = Set.of("Sum", "Product", "Integrate");

  private FreeSymbols() {}

  public static Set<String> of(Expr expr) {
    Set<String> free = new TreeSet<>();
    collect(expr, Set.of(), free);
    return free;
  }

  private static void collect(Expr expr, Set<String> bound, Set<String> free) {
    if (expr instanceof Sym sym) {
      if (!bound.contains(sym.name())) {
        free.add(sym.name());
      }
    } else if (expr instanceof Call call) {
      if (!(call.head() instanceof Sym)) {
        collect(call.head(), bound, free);
      }
      boolean range = call.headName().map(RANGES::contains).orElse(false);
      if (range && call.arity() == 2 && call.arg(1).isCall("List", 3)) {
        List<Expr> parts = ((Call) call.arg(1)).args();
        collect(parts.get(1), bound, free);
        collect(parts.get(2), bound, free);
        collect(call.arg(0), with(bound, parts.get(0).symbols()), free);
      } else if (call.isCall(Binders.FUNCTION, 2)) {
        collect(call.arg(1), with(bound, call.arg(0).symbols()), free);
      } else if ((call.isCall("E") || call.isCall(Binders.MANY)) && call.arity() >= 2) {
        collect(call.arg(0), with(bound, call.arg(1).symbols()), free);
        call.args().subList(2, call.arity()).forEach(arg -> collect(arg, bound, free));
      } else {
        call.args().forEach(arg -> collect(arg, bound, free));
      }
    }
  }

  private static Set<String> with(Set<String> bound, Set<String> more) {
    Set<String> both = new TreeSet<>(bound);
    both.addAll(more);
    return both;
  }
}
