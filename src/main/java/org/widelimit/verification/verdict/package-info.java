/**
 * Evidence, and the verdict that it allows.
 *
 * <p>{@link Evidence} is what a rung saw, as data. {@link VerdictRules} is a pure function from
 * evidence and {@link Controls} to a {@link Verdict}: PROVED by a closed derivation that no number
 * contradicts, VERIFIED by an enclosure of the whole domain, SUPPORTED by points or statistics,
 * REFUTED by a witness with rigorous bounds, INCONCLUSIVE otherwise, with the reason. A verdict is
 * never stronger than the weakest grade that it rests on.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.verdict;
