/**
 * Decides whether an expression is 0 and which sign it has, under assumptions; a decision is a
 * proof.
 *
 * <p>{@link ZeroDecider} is asked about an expression. It first looks at admissible points, to many
 * digits: a value beyond its error is a witness that the expression is not 0. If all values vanish
 * it seeks a proof ({@code ZeroProof}). {@code TowerReader} reads the expression as a quotient of
 * polynomials in a {@code Tower} of variables over the rational numbers: symbols, roots,
 * exponentials, sines, logarithms, arctangents, error functions. Rules for each kind of variable
 * ({@code RootRules}, {@code ExponentialRules} and others) keep equal things one variable. Where
 * the numerator is not 0 as it stands, cases are split by sign, or the expression is shown to be
 * constant by its derivative and to vanish at one point ({@code DifferentialArgument}). The answer
 * is a {@link ZeroDecision}.
 *
 * <p>{@link SignDecider} proves signs, by domains, constraints, squares and conjugate roots; {@link
 * Monotonicity} proves more of them by derivatives. {@link RealDomain} and {@link Regularity} prove
 * that expressions are defined, continuous or smooth. {@link NormalForm} is one compact form for
 * expressions that are equal by algebra. {@link Factors} and {@link Factorization} factor
 * polynomials.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A proof holds at every point at which the assumptions hold and the expression is defined.
 *       Vanishing values alone never count as one.
 *   <li>What is not proved is undecided, which is not false. A budget that runs out leaves it
 *       undecided as well.
 *   <li>Rewritings hold whether or not the variables of a tower are independent. Independence only
 *       decides how much is recognized.
 *   <li>The library Rings ({@code cc.redberry}) is touched here and in {@code gaussian.exact} only.
 *       Factors count only where they multiply back to the polynomial.
 * </ul>
 *
 * <p>Averages and integrals are opaque here: each is a variable of which nothing is known. {@code
 * gaussian.closed} finds their values first.
 *
 * <p>Sources: Sheppard 1899 (the probability of a quadrant).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.decide;
