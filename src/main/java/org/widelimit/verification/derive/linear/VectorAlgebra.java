package org.widelimit.verification.derive.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.verification.claim.Elementary;

/**
 * The normal form of linear algebra over abstract vectors: products distributed over sums, {@code
 * Sum} linear with constants in front and constant terms inside, inner products bilinear and
 * symmetric. Two expressions with equal normal forms are equal for all vectors.
 */
public final class VectorAlgebra {

  /** Words whose values are vectors. */
  private static final List<String> VECTORS =
      List.of("OutputGradient", "LossGradient", "ParameterFlow", "ParameterStep", "Input");

  private static final int LARGEST_POWER = 6;

  /** Formulas of more parts are left as they stand. */
  private static final int LARGEST_FORMULA = 100;

  /** Heads whose normal form is linear algebra. */
  private static final Set<String> LINEAR = Set.of("Dot", "Transpose", "Sum");

  /** Words whose values are numbers. */
  private static final Set<String> SCALARS = Set.of("Output", "Target", "Loss", "E");

  private enum Shape {
    SCALAR,
    VECTOR,
    /** A matrix, or nothing is known. */
    OTHER
  }

  private final Set<String> vectors;

  /**
   * Creates the algebra.
   *
   * @param vectors the names of the symbols that stand for vectors
   */
  public VectorAlgebra(Set<String> vectors) {
    this.vectors = vectors;
  }

  /** Returns the normal form. */
  public Expr normalize(Expr expr) {
    return expr.transform(this::step);
  }

  /** Returns whether there is no vector and no sum in the expression: products are numbers'. */
  public boolean isScalar(Expr expr) {
    if (!(expr instanceof Call call)) {
      return !(expr instanceof Sym sym) || !vectors.contains(sym.name());
    }
    return call.headName()
            .map(head -> !VECTORS.contains(head) && !LINEAR.contains(head))
            .orElse(true)
        && call.args().stream().allMatch(this::isScalar);
  }

  /** One node whose parts are in normal form already. */
  private Expr step(Expr node) {
    if (!(node instanceof Call call)) {
      return node;
    }
    return switch (call.headName().orElse("")) {
      case "Times", "Power" -> isLargeFormula(call) ? call : expand(call);
      case "Dot" -> {
        Call columns = rowAsColumn(call);
        yield columns.args().stream().anyMatch(factor -> shape(factor) == Shape.OTHER)
            ? columns
            : dot(columns);
      }
      case "Transpose" -> transpose(call);
      case "Sum" -> sum(call);
      default -> call;
    };
  }

  /** A row before a column is an inner product; elsewhere the transpose of a vector is a row. */
  private Call rowAsColumn(Call call) {
    if (call.arity() < 2
        || !call.arg(0).isCall("Transpose", 1)
        || shape(((Call) call.arg(0)).arg(0)) != Shape.VECTOR
        || shape(call.arg(1)) != Shape.VECTOR) {
      return call;
    }
    List<Expr> columns = new ArrayList<>(call.args());
    columns.set(0, ((Call) call.arg(0)).arg(0));
    return new Call(call.head(), columns);
  }

  private Expr transpose(Call call) {
    if (call.arity() != 1) {
      return call;
    }
    return call.arg(0).isCall("Transpose", 1)
        ? ((Call) call.arg(0)).arg(0)
        : shape(call.arg(0)) == Shape.SCALAR ? call.arg(0) : call;
  }

  /** Whether multiplying out would only make a formula longer that the zero test reads anyway. */
  private static boolean isLargeFormula(Call call) {
    return rest(call, LARGEST_FORMULA) <= 0 && Elementary.isFormula(call);
  }

  /** Returns what is left of a bound when the parts of the expression are counted off. */
  private static int rest(Expr expr, int bound) {
    int rest = bound - 1;
    if (expr instanceof Call call) {
      for (Expr arg : call.args()) {
        if (rest <= 0) {
          break;
        }
        rest = rest(arg, rest);
      }
    }
    return rest;
  }

