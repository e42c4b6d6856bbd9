/**
 * Numbers that carry a bound on their error, and what makes them: sums, rules of quadrature, roots,
 * extrapolation.
 *
 * <p>{@link Bounded} is a number with a bound, {@link Quantity} a matrix or a number with one and
 * with the {@link Grade} that says what the bound is worth: rigorous, conditional on a hypothesis
 * that is named, or an estimate. {@link Propagation} and {@link Variation} carry bounds through
 * functions. {@link DoubleDouble} has some 32 digits, for signs that doubles leave to rounding.
 * {@link Roots} encloses the roots of a function that is itself known to within bounds and says
 * where it could not decide ({@link Stretch}). {@link Correlation} keeps a correlation as its
 * distance from the nearer of 1 and -1.
 *
 * <p>Invariants: a bound is never smaller than the error; where no bound is known the number is
 * none; errors are absolute and in the unit of the value. Sources: Neumaier 1974 (sums), Takahasi
 * and Mori 1974 (tanh-sinh), Hida, Li and Bailey 2001 (double doubles).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.numeric;
