/**
 * Expectations and integrals as numbers with a bound on the error.
 *
 * <p>{@link GaussianQuadrature} averages a function of one standard normal variable, {@link
 * BivariateQuadrature} one of two correlated ones ({@code NestedQuadrature} where they have
 * breakpoints). Smooth functions go by the trapezoid rule, functions with breakpoints piece by
 * piece by the tanh-sinh or the Gauss-Legendre rule. {@link SplitQuadrature} integrates over an
 * interval that is cut at given places. {@link ScaledFunction} is an activation at a standard
 * deviation, its breakpoints moved along; {@link Reach} says how far out the mass of an integrand
 * lies, and {@code NarrowMass} looks for a peak near 0 that an equidistant rule steps over.
 *
 * <p>A rule that samples a function sees neither a narrow peak between its nodes nor that a
 * singularity cannot be integrated. So {@link Landmarks} reads from the formula where kinks, poles
 * and peaks can be, and {@link Places} finds the numbers. {@link PlainRoute} is a second route: the
 * rules of Hipparchus, other nodes and weights by another author.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A bound is the change in the last refinement plus the rounding of every term. It holds if a
 *       refinement at least halves the error, which is not proved: such bounds are estimates, and
 *       alone they refute nothing.
 *   <li>A breakpoint that is left out makes the bound wide, not wrong.
 *   <li>What diverges has no value, and so has what cannot be told from it.
 *   <li>Correlations come as a {@link org.widelimit.numeric.Correlation}, so that near duplicates
 *       lose no digits.
 *   <li>The methods are pure. {@link Patience} is set for a thread and ends its quadratures when
 *       their time is over.
 * </ul>
 *
 * <p>Rigorous enclosures of averages are in {@code enclosure.box}. Averages of activations with
 * closed forms are in {@code gaussian.dual}, which asks for a quadrature only where there is none.
 *
 * <p>Sources: Takahasi and Mori 1974 (the tanh-sinh rule), Trefethen and Weideman 2014 (the
 * trapezoid rule).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.quadrature;
