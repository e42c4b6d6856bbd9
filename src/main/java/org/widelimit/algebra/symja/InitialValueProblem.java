package org.widelimit.algebra.symja;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/**
 * An initial value problem: {@code left == right} in {@code y[t]} and {@code y'[t]}, with the value
 * of y at a point.
 */
public record InitialValueProblem(
    Expr left, Expr right, String function, String variable, Expr point, Expr value) {

  /** Returns the problem with its formulas written in another way. */
  InitialValueProblem with(UnaryOperator<Expr> writing) {
    return new InitialValueProblem(
        writing.apply(left),
        writing.apply(right),
        function,
        variable,
        writing.apply(point),
        writing.apply(value));
  }

  Expr question() {
    Expr y = Expressions.sym(function);
    Expr t = Expressions.sym(variable);
    Expr start = Expressions.call("Equal", Expressions.call(y, List.of(point)), value);
    return Expressions.call(
        "DSolve",
        Expressions.list(Expressions.call("Equal", left, right), start),
        Expressions.call(y, List.of(t)),
        t);
  }

  /** Returns both sides with an expression for the function; empty if it is at other places. */
  Optional<Expr> residual(Expr solution, Expr slope) {
    Expr y = Expressions.sym(function);
    Expr t = Expressions.sym(variable);
    Expr prime = Expressions.call(WolframReader.derivative(y), List.of(t));
    Expr residual =
        Expressions.minus(left, right)
            .transform(
                node ->
                    node.equals(prime)
                        ? slope
                        : node.equals(Expressions.call(y, List.of(t))) ? solution : node);
    return residual.symbols().contains(function) ? Optional.empty() : Optional.of(residual);
  }
}
