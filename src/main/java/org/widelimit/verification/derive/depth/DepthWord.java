package org.widelimit.verification.derive.depth;

import java.util.Optional;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expr.Sym;
import org.widelimit.algebra.Expressions;
import org.widelimit.verification.evaluate.DepthWords;

/**
 * A word of {@link DepthWords} at a layer that grows with an index.
 *
 * @param word which kernel
 * @param network the layers
 * @param layer the layer, linear in the index with whole numbers
 * @param correlation the correlation of the inputs at layer 1
 * @param index the name of the index
 */
record DepthWord(String word, Network network, Expr layer, Expr correlation, String index) {

  /**
   * The layers of a uniform network and the length of its inputs, free of the index.
   *
   * @param phi the activation, as the claim writes it
   * @param sigmaW the scale of the weights
   * @param sigmaB the scale of the biases
   * @param length the mean squared preactivation at layer 1
   */
  record Network(Expr phi, Expr sigmaW, Expr sigmaB, Expr length) {}

  /** Reads a call such as {@code CorrelationAt[phi, sigmaW, sigmaB][l + 1, q, c]}. */
  static Optional<DepthWord> of(Expr expr, String index) {
    if (!(expr instanceof Call call)
        || call.arity() != 3
        || !(call.head() instanceof Call map)
        || !(map.head() instanceof Sym word)
        || !DepthWords.WORDS.contains(word.name())
        || map.arity() != 3) {
      return Optional.empty();
    }
    Network network = new Network(map.arg(0), map.arg(1), map.arg(2), call.arg(1));
    boolean free =
        !map.symbols().contains(index)
            && !call.arg(1).symbols().contains(index)
            && !call.arg(2).symbols().contains(index);
    return free && slope(call.arg(0), index).filter(rate -> rate.signum() > 0).isPresent()
        ? Optional.of(new DepthWord(word.name(), network, call.arg(0), call.arg(2), index))
        : Optional.empty();
  }

  /** The slope of what is linear in the index, with whole numbers. */
  private static Optional<Num> slope(Expr layer, String index) {
    Expr start = layer.substitute(index, Expressions.ZERO);
    Expr step = Expressions.minus(layer.substitute(index, Expressions.ONE), start);
    Expr linear = Expressions.plus(start, Expressions.times(step, Expressions.sym(index)));
    return start instanceof Num from
            && from.isInteger()
            && step instanceof Num rate
            && rate.isInteger()
            && linear.equals(layer)
        ? Optional.of(rate)
        : Optional.empty();
  }

  /** Returns whether both inputs are one. */
  boolean isDiagonal() {
    return correlation.isInteger(1);
  }
}
