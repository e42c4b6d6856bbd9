package org.widelimit.network.dataset;

/** A step of a kernel recursion for one input and a chunk of others, in place. */
interface PairStep {

  /**
   * Applies the step.
   *
   * @param row the index of the one input
   * @param chunk the number of the chunk of the others
   * @param pairs their kernels, before and after
   */
  void apply(int row, int chunk, PairRow pairs);
}
