/**
 * Values of expressions to many digits, each with a bound on its error.
 *
 * <p>{@link HighPrecision} is the door: it evaluates an expression at a point with exact
 * coordinates. {@code Evaluation} goes through the expression once at a fixed number of digits;
 * {@code PreciseNumber} is a rational number, kept exact, or a decimal with a bound on its error;
 * {@code PreciseArithmetic} has the operations. Where cancellation eats too many digits, the
 * evaluation is repeated at two and four times the precision. {@link PreciseBivariateNormal} is the
 * one special function that others ask for by itself.
 *
 * <p>{@link PreciseFunction} is another, quicker way: a formula in one variable to some 30 digits
 * and without a bound. {@link AdmissiblePoints} draws exact points at which assumptions hold.
 * {@link Decimals} keeps sums of numbers of very different size from being written out.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>An error that {@link HighPrecision} states holds for the exact value at the exact point. It
 *       is 0 only for an exact value.
 *   <li>A comparison of rational numbers is exact; any other is decided only beyond the error of
 *       both sides. Where an expression is undefined, not real, or jumps too close to the point,
 *       there is no value.
 *   <li>Digits count from the first nonzero one, or after the point where the value is numerically
 *       0.
 *   <li>Points come from the generator that the caller hands in, and from nothing else.
 * </ul>
 *
 * <p>Averages and integrals have no value here: {@code gaussian} and {@code verification.evaluate}
 * compute them. That a value is 0 to many digits proves nothing: {@code algebra.decide} does that.
 *
 * <p>Sources: Owen 1956 (the bivariate normal distribution), Abramowitz and Stegun, chapter 7 (the
 * error function).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.precise;
