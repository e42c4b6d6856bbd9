/**
 * Linear algebra in proofs: of one symmetric matrix by its eigenvalues ({@link SpectralCalculus}),
 * of abstract vectors and matrices ({@link VectorAlgebra}), of Jacobians along the layers ({@link
 * Chains}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive.linear;
