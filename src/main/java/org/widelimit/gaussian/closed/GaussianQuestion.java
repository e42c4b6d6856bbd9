package org.widelimit.gaussian.closed;

import static org.widelimit.algebra.Expressions.call;
import static org.widelimit.algebra.Expressions.list;
import static org.widelimit.algebra.Expressions.sym;

import java.util.List;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;

/**
 * A Gaussian expectation that is asked for.
 *
 * @param body the integrand
 * @param names the variables of integration, one or two
 * @param covariance their covariance, row by row
 * @param assumptions the domains of the other symbols
 */
public record GaussianQuestion(
    Expr body, List<String> names, List<List<Expr>> covariance, Assumptions assumptions) {

  GaussianQuestion withBody(Expr other) {
    return new GaussianQuestion(other, names, covariance, assumptions);
  }

  /** Returns the expectation as an unevaluated {@code E[...]}. */
  public Expr integral() {
    if (names.size() == 1) {
      Expr variance = covariance.get(0).get(0);
      return variance.isInteger(1)
          ? call("E", body, sym(names.get(0)))
          : call("E", body, list(sym(names.get(0))), list(list(variance)));
    }
    return call(
        "E",
        body,
        list(sym(names.get(0)), sym(names.get(1))),
        list(
            list(covariance.get(0).toArray(new Expr[0])),
            list(covariance.get(1).toArray(new Expr[0]))));
  }
}
