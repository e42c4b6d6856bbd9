/**
 * Intervals with outward rounding: what encloses rather than estimates.
 *
 * <p>{@link RealInterval} states the contract; {@link RealFunctions} has the elementary functions,
 * {@link ErrorFunctions} and {@link GammaFunction} the special ones, {@link TaylorCoefficients}
 * whole Taylor series over an interval. An interval holds the value at every number of its
 * arguments at which the function is defined.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.numeric.interval;
