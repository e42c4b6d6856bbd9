package org.widelimit.statistics;

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
}