  private Shape shape(Expr expr) {
    if (expr instanceof Sym sym) {
      return vectors.contains(sym.name()) ? Shape.VECTOR : Shape.SCALAR;
    }
    if (!(expr instanceof Call call)) {
      return Shape.SCALAR;
    }
    String head = call.headName().orElse("");
    if (VECTORS.contains(head)) {
      return Shape.VECTOR;
    }
    if (call.isCall("Sum", 2)) {
      return shape(call.arg(0));
    }
    List<Shape> parts = call.args().stream().map(this::shape).toList();
    if (SCALARS.contains(head)) {
      return Shape.SCALAR;
    }
    if (call.isCall("Dot", 2)) {
      return parts.equals(List.of(Shape.VECTOR, Shape.VECTOR)) ? Shape.SCALAR : Shape.OTHER;
    }
    if (call.isCall("Times") || call.isCall("Plus")) {
      long many = parts.stream().filter(part -> part == Shape.VECTOR).count();
      boolean linear = call.isCall("Plus") ? many == parts.size() : many == 1;
      return parts.contains(Shape.OTHER) || (many > 0 && !linear)
          ? Shape.OTHER
          : many > 0 ? Shape.VECTOR : Shape.SCALAR;
    }
    return Elementary.isElementary(call) && parts.stream().allMatch(Shape.SCALAR::equals)
        ? Shape.SCALAR
        : Shape.OTHER;
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

  private boolean isVector(Expr expr) {
    return shape(expr) == Shape.VECTOR;
  }

  /** A product in order of scalars and at most two vectors, as TeX and Wolfram write it. */
  private Expr dot(Call call) {
    Expr scalars = Expressions.ONE;
    List<Expr> vectors = new ArrayList<>();
    for (Expr factor : call.args()) {
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
      return call;
    }
    List<Expr> products = new ArrayList<>();
    for (Expr a : terms(vectors.get(0))) {
      for (Expr b : terms(vectors.get(1))) {
        products.add(inner(a, b));
      }
    }
    return product(scalars, Expressions.plus(products));
  }

  private Expr inner(Expr a, Expr b) {
    Split left = split(a);
    Split right = split(b);
    Expr scalars = product(left.scalar, right.scalar);
    if (left.vector.isCall("Sum", 2)) {
      return product(
          scalars, inside((Call) left.vector, right.vector, body -> inner(body, right.vector)));
    }
    if (right.vector.isCall("Sum", 2)) {
      return product(
          scalars, inside((Call) right.vector, left.vector, body -> inner(left.vector, body)));
    }
    boolean ordered = Expressions.ORDER.compare(left.vector, right.vector) <= 0;
    Expr pair =
        ordered
            ? Expressions.call("Dot", left.vector, right.vector)
            : Expressions.call("Dot", right.vector, left.vector);
    return product(scalars, pair);
  }

  /** Carries a product into a sum, whose index first gets a name that the other factor has not. */
  private Expr inside(Call sum, Expr other, UnaryOperator<Expr> rule) {
    if (!(sum.arg(1) instanceof Call range) || !(range.arg(0) instanceof Sym index)) {
      return Expressions.call("Dot", sum, other);
    }
    Sym apart = InternalNames.fresh("indexInside", sum, other);
    Expr body = sum.arg(0).substitute(index.name(), apart);
    List<Expr> terms = terms(body).stream().map(rule).toList();
    List<Expr> ends = new ArrayList<>(range.args());
    ends.set(0, apart);
    Expr carried =
        Expressions.call(
            "Sum", Expressions.plus(terms), Expressions.call(Expressions.sym("List"), ends));
    return carried instanceof Call call ? sum(call) : carried;
  }

  /** A summand as scalar times vector. */
  private record Split(Expr scalar, Expr vector) {}

  private Split split(Expr term) {
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

  private static Expr sum(Call call) {
    if (call.arity() != 2 || !call.arg(1).isCall("List", 3)) {
      return call;
    }
    Call range = (Call) call.arg(1);
    if (!(range.arg(0) instanceof Sym index)) {
      return call;
    }
    List<Expr> results = new ArrayList<>();
    for (Expr term : terms(call.arg(0))) {
      List<Expr> constant = new ArrayList<>();
      List<Expr> varying = new ArrayList<>();
      for (Expr factor : Expressions.factors(term)) {
        (factor.symbols().contains(index.name()) ? varying : constant).add(factor);
      }
      // Named by the sums inside, so that sums that differ in names alone are equal, and no sum
      // inside takes the index for its own.
      Expr body = Expressions.times(varying);
      Sym canonical = InternalNames.fresh("k", body);
      Expr newRange = Expressions.list(canonical, range.arg(1), range.arg(2));
      results.add(
          product(
              Expressions.times(constant),
              Expressions.call(
                  Expressions.sym("Sum"),
                  List.of(body.substitute(index.name(), canonical), newRange))));
    }
    return Expressions.plus(results);
  }
}
