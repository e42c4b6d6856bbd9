/**
 * Kernel matrices of a data set ({@link KernelMatrices}): in parallel, by rows of chunks that fit
 * the cache ({@link PairRow}), with 1 minus the correlation carried along, so that near duplicates
 * keep their digits.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.network.dataset;
