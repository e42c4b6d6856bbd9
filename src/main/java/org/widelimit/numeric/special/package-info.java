/**
 * Special functions in doubles, accurate in relative terms also where they are tiny.
 *
 * <p>{@link SpecialFunctions} is the door: the error function and its relatives, the normal density
 * and distribution, and functions such as softplus that a plain formula would let overflow or
 * cancel. Behind it, {@code ErrorFunction} and {@code DawsonFunction} hold the fits and series of
 * one variable. {@link BivariateNormal} is the probability that two correlated normal variables lie
 * below two bounds. {@link KernelFunctions} is what closed forms of kernels need up to the ends of
 * their domain, where a variance is 0 or the covariance is as large as it can be.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A function of {@link SpecialFunctions} is defined for every double, infinities included,
 *       and answers NaN exactly where it has no real value.
 *   <li>Its relative error is at most about four units in the last place, unless its own page says
 *       otherwise.
 *   <li>A limit at the end of a domain is taken by standing a little beside it, by less than
 *       rounding shows.
 *   <li>All functions are pure and may be called by any thread.
 * </ul>
 *
 * <p>Programs that {@code derive --format java} writes call these classes, so that their names and
 * signatures are part of what users rely on. Enclosures of the same functions are in {@code
 * numeric.interval}, values to any number of digits in {@code algebra.precise}.
 *
 * <p>Sources: Plackett 1954 (the derivative of the bivariate normal distribution by its
 * correlation), Rybicki 1989 (Dawson's integral).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.numeric.special;
