/**
 * Proofs of inequalities, by the sign of the difference of the sides.
 *
 * <p>{@link InequalityProof} is the door. An average has the sign of what is averaged, where that
 * has one sign ({@code SignOfAverage}). Where the difference is no such average, its averages are
 * numbers of which only signs and Cauchy's and Schwarz' inequality are known ({@code
 * UnknownAverages}), or have closed forms. Inner products are norms times cosines ({@code
 * InnerProducts}), powers with symbols for exponents lie on a known side of 1 ({@code
 * BoundedPowers}), and numbers made of one symmetric matrix are sums over eigenvalues ({@code
 * SpectralInequality}). What is left is a formula: {@code SignCases} proves its sign in each case
 * of its absolute values and maxima, by {@code algebra.decide}. {@link SignSteps} writes the lines.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>What stands for a vector, an average or a power is a symbol of which less is assumed than
 *       is true, so that a proof for the symbols is one for what they stand for.
 *   <li>A strict sign of an average asks for a continuous integrand that is not 0 at some point.
 *   <li>A proof that does not close says nothing of the claim.
 * </ul>
 *
 * <p>Counterexamples are searched in {@code verification.check}; enclosures of the whole domain are
 * in {@code verification.enclose}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive.inequality;
