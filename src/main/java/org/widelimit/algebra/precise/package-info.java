/**
 * Values to many digits, each with a bound on its error.
 *
 * <p>{@link HighPrecision} is the door: it evaluates at exact points and raises the digits until
 * enough are left after cancellation. {@link PreciseFunction} is the quick way to some 30 digits,
 * without a bound. {@link AdmissiblePoints} draws exact points at which assumptions hold. {@link
 * Decimals} keeps sums of numbers of any size from being written out.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.precise;
