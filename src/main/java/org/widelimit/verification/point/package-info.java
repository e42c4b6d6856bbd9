/**
 * The points at which a claim is tried: at random ({@link PointChoice}), and those that are not
 * left to chance ({@link NamedPoints}): ends, corners, and the zeros and turns of what the formulas
 * name, with exact coordinates.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.point;
