package org.widelimit.verification.derive.inequality;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.ProofStep;
import org.widelimit.verification.claim.ClaimAssumptions;
import org.widelimit.verification.derive.linear.VectorAlgebra;

/**
 * Inner products of vectors as products of norms and cosines, of which no more is known than that
 * norms are not negative and, by Cauchy's and Schwarz' inequality, cosines lie between -1 and 1.
 */
final class InnerProducts {

  private static final Interval COSINES = Interval.closed(Expressions.MINUS_ONE, Expressions.ONE);

  private final List<Expr> formulas;
  private final Map<Expr, Sym> norms = new LinkedHashMap<>();
  private final Map<Call, Expr> products = new LinkedHashMap<>();
  private Assumptions known;

  /**
   * Names the norms and cosines of all inner products in the formulas.
   *
   * @param formulas formulas in the normal form of {@link VectorAlgebra}
   * @param assumptions what is assumed of the numbers in them
   * @param steps receives what stands for each product
   */
  InnerProducts(List<Expr> formulas, Assumptions assumptions, List<ProofStep> steps) {
    this.formulas = List.copyOf(formulas);
    this.known = assumptions;
    Set<Call> all = new LinkedHashSet<>();
    formulas.forEach(formula -> collect(formula, all));
    for (Call product : all) {
      Expr value = value(product);
      products.put(product, value);
      steps.add(
          new ProofStep(
              product.arg(0).equals(product.arg(1)) ? "norm" : "Cauchy-Schwarz inequality",
              product,
              value,
              product.arg(0).equals(product.arg(1))
                  ? "a norm is not negative"
                  : "norms and a cosine, which lies between -1 and 1"));
    }
  }

  /** Returns what is assumed, and what is known of norms and cosines. */
  Assumptions known() {
    return known;
  }

  /** Returns a formula with numbers for the products. */
  Expr in(Expr formula) {
    return formula.transform(
        node ->
            node instanceof Call call && products.containsKey(call) ? products.get(call) : node);
  }

  /** Collects the products outside of sums and averages, whose indices they may hold. */
  private static void collect(Expr expr, Set<Call> all) {
    if (!(expr instanceof Call call) || call.isCall("Sum") || call.isCall("E")) {
      return;
    }
    if (call.isCall("Dot", 2)) {
      all.add(call);
      return;
    }
    call.args().forEach(arg -> collect(arg, all));
  }

  private Expr value(Call product) {
    Expr first = norm(product.arg(0));
    Expr second = norm(product.arg(1));
    return product.arg(0).equals(product.arg(1))
        ? Expressions.square(first)
        : Expressions.times(first, second, name("cosine", COSINES));
  }

  private Expr norm(Expr vector) {
    Sym norm = norms.get(vector);
    if (norm == null) {
      norm = name("norm", Interval.NONNEGATIVE);
      norms.put(vector, norm);
    }
    return norm;
  }

  private Sym name(String name, Interval domain) {
    Sym number = ClaimAssumptions.fresh(name, known, formulas.toArray(Expr[]::new));
    known = known.with(number.name(), domain);
    return number;
  }
}
