package org.widelimit.verification.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.widelimit.algebra.Binders;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.verification.derive.linear.SpectralCalculus;

/**
 * A word that a recursion in its last argument defines, from 0 on.
 *
 * @param word the word's call
 * @param longest how far the recursion is written out
 * @param starts the values at 0, 1, ..., as many as a step looks back
 * @param step takes the last values to the next one
 */
record Recurrence(
    Call word, int longest, List<Expr> starts, java.util.function.Function<List<Expr>, Expr> step) {

  /** Nested averages soon have no closed form, or one that fills pages. */
  private static final int LONGEST_NEST = 6;

  private static final int LONGEST_DESCENT = 24;

  Recurrence {
    starts = List.copyOf(starts);
  }

  /**
   * Returns the recursion of {@code Nest[f, x, n]}, or of {@code GradientDescentMode[k, f0, y, h,
   * mu, n]}, one component of the outputs of heavy-ball descent for an eigenvalue k and the rate h
   * over the number of inputs; empty for any other expression.
   */
  static Optional<Recurrence> of(Expr expr) {
    if (expr.isCall("Nest", 3)) {
      Call nest = (Call) expr;
      UnaryOperator<Expr> map = value -> Binders.apply(nest.arg(0), value);
      return Optional.of(
          new Recurrence(
              nest, LONGEST_NEST, List.of(nest.arg(1)), values -> map.apply(values.get(0))));
    }
    return expr.isCall(SpectralCalculus.DESCENT, 6)
        ? Optional.of(descent((Call) expr))
        : Optional.empty();
  }

  /** Polyak 1964: {@code v <- mu v - h k (f - y)}, {@code f <- f + v}, from rest. */
  private static Recurrence descent(Call mode) {
    Expr target = mode.arg(2);
    Expr momentum = mode.arg(4);
    UnaryOperator<Expr> down =
        f ->
            Expressions.minus(
                f, Expressions.times(mode.arg(3), mode.arg(0), Expressions.minus(f, target)));
    Expr start = mode.arg(1);
    return momentum.isInteger(0)
        ? new Recurrence(mode, LONGEST_DESCENT, List.of(start), values -> down.apply(values.get(0)))
        : new Recurrence(
            mode,
            LONGEST_DESCENT,
            List.of(start, down.apply(start)),
            values ->
                Expressions.plus(
                    down.apply(values.get(1)),
                    Expressions.times(momentum, Expressions.minus(values.get(1), values.get(0)))));
  }

  /** Returns how many values a step looks back. */
  int order() {
    return starts.size();
  }

  /** Returns the argument that counts. */
  Expr index() {
    return word.arg(word.arity() - 1);
  }

  /** Returns the word at another index. */
  Call at(Expr index) {
    List<Expr> args = new ArrayList<>(word.args());
    args.set(args.size() - 1, index);
    return new Call(word.head(), args);
  }

  /** Returns the values from some on: those, and as many more as are wanted, a step each. */
  List<Expr> continued(List<? extends Expr> values, int more) {
    List<Expr> all = new ArrayList<>(values);
    for (int i = 0; i < more; i++) {
      all.add(step.apply(all.subList(all.size() - order(), all.size())));
    }
    return all;
  }
}
