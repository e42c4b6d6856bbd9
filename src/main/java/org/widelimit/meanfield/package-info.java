/**
 * Mean-field theory of signal propagation: fixed points, stability, depth scales, critical lines
 * and phase diagrams.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.meanfield;
