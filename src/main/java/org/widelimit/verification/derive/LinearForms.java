package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;

/**
 * Changes of variables under Gaussian expectations: papers write correlated preactivations as
 * {@code u = Sqrt[q] z1} and {@code v = Sqrt[q] (c z1 + Sqrt[1 - c^2] z2)} of independent normals
 * (Poole et al. 2016, eq. 5), and the dual activation wants u and v with their covariance.
 *
 * <p>Linear forms {@code A z} of normals z of covariance S are normal of covariance {@code A S A^T}
 * (Anderson 2003, theorem 2.4.1), also where A or S has no inverse.
 */
final class LinearForms {

  private final UnaryOperator<Expr> normalize;

  /**
   * Creates the rule.
   *
   * @param normalize brings variances and covariances to one form
   */
  LinearForms(UnaryOperator<Expr> normalize) {
    this.normalize = normalize;
  }

  /** {@code ofFirst u + ofSecond v + constant}, the coefficients free of u and v. */
  private record Form(Expr ofFirst, Expr ofSecond, Expr constant) {
    static Form constant(Expr value) {
      return new Form(Expressions.ZERO, Expressions.ZERO, value);
    }

    boolean isConstant() {
      return ofFirst.isInteger(0) && ofSecond.isInteger(0);
    }

    Form linear() {
      return new Form(ofFirst, ofSecond, Expressions.ZERO);
    }

    Form plus(Form other) {
      return new Form(
          Expressions.plus(ofFirst, other.ofFirst),
          Expressions.plus(ofSecond, other.ofSecond),
          Expressions.plus(constant, other.constant));
    }

    Form times(Expr factor) {
      return new Form(
          Expressions.times(ofFirst, factor),
          Expressions.times(ofSecond, factor),
          Expressions.times(constant, factor));
    }
  }

  /** An expectation over two normals. */
  private record Pair(Call expectation, Sym first, Sym second, Expr p, Expr r, Expr q) {
    static Optional<Pair> of(Expr node) {
      if (!node.isCall("E", 3)
          || !((Call) node).arg(1).isCall("List", 2)
          || !((Call) node).arg(2).isCall("List", 2)) {
        return Optional.empty();
      }
      Call call = (Call) node;
      List<Expr> names = ((Call) call.arg(1)).args();
      List<Expr> rows = ((Call) call.arg(2)).args();
      if (!rows.stream().allMatch(row -> row.isCall("List", 2))
          || !names.stream().allMatch(Sym.class::isInstance)) {
        return Optional.empty();
      }
      Call top = (Call) rows.get(0);
      Call bottom = (Call) rows.get(1);
      return top.arg(1).equals(bottom.arg(0))
          ? Optional.of(
              new Pair(
                  call,
                  (Sym) names.get(0),
                  (Sym) names.get(1),
                  top.arg(0),
                  top.arg(1),
                  bottom.arg(1)))
          : Optional.empty();
    }

    boolean isFree(Expr expr) {
      Set<String> symbols = expr.symbols();
      return !symbols.contains(first.name()) && !symbols.contains(second.name());
    }

    /** Returns an expression as a linear form, or empty if it is none. */
    Optional<Form> form(Expr expr) {
      if (expr.equals(first)) {
        return Optional.of(new Form(Expressions.ONE, Expressions.ZERO, Expressions.ZERO));
      }
      if (expr.equals(second)) {
        return Optional.of(new Form(Expressions.ZERO, Expressions.ONE, Expressions.ZERO));
      }
      if (isFree(expr)) {
        return Optional.of(Form.constant(expr));
      }
      if (expr.isCall("Plus")) {
        return sum(((Call) expr).args());
      }
      return expr.isCall("Times") ? product(((Call) expr).args()) : Optional.empty();
    }

    private Optional<Form> sum(List<Expr> terms) {
      Form sum = Form.constant(Expressions.ZERO);
      for (Expr term : terms) {
        Optional<Form> form = form(term);
        if (form.isEmpty()) {
          return form;
        }
        sum = sum.plus(form.get());
      }
      return Optional.of(sum);
    }

    private Optional<Form> product(List<Expr> factors) {
      Form product = Form.constant(Expressions.ONE);
      for (Expr factor : factors) {
        Optional<Form> form = form(factor);
        if (form.isEmpty() || !(form.get().isConstant() || product.isConstant())) {
          return Optional.empty();
        }
        product =
            form.get().isConstant()
                ? product.times(form.get().constant())
                : form.get().times(product.constant());
      }
      return Optional.of(product);
    }

