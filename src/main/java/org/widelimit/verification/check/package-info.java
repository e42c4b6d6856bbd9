/**
 * Leads each kind of claim through the rungs, with controls and a repair.
 *
 * <p>{@link ClaimCheck} is the door: it picks the check by the kind of claim, has {@code
 * verification.verdict} judge what was found, and makes the result. {@code EquationCheck} serves
 * equations, printed ones as well; {@code InequalityCheck} inequalities, with {@code
 * InequalitySearch} for the point closest to a violation; {@link OdeCheck} initial value problems;
 * {@code RecursionCheck} recursions; {@code AsymptoticCheck} asymptotic forms, with the ratio at
 * growing indices ({@code AsymptoticRatio}, {@code AsymptoticTrend}); {@link LimitCheck} and {@link
 * ScalingCheck} what is measured on finite networks, {@code LimitElsewhere} at more points of the
 * parameters.
 *
 * <p>{@link Mutations} makes wrong variants of a formula. {@code Repair} looks for what a misprint
 * should have been. {@link Treatment} says of a claim, before anything is verified, why it cannot
 * be.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A variant goes the way of the claim, at the same points or on the same samples, and must be
 *       rejected there. One that is equivalent to the claim does not count.
 *   <li>Controls are made only where nothing speaks against the claim, a repair is looked for only
 *       where something does.
 *   <li>A repair holds at fresh points within the error bounds. It is a proposal and no verdict.
 *   <li>The whole domain is enclosed only where no derivation closed.
 *   <li>A rung that the run does not climb leaves no evidence.
 * </ul>
 *
 * <p>A check that fails or takes too long is ended by {@code verification.Verifier}; {@link
 * ClaimCheck#unfinished} is its result, and nothing that it saw counts.
 *
 * <p>Source: Nelder and Mead 1965 (the search for violations).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.check;
