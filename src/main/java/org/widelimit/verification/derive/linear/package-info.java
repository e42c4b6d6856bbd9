/**
 * Linear algebra in proofs: it brings equations of vectors and matrices down to equations of
 * numbers.
 *
 * <p>{@link SpectralCalculus} serves formulas in one symmetric matrix: in a basis of its
 * eigenvectors every function of it takes the eigenvalue for the matrix, and traces and inner
 * products are sums over eigenvalues. {@link VectorAlgebra} is a normal form for abstract vectors:
 * products distributed, sums linear, inner products bilinear and symmetric. {@link GramWords}
 * serves the matrix J of gradients, of which the kernel is {@code J^T J} and the Fisher information
 * {@code J J^T/N}; a product of both in turn is a {@code GramProduct}. {@link Chains} serves
 * Jacobians along the layers, and printed products whose dots continue a pattern, one layer number
 * after another.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Each reduction is an identity for all vectors and matrices of the declared kind, in every
 *       dimension.
 *   <li>Equal normal forms prove equality; different ones prove nothing.
 *   <li>Formulas in two different matrices, which need not commute, are refused by {@link
 *       SpectralCalculus}.
 *   <li>J has a column for each of N inputs.
 * </ul>
 *
 * <p>What is left, an equation of numbers, is proved by {@code verification.derive}. Values of
 * matrices are in {@code verification.evaluate}.
 *
 * <p>Source: Karakida et al. 2019 (Fisher information and kernel).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive.linear;
