/**
 * Samplers for the tests of {@code statistics}: plain, with control variates, or along the chain.
 *
 * <p>{@link ExperimentSampler} draws one number of an experiment's observable on the threads of its
 * runner. {@link ControlledSampler} subtracts control variates from such samples; {@link
 * ControlFit} finds their coefficients by ridge regression on a pilot of samples of its own. {@link
 * ChainSampler} draws from a {@link org.widelimit.simulation.chain.ChainMean}.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Every sampler is pure: a width and an index always give the same number, and different
 *       indices are independent.
 *   <li>The coefficients do not depend on the samples that they serve, so that reduced samples have
 *       the same expectation as plain ones. A poor fit costs precision, never the level of a test.
 *   <li>Where no fit leaves less noise than the samples have, all coefficients are 0.
 *   <li>Samples along the chain answer questions about means alone.
 *   <li>A {@link ControlledSampler} may be used by several threads.
 * </ul>
 *
 * <p>The package is the only bridge between {@code simulation} and {@code statistics} below the
 * verifier; neither knows of the other otherwise.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.sampling;
