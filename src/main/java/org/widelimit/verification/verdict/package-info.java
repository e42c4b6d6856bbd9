/**
 * Evidence, and the verdict that it allows.
 *
 * <p>{@link Evidence} is what a {@link Rung} saw, as data: {@link Evidence.Derived} a derivation,
 * {@link Evidence.Integrated} points, {@link Evidence.Enclosed} boxes that cover the domain, {@link
 * Evidence.Simulated} networks. {@link Evidence.TwoRoutes} and {@link Evidence.Sliced} are for the
 * reader alone. {@link Controls} are wrong variants of the claim and whether the check rejected
 * each. {@link VerdictRules} turns both into a {@link Verdict} with a reason. A {@link ClaimResult}
 * is all of it for one claim and one choice of activations.
 *
 * <p>The rules, in their order:
 *
 * <ul>
 *   <li>A witness with bounds of grade RIGOROUS, or networks that contradict, make REFUTED. Beside
 *       a closed derivation they are a defect of the program, and the claim stays open.
 *   <li>A witness with weaker bounds makes INCONCLUSIVE, whatever else was seen.
 *   <li>So does a claim without a single point that counts, networks that cannot tell, a
 *       counterexample of the derivation that no number confirms, and a control that was not
 *       rejected or could not be made.
 *   <li>A closed derivation makes PROVED, if points were seen and no networks were needed.
 *   <li>An enclosure of the whole domain makes VERIFIED, likewise.
 *   <li>Points alone, extrapolations and networks make SUPPORTED.
 * </ul>
 *
 * <p>Invariants: the rules are a pure function of evidence and controls. A verdict is never
 * stronger than the weakest {@link org.widelimit.numeric.Grade} that it rests on. Points that were
 * lost count for nothing. PROVED and VERIFIED speak of the points at which both sides are defined,
 * and say where they are not.
 *
 * <p>No rung is climbed here: {@code verification.check} gathers evidence and controls. Sentences
 * for reports are in {@code report.text}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.verdict;
