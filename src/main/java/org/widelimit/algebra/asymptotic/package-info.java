/**
 * What expressions are like as a variable tends to infinity, compared exactly.
 *
 * <p>An {@code AsymptoticMonomial} is a growth class {@code Exp[e] l^a Log[l]^b Log[Log[l]]^c} and
 * so on, with an exponent that is itself made of growth classes. An {@code AsymptoticSeries} is an
 * expression's leading terms with a bound on what is left out. {@code AsymptoticExpansion} finds it
 * for sums, products, powers, exponentials, logarithms, factorials and functions that are analytic
 * where their argument tends to; {@code AsymptoticCalculus} is the arithmetic. {@link
 * AsymptoticLimit} is the door: what the ratio of two expressions tends to.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Growth classes are compared by the sign of a leading coefficient, proved by {@code
 *       algebra.decide}. A sign or a cancellation that is not proved leaves the question open.
 *   <li>What is periodic in an integer index is told apart by the residues of the index, and each
 *       residue has its own limit.
 *   <li>What oscillates otherwise is bounded and no more. One sine or cosine of a slowly growing
 *       phase comes as close as one likes to all its values, so that the ratio has a limit only if
 *       that is the same for all of them.
 *   <li>The answer holds for all values of the other symbols under the assumptions.
 * </ul>
 *
 * <p>Nothing is extrapolated from numbers here: {@code numeric.Extrapolation} does that. Laws of
 * kernels in the depth of a network, which are no formulas in the depth, are in {@code
 * verification.derive.depth}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.asymptotic;
