/**
 * The points at which a claim is tried: a {@link Trial} has values for all its symbols, drawn at
 * random ({@link PointChoice}, {@link MatrixDraws}) or where formulas turn, with exact coordinates
 * ({@link CandidatePoints}, {@link TurningPoints}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.point;
