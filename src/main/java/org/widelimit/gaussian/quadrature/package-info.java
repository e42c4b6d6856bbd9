/**
 * Expectations and integrals as numbers with a bound on the error.
 *
 * <p>{@link GaussianQuadrature} (one variable), {@link BivariateQuadrature} and {@link
 * NestedQuadrature} (two) are the sharp route, {@link PlainRoute} by the rules of Hipparchus the
 * plain one; both must agree. {@link Landmarks} and {@link Places} find from the formula where
 * peaks, kinks and poles are, which samples would step over; {@link SplitQuadrature} cuts there.
 * What diverges has no value.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.quadrature;
