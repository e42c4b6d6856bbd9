package org.widelimit.verification.claim;

import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;

/** The names that sums, integrals and expectations bind. */
public final class BoundNames {

  private static final Set<String> BINDERS =
      Set.of("E", Binders.MANY, "Sum", "Product", "Integrate");

  private BoundNames() {}

  /** Returns every name that is bound somewhere in the expression. */
  public static Set<String> of(Expr expr) {
    Set<String> names = new TreeSet<>();
    collect(expr, names);
    return names;
  }

  private static void collect(Expr expr, Set<String> names) {
    if (!(expr instanceof Call call)) {
      return;
    }
    collect(call.head(), names);
    call.args().forEach(arg -> collect(arg, names));
    if (call.isCall(Binders.FUNCTION, 2)) {
      names.addAll(call.arg(0).symbols());
    }
    if (call.arity() >= 2 && call.headName().map(BINDERS::contains).orElse(false)) {
      if (call.arg(1) instanceof Sym variable) {
        names.add(variable.name());
      } else if (call.arg(1) instanceof Call list) {
        list.args().stream()
            .filter(Sym.class::isInstance)
            .forEach(variable -> names.add(((Sym) variable).name()));
      }
    }
  }
}
