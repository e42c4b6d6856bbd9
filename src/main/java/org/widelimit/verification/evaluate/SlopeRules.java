package org.widelimit.verification.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Derivatives;
import org.widelimit.theorem.FunctionDeclaration.Values;
import org.widelimit.theorem.SymbolDeclaration;
import org.widelimit.theorem.Theorem;

/**
 * Derivatives in time of numbers, vectors and matrices: the product rule for dots, and the chain
 * rule for exponentials and powers of functions of one matrix, which commute with their
 * derivatives.
 */
public final class SlopeRules {

  private static final Set<String> OF_ONE_MATRIX = Set.of("Plus", "Times", "MatrixExp", "Inverse");

  private final String variable;
  private final Set<String> matrices;
  private final Set<String> vectors;

  /**
   * Creates the rules.
   *
   * @param theorem declares which symbols are matrices and vectors
   * @param variable the time
   */
  public SlopeRules(Theorem theorem, String variable) {
    this.variable = variable;
    this.matrices = named(theorem, Values.MATRICES);
    this.vectors = named(theorem, Values.VECTORS);
  }

  private static Set<String> named(Theorem theorem, Values kind) {
    return theorem.symbols().values().stream()
        .filter(symbol -> symbol.kind() == kind)
        .map(SymbolDeclaration::name)
        .collect(Collectors.toSet());
  }

  /**
   * Returns the derivative that holds at all but isolated times, the number 0 for a constant of any
   * shape; or empty if no rule gives it.
   */
  public Optional<Expr> of(Expr expr) {
    try {
      return Optional.of(slope(expr));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private Expr slope(Expr expr) {
    if (!expr.symbols().contains(variable)) {
      return Expressions.ZERO;
    }
    if (!(expr instanceof Call call) || ofNumbers(expr)) {
      return Derivatives.almostEverywhere(expr, variable);
    }
    return switch (call.headName().orElse("")) {
      case "Plus" -> Expressions.plus(call.args().stream().map(this::slope).toList());
      case "Times", "Dot" -> product(call);
      case "Transpose" -> Expressions.call("Transpose", slope(call.arg(0)));
      case "MatrixExp" -> dot(commuting(call.arg(0)), call);
      case "MatrixPower" -> {
        Expr exponent = call.arg(1);
        if (exponent.symbols().contains(variable)) {
          throw unknown(call);
        }
        Expr lower =
            Expressions.call(
                "MatrixPower", call.arg(0), Expressions.minus(exponent, Expressions.ONE));
        yield dot(Expressions.times(exponent, commuting(call.arg(0))), lower);
      }
      default -> throw unknown(call);
    };
  }

  /** Returns whether a part is a formula of numbers alone. */
  public boolean ofNumbers(Expr expr) {
    if (!(expr instanceof Call call)) {
      return expr.symbols().stream()
          .noneMatch(name -> matrices.contains(name) || vectors.contains(name));
    }
    return call.isCall("Length")
        || (call.headName().filter(SlopeRules::isMatrixWord).isEmpty()
            && call.args().stream().allMatch(this::ofNumbers));
  }

  private static boolean isMatrixWord(String head) {
    return head.startsWith("Matrix") || head.equals("IdentityMatrix") || head.equals("Dot");
  }

  private Expr product(Call call) {
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < call.arity(); i++) {
      Expr part = slope(call.arg(i));
      if (!part.isInteger(0)) {
        List<Expr> factors = new ArrayList<>(call.args());
        factors.set(i, part);
        terms.add(Expressions.call(call.head(), factors));
      }
    }
    return Expressions.plus(terms);
  }

  private static Expr dot(Expr first, Expr second) {
    return Expressions.call("Dot", first, second);
  }

  /** Returns the derivative of a function of one matrix, with which it commutes. */
  private Expr commuting(Expr expr) {
    Set<String> named =
        expr.symbols().stream().filter(matrices::contains).collect(Collectors.toSet());
    if (named.size() > 1 || !isOfOneMatrix(expr)) {
      throw unknown(expr);
    }
    return slope(expr);
  }

  private boolean isOfOneMatrix(Expr expr) {
    if (!(expr instanceof Call call)) {
      return expr.symbols().stream().noneMatch(vectors::contains);
    }
    if (ofNumbers(expr)) {
      return true;
    }
    String head = call.headName().orElse("");
    return head.equals("IdentityMatrix")
        || (OF_ONE_MATRIX.contains(head) && call.args().stream().allMatch(this::isOfOneMatrix));
  }

  private static IllegalArgumentException unknown(Expr expr) {
    return new IllegalArgumentException("no rule for the derivative of " + expr);
  }
}
