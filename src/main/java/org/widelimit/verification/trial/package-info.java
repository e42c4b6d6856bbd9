/**
 * The second rung at points: {@link TrialSource} draws them, {@link Integration} evaluates both
 * sides, {@link PreciseExamination} to fifty digits where coordinates are exact, {@link
 * EnclosedWitness} confirms a witness by enclosures.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.trial;
