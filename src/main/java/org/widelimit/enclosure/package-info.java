/**
 * Rigorous statements about whole domains: a box satisfies a claim, violates it, or is split.
 *
 * <p>{@link DomainSearch} decides a {@link Claim} on a {@link Region} by branch and bound ({@link
 * BranchAndBound}); {@link Descent} looks for counterexamples meanwhile; {@link PointValues}
 * encloses at exact points. What formulas are like on one box is known in {@code enclosure.box}.
 *
 * <p>Invariants: what is decided holds at every point of the region; what is not decided in the
 * time is open, with the boxes that are left. Source: Moore, Kearfott and Cloud 2009 (interval
 * analysis).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.enclosure;
