/**
 * Claims held against enclosures: on their whole domain, and at exact points.
 *
 * <p>{@link DomainCheck} takes equations or inequalities about numbers, puts the definitions of
 * their words in, makes a region of the declared sets and conditions, and asks {@code enclosure} to
 * decide. What comes back is {@link org.widelimit.verification.verdict.Evidence.Enclosed}. {@link
 * PointEnclosure} encloses one formula at an exact point, for witnesses. {@code SettledForms}
 * brings the words for where lengths settle to a form that has an enclosure: a map, its slope and a
 * start.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>All that is said here is rigorous. What is not decided in the time is open.
 *   <li>The declared sets and the conditions count; the values that a file gives to try do not.
 *   <li>A word is enclosed by its definition, an activation by its formula.
 *   <li>The budget of a claim's enclosure is split over its equations or inequalities.
 * </ul>
 *
 * <p>Claims about vectors, matrices and finite networks are not enclosed. Boxes are cut and bounded
 * in {@code enclosure} and {@code enclosure.box}.
 *
 * <p>Source: Schoenholz et al. 2017 (depth scales).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.enclose;
