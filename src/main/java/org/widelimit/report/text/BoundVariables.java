package org.widelimit.report.text;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;

/** Names in print for the symbols that a proof introduces ({@link InternalNames}). */
final class BoundVariables {

  private BoundVariables() {}

  /**
   * Returns the step with names for print, the same on both sides and none that the step or the
   * file has already; symbols that are printed in a form of their own ({@link ProofNames}) stay.
   *
   * @param names the names that the file declares
   */
  static ProofStep readable(ProofStep step, Set<String> names) {
    Set<String> present = new TreeSet<>(step.left().symbols());
    present.addAll(step.right().symbols());
    Set<String> taken = new HashSet<>(names);
    taken.addAll(present);
    present.removeIf(ProofNames::hasForm);
    Map<String, String> shown = InternalNames.shown(present, taken);
    if (shown.isEmpty()) {
      return step;
    }
    return step.between(named(step.left(), shown), named(step.right(), shown));
  }

  private static Expr named(Expr expr, Map<String, String> shown) {
    Expr named = expr;
    for (Map.Entry<String, String> name : shown.entrySet()) {
      named = named.substitute(name.getKey(), Expressions.sym(name.getValue()));
    }
    return named;
  }
}
