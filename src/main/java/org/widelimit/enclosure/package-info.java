/**
 * Rigorous statements about whole domains: a box satisfies a claim, violates it, or is split.
 *
 * <p>{@link DomainSearch} decides whether two sides are equal, or in order, on a {@link Region}: a
 * domain for each symbol and conditions beside. {@code Cells} first cuts the domain where a formula
 * changes its branch at a number. {@code Questions} asks {@code enclosure.box} for both sides on a
 * box; {@code BranchAndBound} keeps the boxes that are open, the least promising first; {@code
 * Descent} looks for counterexamples meanwhile. {@code Roots} and {@code Factored} rewrite
 * formulas, exactly, so that they are smooth up to an end of the domain. The answer is an {@link
 * Outcome}. {@link PointValues} encloses one formula at an exact point and gives an {@link
 * EnclosedValue}.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>That a claim holds is said of every point of the region at which its sides have values;
 *       where they have none is said in words.
 *   <li>That a claim fails is said with a witness: a point with exact coordinates at which the
 *       enclosures exclude the claim.
 *   <li>Enclosures cannot show two different formulas equal to the last digit. Of an equation that
 *       holds, {@link Outcome#epsilon} is the relative difference that is excluded everywhere: 0
 *       where it holds exactly, else at most {@code 1e-8}.
 *   <li>What is not decided within the time of the processor, or within a number of boxes, is open,
 *       with the hardest box.
 * </ul>
 *
 * <p>Words of wide networks and names of activations mean nothing here: {@code
 * verification.enclose} puts their definitions in first.
 *
 * <p>Source: Moore, Kearfott and Cloud 2009 (interval analysis).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.enclosure;
