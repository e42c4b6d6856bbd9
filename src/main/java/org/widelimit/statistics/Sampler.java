package org.widelimit.statistics;

import java.util.function.IntToDoubleFunction;

/**
 * A pure source of independent samples of one observable over a ladder of widths.
 *
 * <p>The same arguments always give the same number, and different indices (or widths) are
 * independent, so that samples may be drawn in any order and on any thread. Where the claim is
 * about depth or time, that quantity takes the place of the width.
 */
@FunctionalInterface
public interface Sampler {
  /**
   * Draws one sample.
   *
   * @param width the width (or depth, or time) of the ladder, positive
   * @param index which sample, from 0
   */
  double sample(int width, long index);

  /** Fills {@code out} with the samples of the indices from {@code firstIndex} on. */
  default void fill(int width, long firstIndex, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = sample(width, firstIndex + i);
    }
  }

  /**
   * Fills {@code out} likewise and {@code reduced} with the same samples less noise of expectation
   * zero, where the sampler knows some: numbers of the same expectation, independent as well, from
   * which a mean is better estimated. What fluctuates, and how much, only {@code out} shows.
   *
   * @param reduced as long as {@code out}
   */
  default void fill(int width, long firstIndex, double[] out, double[] reduced) {
    fill(width, firstIndex, out);
    System.arraycopy(out, 0, reduced, 0, out.length);
  }

  /** The same samples, each times a factor that depends on the width. */
  default Sampler times(IntToDoubleFunction factor) {
    Sampler source = this;
    return new Sampler() {
      @Override
      public double sample(int width, long index) {
        return factor.applyAsDouble(width) * source.sample(width, index);
      }

      @Override
      public void fill(int width, long firstIndex, double[] out) {
        source.fill(width, firstIndex, out);
        scale(width, out);
      }

      @Override
      public void fill(int width, long firstIndex, double[] out, double[] reduced) {
        source.fill(width, firstIndex, out, reduced);
        scale(width, out);
        scale(width, reduced);
      }

      private void scale(int width, double[] values) {
        for (int i = 0; i < values.length; i++) {
          values[i] *= factor.applyAsDouble(width);
        }
      }
    };
  }
}
