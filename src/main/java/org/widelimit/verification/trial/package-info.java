/**
 * The second rung at points: {@link TrialSource} draws them, {@link NamedPoints} adds those that
 * are not left to chance (ends, corners, the zeros and turns of what the formulas name), {@link
 * Integration} evaluates both sides, {@link PreciseExamination} to fifty digits where coordinates
 * are exact, {@link EnclosedWitness} confirms a witness by enclosures.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.trial;
