package org.widelimit.algebra.compile;

import java.util.function.DoubleUnaryOperator;

/** A function of one real variable that can be applied to a stretch of an array in one loop. */
@FunctionalInterface
public interface UnaryFunction extends DoubleUnaryOperator {

  /**
   * Sets {@code out[i]} to the function of {@code in[i]} for {@code from <= i < to}.
   *
   * @param in the arguments
   * @param out receives the values; may be the same array as {@code in}
   * @param from the first index
   * @param to the index after the last
   * @throws ArrayIndexOutOfBoundsException if the range does not lie in both arrays
   */
  default void applyAll(double[] in, double[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = applyAsDouble(in[i]);
    }
  }
}
