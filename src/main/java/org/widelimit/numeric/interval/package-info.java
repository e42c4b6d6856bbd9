/**
 * Intervals with outward rounding: what encloses a value, where the rest of {@code numeric} bounds
 * or estimates its error.
 *
 * <p>{@link RealInterval} states the contract and has the arithmetic. {@link RealFunctions} has the
 * elementary functions, {@link ErrorFunctions} and {@link GammaFunction} the special ones. {@link
 * DividedFunctions} are functions that vanish at 0, divided by their argument. {@link
 * TaylorCoefficients} encloses the coefficients of a function's Taylor series at every point of an
 * interval. {@link ComplexInterval} is a rectangle of complex numbers, for bounds of analytic
 * functions beside the real axis.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A result holds the exact value at every choice of numbers from the operands at which the
 *       function is defined. It is empty where there is no such choice.
 *   <li>An infinite end means that the set is unbounded there; infinity belongs to no interval. An
 *       end is never NaN.
 *   <li>A complex function answers only where the rectangle is known to hold no pole and no cut, so
 *       that what it answers is holomorphic there.
 *   <li>Values are immutable, functions pure.
 * </ul>
 *
 * <p>The bounds rest on IEEE arithmetic and on the errors that {@link Math} states for its
 * functions; one unit in the last place more is allowed for. An interval says nothing of where a
 * function is undefined, and forgets what two operands have in common: {@code enclosure.box} keeps
 * account of both.
 *
 * <p>Source: Abramowitz and Stegun, chapters 6 and 7 (series, continued fraction and Stirling's
 * remainder).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.numeric.interval;
