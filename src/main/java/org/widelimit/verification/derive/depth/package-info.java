/**
 * Asymptotic forms, derived: {@link AsymptoticDerivation} finds the limit of the ratio of both
 * sides; {@link DepthLaws} is what kernels are like as the depth grows, from the expansion of the
 * correlation map at 1, with what {@link CorrelationDynamics} proves of the map.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive.depth;
