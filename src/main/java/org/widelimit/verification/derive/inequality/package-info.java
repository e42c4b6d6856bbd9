/**
 * Proofs of inequalities: {@link InequalityProof} proves the sign of the difference of the sides,
 * by cases, averages, norms or eigenvalues.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive.inequality;
