/**
 * Training on all data at once: gradient flow, descent, momentum, the last layer alone ({@link
 * TrainingMethod}), in place and with every step's error controlled; {@link LinearizedNetwork}
 * trains beside it.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.training;