    /** Collects the linear parts of the largest linear forms in an expression. */
    void collect(Expr expr, Set<Form> forms) {
      if (isFree(expr)) {
        return;
      }
      Optional<Form> form = form(expr);
      if (form.isPresent()) {
        forms.add(form.get().linear());
      } else if (expr instanceof Call call) {
        collect(call.head(), forms);
        call.args().forEach(arg -> collect(arg, forms));
      }
    }

    /** Returns the covariance of two linear forms. */
    Expr covariance(Form a, Form b) {
      return Expressions.plus(
          Expressions.times(a.ofFirst, b.ofFirst, p),
          Expressions.times(
              Expressions.plus(
                  Expressions.times(a.ofFirst, b.ofSecond),
                  Expressions.times(a.ofSecond, b.ofFirst)),
              r),
          Expressions.times(a.ofSecond, b.ofSecond, q));
    }
  }

  /** Rewrites the expectations that depend on their normals through two mixtures, or on one. */
  Expr apply(Expr expr, List<ProofStep> steps) {
    return expr.transform(
        node -> {
          Expr changed = Pair.of(node).map(pair -> mixtures(pair, steps)).orElse(node);
          return Pair.of(changed).map(pair -> ofOne(pair, steps)).orElse(changed);
        });
  }

  private Expr mixtures(Pair pair, List<ProofStep> steps) {
    Set<Form> all = new LinkedHashSet<>();
    pair.collect(pair.expectation().arg(0), all);
    List<Form> forms = new ArrayList<>(all);
    boolean mixed =
        forms.stream().anyMatch(form -> !form.ofFirst.isInteger(0) && !form.ofSecond.isInteger(0));
    if (!mixed || forms.size() > 2) {
      return pair.expectation();
    }
    Form first = forms.get(0);
    Form second = forms.get(forms.size() - 1);
    Sym u = InternalNames.fresh("u", pair.expectation());
    Sym v = InternalNames.fresh("v", pair.expectation(), u);
    Expr body = replaced(pair.expectation().arg(0), pair, first, u, v);
    Expr r = normalize.apply(pair.covariance(first, second));
    Expr law =
        Expressions.list(
            Expressions.list(normalize.apply(pair.covariance(first, first)), r),
            Expressions.list(r, normalize.apply(pair.covariance(second, second))));
    Expr changed = Expressions.call("E", body, Expressions.list(u, v), law);
    steps.add(
        new ProofStep(
            "change of variables",
            pair.expectation(),
            changed,
            "linear forms A z of normals of covariance S are normal of covariance A S A^T"));
    return changed;
  }

  private static Expr replaced(Expr expr, Pair pair, Form first, Sym u, Sym v) {
    if (pair.isFree(expr)) {
      return expr;
    }
    Optional<Form> form = pair.form(expr);
    if (form.isPresent()) {
      return Expressions.plus(form.get().linear().equals(first) ? u : v, form.get().constant());
    }
    Call call = (Call) expr;
    return Expressions.call(
        replaced(call.head(), pair, first, u, v),
        call.args().stream().map(arg -> replaced(arg, pair, first, u, v)).toList());
  }

  /** Writes an expectation over two variables that are equal, or of one alone, over one. */
  private static Expr ofOne(Pair pair, List<ProofStep> steps) {
    Expr body = pair.expectation().arg(0);
    boolean equal = pair.p().equals(pair.r()) && pair.r().equals(pair.q());
    boolean onlyFirst = !body.symbols().contains(pair.second().name());
    boolean onlySecond = !body.symbols().contains(pair.first().name());
    if (!equal && !onlyFirst && !onlySecond) {
      return pair.expectation();
    }
    Sym z = InternalNames.fresh("z", pair.expectation());
    Expr value = Expressions.times(Expressions.sqrt(onlySecond ? pair.q() : pair.p()), z);
    Expr changed =
        Expressions.call(
            "E",
            body.substitute(pair.first().name(), value).substitute(pair.second().name(), value),
            z);
    steps.add(
        new ProofStep(
            "change of variables",
            pair.expectation(),
            changed,
            equal
                ? "normals of one variance that is their covariance as well are equal"
                : "the other variable does not occur"));
    return changed;
  }
}
