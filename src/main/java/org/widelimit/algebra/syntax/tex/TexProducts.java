package org.widelimit.algebra.syntax.tex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.TensorShape;

/**
 * The factors of a printed product. Numbers commute; vectors and matrices keep their printed order
 * as a {@code Dot}, and where two neighbours do not fit, the reader is asked what is meant.
 */
final class TexProducts {

  /** A factor, its first token and the operator before it, {@code \cdot} or none. */
  private record Factor(Expr value, int start, boolean dotted) {}

  private final TexNames names;
  private final TexCursor cursor;
  private final List<Factor> factors = new ArrayList<>();

  TexProducts(TexNames names, TexCursor cursor) {
    this.names = names;
    this.cursor = cursor;
  }

  boolean isEmpty() {
    return factors.isEmpty();
  }

  void add(Expr value, int start, boolean dotted) {
    factors.add(new Factor(value, start, dotted));
  }

  /** Divides by a number. */
  void divide(Expr divisor, int start) {
    requireNumber(divisor, start, "a divisor is a number; an inverse matrix is written K^{-1}");
    add(Expressions.power(divisor, Expressions.MINUS_ONE), start, false);
  }

  void requireNumber(Expr value, int start, String message) {
    if (names.shape(value).isArray()) {
      throw cursor.errorAt(start, message);
    }
  }

  /** Returns the product. */
  Expr value() {
    List<Expr> numbers = new ArrayList<>();
    List<Factor> ordered = new ArrayList<>();
    for (Factor factor : factors) {
      if (names.shape(factor.value()) == TensorShape.NUMBER) {
        numbers.add(factor.value());
      } else {
        ordered.add(factor);
      }
    }
    int next = 0;
    while (next < ordered.size()) {
      next = chain(ordered, next, numbers);
    }
    return Expressions.times(numbers);
  }

  /** Adds the matrix product from one factor on, and returns where the next one starts. */
  private int chain(List<Factor> ordered, int from, List<Expr> products) {
    List<Expr> chain = new ArrayList<>(List.of(ordered.get(from).value()));
    TensorShape shape = names.shape(chain.get(0));
    int next = from + 1;
    for (; next < ordered.size() && shape != TensorShape.NUMBER; next++) {
      Factor factor = ordered.get(next);
      TensorShape right = names.shape(factor.value());
      boolean inner = factor.dotted() && shape == TensorShape.COLUMN && right == TensorShape.COLUMN;
      Optional<TensorShape> product = TensorShapes.times(inner ? TensorShape.ROW : shape, right);
      if (product.isEmpty()) {
        throw misfit(factor.start(), shape, right);
      }
      shape = product.get();
      chain.add(factor.value());
    }
    if (shape == TensorShape.NUMBER
        && chain.get(0) instanceof Expr.Call row
        && row.isCall("Transpose", 1)) {
      // As Wolfram syntax has it: a vector before a vector or a matrix is a row.
      chain.set(0, row.arg(0));
    }
    Expr value = chain.size() == 1 ? chain.get(0) : Expressions.call(Expressions.sym("Dot"), chain);
    if (shape == TensorShape.NUMBER) {
      names.shapes().addInner(value);
    }
    products.add(value);
    return next;
  }

  private SyntaxException misfit(int start, TensorShape left, TensorShape right) {
    return cursor.errorAt(
        start,
        left.word()
            + " before "
            + right.word()
            + " is no product of matrices; write v^\\top w or v \\cdot w for an inner product, v"
            + " w^\\top for an outer one, v^\\top K for a row before a matrix");
  }
}
