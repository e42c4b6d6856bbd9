/**
 * Samplers for the tests of {@code statistics}: plain, with control variates, or along the chain.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.sampling;
