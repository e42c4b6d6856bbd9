/**
 * The points at which a claim is tried.
 *
 * <p>A {@link Trial} is one point: exact values of the claim's real symbols, what else was drawn,
 * and an evaluator there. {@link PointChoice} draws a symbol's value all over its declared set,
 * near the ends and far out. {@link MatrixDraws} draws matrices and vectors, usual and special
 * ones. {@link Turns} collects the parts of formulas whose zeros and turning points matter: what
 * decides a branch, bases of powers, arguments of functions, factors, determinants. {@link
 * TurningPoints} finds those zeros along one symbol, as exact rational numbers where there are
 * such. {@link CandidatePoints} finds points at which a part of a formula may have a sign that it
 * should not have.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The coordinates of real symbols are exact rational numbers. An evaluator has the doubles
 *       next to them.
 *   <li>Random values come from the generator that is handed in. {@link CandidatePoints} alone
 *       draws from one of its own, with a fixed seed.
 *   <li>A value lies in the declared set, and the values that a file gives to try are among those
 *       drawn.
 *   <li>That a search finds no turning point proves nothing.
 * </ul>
 *
 * <p>Which points a claim is tried at, and what they say, is the matter of {@code
 * verification.trial}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.point;
