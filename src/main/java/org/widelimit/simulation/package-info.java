/**
 * Finite-width networks: Gaussian matrices, forward and backward passes, training, observables and
 * experiments.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation;
