package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;

/**
 * The normal form of linear algebra over abstract vectors: products distributed over sums, {@code
 * Sum} linear with constants in front and constant terms inside, inner products bilinear and
 * symmetric. Two expressions with equal normal forms are equal for all vectors.
 */
final class VectorAlgebra {

  /** Words whose values are vectors. */
  private static final List<String> VECTORS =
      List.of("OutputGradient", "LossGradient", "ParameterFlow", "ParameterStep", "Input");

  private static final int LARGEST_POWER = 6;

  private VectorAlgebra() {}

  /** Returns whether the formula holds vectors, so that this normal form has something to say. */
  static boolean applies(Expr expr) {
    return expr instanceof Call call
        && (call.isCall("Dot")
            || call.headName().map(VECTORS::contains).orElse(false)
            || call.isCall("Sum")
            || call.isCall("Output")
            || call.args().stream().anyMatch(VectorAlgebra::applies));
  }

  /** Returns the normal form. */
  static Expr normalize(Expr expr) {
    return expr.transform(VectorAlgebra::step);
  }

  /** One node whose parts are in normal form already. */
  private static Expr step(Expr node) {
    if (!(node instanceof Call call)) {
      return node;
    }
    return switch (call.headName().orElse("")) {
      case "Times", "Power" -> expand(call);
      case "Dot" -> dot(call.args());
      case "Transpose" -> call.arity() == 1 ? call.arg(0) : call;
      case "Sum" -> sum(call);
      default -> call;
    };
  }

  /** Returns the terms of a sum. */
  private static List<Expr> terms(Expr expr) {
    return expr.isCall("Plus") ? ((Call) expr).args() : List.of(expr);
  }

  private static Expr expand(Call call) {
    if (call.isCall("Power", 2)) {
      boolean sum = call.arg(0).isCall("Plus");
      if (sum && call.arg(1) instanceof Num n && n.isInteger() && n.signum() > 0) {
        int power = n.numerator().bitLength() > 8 ? Integer.MAX_VALUE : n.numerator().intValue();
        if (power <= LARGEST_POWER) {
          Expr result = Expressions.ONE;
          for (int i = 0; i < power; i++) {
            result = product(result, call.arg(0));
          }
          return result;
        }
      }
      return call;
    }
    Expr result = Expressions.ONE;
    for (Expr factor : call.args()) {
      result = product(result, factor);
    }
    return result;
  }

  private static Expr product(Expr left, Expr right) {
    List<Expr> products = new ArrayList<>();
    for (Expr a : terms(left)) {
      for (Expr b : terms(right)) {
        products.add(Expressions.times(a, b));
      }
    }
    return Expressions.plus(products);
  }

  private static boolean isVector(Expr expr) {
    if (expr.headName().map(VECTORS::contains).orElse(false)) {
      return true;
    }
    if (expr instanceof Call call && (call.isCall("Times") || call.isCall("Plus"))) {
      return call.args().stream().anyMatch(VectorAlgebra::isVector);
    }
    return expr instanceof Call call && call.isCall("Sum") && isVector(call.arg(0));
  }

  /** A product in order of scalars and at most two vectors, as TeX and Wolfram write it. */
  private static Expr dot(List<Expr> factors) {
    Expr scalars = Expressions.ONE;
    List<Expr> vectors = new ArrayList<>();
    for (Expr factor : factors) {
      if (isVector(factor)) {
        vectors.add(factor);
      } else {
        scalars = product(scalars, factor);
      }
    }
    if (vectors.isEmpty()) {
      return scalars;
    }
    if (vectors.size() == 1) {
      return product(scalars, vectors.get(0));
    }
    if (vectors.size() > 2) {
      return Expressions.call(Expressions.sym("Dot"), factors);
    }
    List<Expr> products = new ArrayList<>();
    for (Expr a : terms(vectors.get(0))) {
      for (Expr b : terms(vectors.get(1))) {
        products.add(inner(a, b));
      }
    }
    return product(scalars, Expressions.plus(products));
  }

  private static Expr inner(Expr a, Expr b) {
    Split left = Split.of(a);
    Split right = Split.of(b);
    Expr scalars = product(left.scalar, right.scalar);
    if (left.vector.isCall("Sum")) {
      return product(scalars, inside((Call) left.vector, body -> inner(body, right.vector)));
    }
    if (right.vector.isCall("Sum")) {
      return product(scalars, inside((Call) right.vector, body -> inner(left.vector, body)));
    }
    boolean ordered = Expressions.ORDER.compare(left.vector, right.vector) <= 0;
    Expr pair =
        ordered
            ? Expressions.call("Dot", left.vector, right.vector)
            : Expressions.call("Dot", right.vector, left.vector);
    return product(scalars, pair);
  }

  private static Expr inside(Call sum, java.util.function.UnaryOperator<Expr> rule) {
    List<Expr> terms = terms(sum.arg(0)).stream().map(rule).toList();
    return sum(
        (Call)
            Expressions.call(Expressions.sym("Sum"), List.of(Expressions.plus(terms), sum.arg(1))));
  }

  /** A summand as scalar times vector. */
  private record Split(Expr scalar, Expr vector) {
    static Split of(Expr term) {
      if (!term.isCall("Times")) {
        return new Split(Expressions.ONE, term);
      }
      List<Expr> scalars = new ArrayList<>();
      Expr vector = Expressions.ONE;
      for (Expr factor : ((Call) term).args()) {
        if (isVector(factor)) {
          vector = factor;
        } else {
          scalars.add(factor);
        }
      }
      return new Split(Expressions.times(scalars), vector);
    }
  }

  private static Expr sum(Call call) {
    if (call.arity() != 2 || !call.arg(1).isCall("List", 3)) {
      return call;
    }
    Call range = (Call) call.arg(1);
    if (!(range.arg(0) instanceof Sym index)) {
      return call;
    }
    // One name for every index, so that sums that differ in it alone are equal.
    Sym canonical = Expressions.sym("index");
    Expr body = call.arg(0).substitute(index.name(), canonical);
    Expr newRange = Expressions.list(canonical, range.arg(1), range.arg(2));
    List<Expr> results = new ArrayList<>();
    for (Expr term : terms(body)) {
      List<Expr> constant = new ArrayList<>();
      List<Expr> varying = new ArrayList<>();
      for (Expr factor : term.isCall("Times") ? ((Call) term).args() : List.of(term)) {
        (factor.symbols().contains(canonical.name()) ? varying : constant).add(factor);
      }
      results.add(
          product(
              Expressions.times(constant),
              Expressions.call(
                  Expressions.sym("Sum"), List.of(Expressions.times(varying), newRange))));
    }
    return Expressions.plus(results);
  }
}
