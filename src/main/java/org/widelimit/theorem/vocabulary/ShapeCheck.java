package org.widelimit.theorem.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.TensorShape;
import org.widelimit.algebra.syntax.tex.TensorShapes;

/**
 * Finds vectors and matrices where only numbers have a meaning: factors of a product, whose order
 * would be lost, powers, summands beside numbers, variances, limits of integration.
 */
public final class ShapeCheck {

  /** Functions of matrices and vectors; every other function is one of numbers. */
  private static final Set<String> ENTRYWISE = Set.of("Times", "Plus", "List", "Piecewise");

  private final TensorShapes shapes;
  private final Scope scope;

  public ShapeCheck(Scope scope) {
    this(scope, new TensorShapes(scope.shapes()));
  }

  private ShapeCheck(Scope scope, TensorShapes shapes) {
    this.scope = scope;
    this.shapes = shapes;
  }

  /**
   * Checks a formula whose names are known.
   *
   * @throws NameFault at the first array that stands where a number must
   */
  public void check(Expr expr) {
    if (!(expr instanceof Call call)) {
      return;
    }
    for (int i = 0; i < call.arity(); i++) {
      (i == 0 ? new ShapeCheck(scope, shapes.inside(call)) : this).check(call.arg(i));
    }
    check(call.head());
    String head = call.headName().orElse("");
    switch (head) {
      case "Times" -> product(call);
      case "Plus" -> alike(call.args());
      case "Power" ->
          numbers(
              call.args(),
              "a power of numbers only",
              "matrices take MatrixPower, Inverse and MatrixExp, vectors a dot: v . v");
      case "E" -> {
        if (call.arity() == 3) {
          ((Call) call.arg(2))
              .args().stream()
                  .filter(Call.class::isInstance)
                  .forEach(row -> numbers(((Call) row).args(), "a covariance of numbers", ""));
        }
      }
      case "Integrate", "Sum", "Product" ->
          call.args().stream().skip(1).forEach(range -> ends(((Call) range).args()));
      case "Dot" -> chain(call);
      default -> function(head, call);
    }
  }

  private void ends(List<Expr> range) {
    numbers(range.subList(Math.min(1, range.size()), range.size()), "the ends of a range", "");
  }

  private void product(Call call) {
    List<Expr> arrays = call.args().stream().filter(arg -> shapes.of(arg).isArray()).toList();
    if (arrays.size() > 1) {
      throw fault(
          arrays.get(1),
          "a product of vectors or matrices, whose order would be lost",
          "a matrix product is written with a dot: K . y");
    }
  }

  private void chain(Call call) {
    TensorShape before = TensorShape.UNSAID;
    for (Expr factor : call.args()) {
      TensorShape shape = shapes.of(factor);
      if (before == TensorShape.MATRIX && shape == TensorShape.ROW) {
        throw fault(factor, "a matrix before the transpose of a vector", "check the order");
      }
      before = shape;
    }
  }

  /** Functions of numbers, and maps in second brackets. */
  private void function(String head, Call call) {
    Optional<Word> word = Vocabulary.find(head);
    boolean ofNumbers =
        word.filter(
                found ->
                    (found.kind() == Word.Kind.FUNCTION && !ENTRYWISE.contains(head))
                        || found.kind() == Word.Kind.CONDITION)
            .isPresent();
    boolean map =
        call.head() instanceof Call inner
            && inner.headName().flatMap(Vocabulary::find).filter(Word::isMap).isPresent();
    for (Expr argument : call.args()) {
      TensorShape shape = shapes.of(argument);
      boolean entrywise = call.arity() == 1 && shape == TensorShape.COLUMN && !map;
      if ((ofNumbers || map) && shape.isArray() && !entrywise) {
        throw fault(
            argument,
            shape.word() + " stands where a number is needed",
            "a function of numbers takes a vector entry by entry, and no matrix");
      }
    }
  }

  /** Checks that summands, or the sides of a claim, are of one shape; 0 is of any. */
  void alike(List<Expr> terms) {
    Expr first = Expressions.ZERO;
    for (Expr term : terms) {
      TensorShape before = shapes.of(first);
      TensorShape shape = shapes.of(term);
      boolean said = before != TensorShape.UNSAID && shape != TensorShape.UNSAID;
      boolean zero = term.isInteger(0) || first.isInteger(0);
      if (said && !zero && before != shape && (before.isArray() || shape.isArray())) {
        throw fault(
            term,
            before.word() + " beside " + shape.word(),
            "a multiple of the identity is written with IdentityMatrix[Length[K]]");
      }
      first = term.isInteger(0) ? first : term;
    }
  }

  private void numbers(List<Expr> values, String what, String hint) {
    for (Expr value : values) {
      if (shapes.of(value).isArray()) {
        throw fault(value, what + ", not " + shapes.of(value).word(), hint);
      }
    }
  }

  private NameFault fault(Expr at, String message, String hint) {
    String name = at.symbols().stream().filter(scope.shapes()::containsKey).findFirst().orElse("");
    return new NameFault(name, message, hint);
  }
}
