package org.widelimit.gaussian.closed;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.ProofStep;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/**
 * Puts closed forms for the expectations in an expression.
 *
 * @param expr the expression, with the expectations that have no closed form left in
 * @param steps the derivations
 * @param open why expectations were left in, one reason each; empty where none was
 */
public record ClosedExpectations(Expr expr, List<ProofStep> steps, List<String> open) {

  /** Copies the lists. */
  public ClosedExpectations {
    steps = List.copyOf(steps);
    open = List.copyOf(open);
  }

  /**
   * Derives every {@code E[f, z]} and {@code E[f, {u, v}, {{p, r}, {r, q}}]} of an expression.
   *
   * @param expr an expression, activations already put in
   * @param assumptions the domains of its symbols
   */
  public static ClosedExpectations of(Expr expr, Assumptions assumptions) {
    List<ProofStep> steps = new ArrayList<>();
    List<String> open = new ArrayList<>();
    Expr closed =
        expr.transform(
            node -> {
              GaussianResult result = derive(node, assumptions);
              if (result instanceof ClosedForm form) {
                steps.addAll(form.steps());
                return form.value();
              }
              if (result != null) {
                open.add(reason(result));
              }
              return node;
            });
    return new ClosedExpectations(closed, steps, open);
  }

  private static String reason(GaussianResult result) {
    return result instanceof GaussianResult.NoClosedForm none
        ? none.reason()
        : ((GaussianResult.Divergent) result).reason();
  }

  private static @org.jspecify.annotations.Nullable GaussianResult derive(
      Expr node, Assumptions assumptions) {
    if (node.isCall("E", 2) && ((Call) node).arg(1) instanceof Sym variable) {
      return GaussianCalculus.expectation(((Call) node).arg(0), variable.name(), assumptions);
    }
    if (!node.isCall("E", 3)) {
      return null;
    }
    Expr names = ((Call) node).arg(1);
    Expr covariance = ((Call) node).arg(2);
    if (names.isCall("List", 2)
        && ((Call) names).arg(0) instanceof Sym u
        && ((Call) names).arg(1) instanceof Sym v
        && covariance.isCall("List", 2)
        && ((Call) covariance).arg(0) instanceof Call first
        && ((Call) covariance).arg(1) instanceof Call second
        && first.isCall("List", 2)
        && second.isCall("List", 2)
        && first.arg(1).equals(second.arg(0))) {
      return GaussianCalculus.expectation(
          ((Call) node).arg(0),
          u.name(),
          v.name(),
          first.arg(0),
          first.arg(1),
          second.arg(1),
          assumptions);
    }
    return null;
  }
}
