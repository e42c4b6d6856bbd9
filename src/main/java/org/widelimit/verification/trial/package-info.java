/**
 * The second rung at points: where a claim is tried, and what the values say.
 *
 * <p>{@link ActivationChoices} lists for which activations a claim is checked. {@link TrialSource}
 * draws admissible points; {@link NamedPoints} adds those that are not left to chance: ends,
 * corners, zeros and turns of what the formulas name, and points between and beside them. {@link
 * Integration} evaluates both sides, {@link PreciseExamination} once more to fifty digits where
 * coordinates are exact. {@link Seen} is an equality at a point, {@link Order} a chain of
 * inequalities. {@link PointTable} counts them; what comes out is {@link
 * org.widelimit.verification.verdict.Evidence.Integrated}. {@link LimitPoints} chooses the
 * parameters at which a limit is tested.
 *
 * <p>A witness on estimates is worth little. So {@link EnclosedWitness} tries to confirm it by
 * enclosures of both sides, in forms that {@code WitnessForms} finds. {@code Slice} shows both
 * sides along one symbol through a witness.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A point is admissible: in every domain, and with every condition true.
 *   <li>Two sides differ only beyond the bounds of both. They agree only where the bounds together
 *       are at most a quarter of the discrepancy that the claim declares. Anything else is
 *       undecided.
 *   <li>A point without values is lost, and is never agreement.
 *   <li>A derived formula counts at a point only if the side as it is written agrees with it there.
 *   <li>Random choices come from the claim's own streams.
 * </ul>
 *
 * <p>Values of words are in {@code verification.evaluate}, whole domains in {@code
 * verification.enclose}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.trial;
