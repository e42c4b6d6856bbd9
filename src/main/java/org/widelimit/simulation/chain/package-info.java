/**
 * Exact expectations at finite width: networks at one input are a Markov chain of a few numbers
 * ({@link KernelChain}), whose means serve as control variates and as unbiased observables.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.chain;
