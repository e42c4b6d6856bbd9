/**
 * What is known of a formula on one box of its variables.
 *
 * <p>A formula is a graph of shared {@link Node}s; {@link BoxEvaluation} gives each a range and a
 * {@link TaylorModel}. Integrals and Gaussian averages are enclosed by {@link Integration}: panels
 * with a bound on the remainder, the {@link Trapezoid} rule with a bound from a strip of the
 * complex plane, tails bounded; averages of two correlated variables by {@link Mehler}'s formula.
 * Peaks are found, because a stretch that is not tame is split.
 *
 * <p>Invariants: every rounding is outward, every remainder bounded. Sources: Makino and Berz 2003
 * (Taylor models), Trefethen and Weideman 2014 (the trapezoidal rule), Mehler 1866.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.enclosure.box;
