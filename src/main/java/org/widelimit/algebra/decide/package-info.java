/**
 * Decides whether an expression is 0 and which sign it has, under assumptions; a decision is a
 * proof.
 *
 * <p>{@link ZeroDecider} looks at points first, where an exact difference or one beyond the error
 * bound is a counterexample, and then for a proof ({@link ZeroProof}): the normal form in a {@link
 * Tower} of variables over the rational numbers, case distinctions, derivatives. {@link
 * SignDecider} proves signs by polynomials without a negative term, cases and monotonicity. {@link
 * RealDomain} and {@link Regularity} prove that expressions are defined, continuous or smooth.
 *
 * <p>Invariants: a proof holds wherever the expression is defined and the assumptions hold; what is
 * not proved is undecided, not false; {@code cc.redberry} (polynomials) is touched here and in
 * {@code gaussian.exact} only, and its answers are checked.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.decide;
