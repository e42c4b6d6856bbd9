package org.widelimit.verification.evaluate;

import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.IntToDoubleFunction;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.gaussian.quadrature.Landmarks;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;

/** Sums, products and iterated maps at a point: what is evaluated for one integer after another. */
final class Repetitions {

  private static final int LONGEST_SUM = 100_000;

  private final Evaluator at;

  Repetitions(Evaluator at) {
    this.at = at;
  }

  /** Returns the sum or the product of a term over a range of integers, which may be infinite. */
  Quantity series(Call call, BinaryOperator<Quantity> operation, double empty) {
    List<Expr> range = Evaluator.range(call);
    int first = at.index(range.get(1));
    if (range.get(2).equals(Expressions.INFINITY)) {
      return infiniteSum(call, Evaluator.name(range.get(0)), first);
    }
    int last = at.index(range.get(2));
    if ((long) last - first > LONGEST_SUM) {
      throw new UndefinedValueException("a sum of more than " + LONGEST_SUM + " terms");
    }
    Quantity result = null;
    for (int n = first; n <= last; n++) {
      Quantity term = at.with(Evaluator.name(range.get(0)), Quantity.of(n)).evaluate(call.arg(0));
      result = result == null ? term : operation.apply(result, term);
    }
    return result == null ? Quantity.of(empty) : result;
  }

  private Quantity infiniteSum(Call call, String index, int first) {
    Expr term = call.arg(0);
    Set<Expr> switches = Landmarks.of(at.activations().inline(term), Set.of(index)).breaks();
    if (!call.isCall("Sum") || !switches.isEmpty()) {
      throw UndefinedValueException.ofFormula(
          "only sums to infinity have values, and only of terms of one form");
    }
    IntToDoubleFunction ratio =
        TermRatio.of(at.activations().inline(term), index, at::evaluate)
            .orElse(n -> Double.POSITIVE_INFINITY);
    return InfiniteSum.of(n -> at.with(index, Quantity.of(n)).evaluate(term), first, ratio);
  }

  /** Returns the value of a map that is applied again and again. */
  Quantity nest(Call call) {
    Quantity value = at.evaluate(call.arg(1));
    int times = at.index(call.arg(2));
    if (times > LONGEST_SUM) {
      throw new UndefinedValueException("a map applied more than " + LONGEST_SUM + " times");
    }
    Expr application = Binders.apply(call.arg(0), KernelWords.ITERATE);
    for (int i = 0; i < times; i++) {
      value = at.with(KernelWords.ITERATE.name(), value).evaluate(application);
    }
    return value;
  }
}
