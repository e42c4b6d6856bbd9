package org.widelimit.algebra.syntax.tex;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.TensorShape;

/** Infers from the shapes of names whether a formula is a number, a vector or a matrix. */
public final class TensorShapes {

  private static final Set<String> NUMBERS =
      Set.of("Trace", "Length", "LargestEigenvalue", "SmallestEigenvalue");

  private static final Set<String> COLUMNS =
      Set.of("OutputVector", "TargetVector", "GradientDescent");

  private static final Set<String> MATRICES =
      Set.of(
          "DiagonalMatrix",
          "IdentityMatrix",
          "MatrixExp",
          "MatrixPower",
          "KernelMatrix",
          "GradientMatrix",
          "FisherMatrix",
          "NTKMatrix",
          "NNGPMatrix");

  /** Heads whose values are vectors or matrices, or entries of them. */
  private static final Set<String> UNSAID =
      Set.of(
          "Ellipsis",
          "Weights",
          "Bias",
          "SlopeMatrix",
          "Jacobian",
          "OutputGradient",
          "LossGradient",
          "ParameterFlow",
          "ParameterStep",
          "Preactivation",
          "Postactivation");

  /** Heads whose values are those of their first argument, entry by entry. */
  private static final Set<String> OF_FIRST = Set.of("Sum", "Integrate", "E", "Mean");

  private final Map<String, TensorShape> names;
  private final Set<Expr> inner;

  /**
   * Creates the shapes of a file's formulas.
   *
   * @param names the shapes of symbols, and of the values of functions, that are not numbers
   */
  public TensorShapes(Map<String, TensorShape> names) {
    this(names, new HashSet<>());
  }

  private TensorShapes(Map<String, TensorShape> names, Set<Expr> inner) {
    this.names = Map.copyOf(names);
    this.inner = inner;
  }

  /** Takes a formula for a number whatever its factors are, as an inner product is. */
  void addInner(Expr product) {
    inner.add(product);
  }

  /** Returns the shape of a formula's value; of a sum or product with misfits that of the first. */
  public TensorShape of(Expr expr) {
    if (expr instanceof Sym sym) {
      return names.getOrDefault(sym.name(), TensorShape.NUMBER);
    }
    if (!(expr instanceof Call call)) {
      return TensorShape.NUMBER;
    }
    if (inner.contains(expr)) {
      return TensorShape.NUMBER;
    }
    String head = call.headName().orElse("");
    TensorShape declared = names.get(head);
    if (declared != null) {
      return declared;
    }
    if (NUMBERS.contains(head)) {
      return TensorShape.NUMBER;
    }
    if (COLUMNS.contains(head)) {
      return TensorShape.COLUMN;
    }
    if (MATRICES.contains(head)) {
      return TensorShape.MATRIX;
    }
    if (UNSAID.contains(head)) {
      return TensorShape.UNSAID;
    }
    if (call.head() instanceof Call derivative && derivative.head().isCall("Derivative")) {
      return of(Expressions.call(derivative.arg(0), call.args()));
    }
    return switch (head) {
      case "Plus", "Times" -> first(call.args());
      case "Transpose" -> transposed(of(call.arg(0)));
      case "Inverse", "Power" -> of(call.arg(0));
      case "Dot" -> product(call.args());
      case "D" -> of(call.arg(1)) == TensorShape.NUMBER ? of(call.arg(0)) : TensorShape.UNSAID;
      case "List" ->
          call.arity() > 0 && call.arg(0).isCall("List") ? TensorShape.MATRIX : TensorShape.COLUMN;
      default ->
          OF_FIRST.contains(head) || (call.arity() == 1 && isEntrywise(call))
              ? inside(call).of(call.arg(0))
              : TensorShape.NUMBER;
    };
  }

  /** Returns the shapes inside a sum, an integral or an average, whose variables are numbers. */
  public TensorShapes inside(Call binder) {
    if (!OF_FIRST.contains(binder.headName().orElse("")) || binder.arity() < 2) {
      return this;
    }
    Map<String, TensorShape> free = new HashMap<>(names);
    boolean average = binder.isCall("E");
    for (Expr variable : binder.args().subList(1, average ? 2 : binder.arity())) {
      List<Expr> bound = variable instanceof Call list ? list.args() : List.of(variable);
      bound.subList(0, average ? bound.size() : Math.min(1, bound.size())).stream()
          .filter(Sym.class::isInstance)
          .forEach(sym -> free.remove(((Sym) sym).name()));
    }
    return free.size() == names.size() ? this : new TensorShapes(free, inner);
  }

  /** Activations, declared functions of one argument and elementary functions. */
  private static boolean isEntrywise(Call call) {
    return !Character.isUpperCase(call.headName().orElse("f").charAt(0))
        || TexFunctions.isFunctionOfNumbers(call.headName().orElse(""));
  }

  private TensorShape first(List<Expr> args) {
    return args.stream()
        .map(this::of)
        .filter(shape -> shape != TensorShape.NUMBER)
        .findFirst()
        .orElse(TensorShape.NUMBER);
  }

  private static TensorShape transposed(TensorShape shape) {
    return switch (shape) {
      case NUMBER, UNSAID -> TensorShape.UNSAID;
      case COLUMN -> TensorShape.ROW;
      case ROW -> TensorShape.COLUMN;
      case MATRIX -> TensorShape.MATRIX;
    };
  }

  /** A product in Wolfram's sense, where a vector before a vector is their inner product. */
  private TensorShape product(List<Expr> factors) {
    TensorShape shape = of(factors.get(0));
    for (Expr factor : factors.subList(1, factors.size())) {
      TensorShape next = of(factor);
      boolean row = shape == TensorShape.COLUMN && next != TensorShape.ROW;
      shape = times(row ? TensorShape.ROW : shape, next).orElse(TensorShape.UNSAID);
      if (row && shape == TensorShape.ROW) {
        shape = TensorShape.COLUMN;
      }
    }
    return shape;
  }

  /** Returns the shape of a matrix product, or empty if the two do not fit. */
  static Optional<TensorShape> times(TensorShape left, TensorShape right) {
    if (left == TensorShape.NUMBER) {
      return Optional.of(right);
    }
    if (right == TensorShape.NUMBER) {
      return Optional.of(left);
    }
    if (left == TensorShape.UNSAID || right == TensorShape.UNSAID) {
      return Optional.of(TensorShape.UNSAID);
    }
    boolean rowAbove = left == TensorShape.ROW;
    boolean columnRight = right == TensorShape.COLUMN;
    boolean fits = (left == TensorShape.COLUMN) == (right == TensorShape.ROW);
    if (!fits) {
      return Optional.empty();
    }
    return Optional.of(
        rowAbove
            ? columnRight ? TensorShape.NUMBER : TensorShape.ROW
            : columnRight ? TensorShape.COLUMN : TensorShape.MATRIX);
  }
}
