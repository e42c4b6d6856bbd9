/**
 * What is known of a formula on one box of its variables.
 *
 * <p>{@link Formulas} turns expressions into graphs of shared {@link Node}s. {@link BoxEvaluation}
 * gives each node a {@link Model} on a box: a range, a {@link TaylorModel} where there is one, and
 * whether its points have values ({@link Definedness}). {@code Compositions} and {@code Kinks} are
 * the functions of such models; {@link Truth} is what is known of a condition. {@link Degrees} says
 * how large polynomials may be, {@link Effort} how long all may take.
 *
 * <p>Averages and integrals are enclosed by {@code Integration}: panels on which the integrand is a
 * polynomial with a small remainder, split where it is not ({@code Stretches} cuts at kinks), and a
 * bound on what lies beyond ({@code Growth}). A holomorphic integrand goes by the {@code Trapezoid}
 * rule, with a bound from a strip of the complex plane ({@code Holomorphic}). Averages of two
 * correlated variables whose functions separate go by {@link Mehler}'s formula, with Hermite
 * coefficients from a {@link HermiteTable}, or by panels where functions have kinks ({@code
 * Piecewise}). {@code Settled} encloses the fixed point that a map draws its start to.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Every rounding is outward and every remainder is bounded. A range holds the value at every
 *       point of the box that has one.
 *   <li>In a Taylor model every variable lies between -1 and 1.
 *   <li>What has no enclosure has an unbounded range, and its node says why; it is never left out.
 *   <li>{@code Settled} proves that the fixed point exists, is the only one near by, and attracts
 *       the start.
 *   <li>A {@link BoxEvaluation} belongs to one thread.
 * </ul>
 *
 * <p>This package looks at one box at a time. How a domain is cut into boxes, and what that says of
 * a claim, is the matter of {@code enclosure}.
 *
 * <p>Sources: Makino and Berz 2003 (Taylor models), Trefethen and Weideman 2014 (the trapezoidal
 * rule), Mehler 1866, Moore, Kearfott and Cloud 2009 (interval Newton).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.enclosure.box;
