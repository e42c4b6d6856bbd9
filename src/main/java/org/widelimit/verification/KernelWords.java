package org.widelimit.verification;

import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.ExpressionCompiler;

/** The words of infinitely wide networks, evaluated numerically. */
final class KernelWords {

  /** Returns the value of a call whose head is a call, such as {@code LengthMap[...][q]}. */
  Quantity curried(Call call, Evaluator at) {
    return Definitions.of(call)
        .map(at::evaluate)
        .orElseThrow(() -> new UndefinedValueException("'" + call.head() + "' has no value here"));
  }

  /** Returns the value of a word with plain arguments. */
  Quantity word(String word, Call call, Evaluator at) {
    throw new UndefinedValueException("'" + word + "' has no value here");
  }

  /** Returns the value of an elementary function of constants that only the compiler knows. */
  Quantity compiled(Call call, Evaluator at) {
    Expr constant = call.transform(node -> node);
    double value = ExpressionCompiler.compile(constant, java.util.List.of()).evaluate();
    return Evaluator.rounded(value, 16);
  }
}
