/**
 * The reports of a run, one class a format.
 *
 * <p>{@link Reports} writes them all. {@code JsonReport} is {@code verdicts.json}, which other
 * programs read and of which the schema is published; {@code JunitReport} and {@code SarifReport}
 * are for continuous integration ({@code Place} finds where a claim stands in its file); {@link
 * TexReport} is a document in LaTeX, and a fragment with the claims for a paper ({@code
 * TexClaims}); {@code Badge} is a picture for a README; the page is in {@code report.html}. {@link
 * VerdictDiff} says what changed from one run to another, from the {@code verdicts.json} of both.
 * {@link Errata} is what does not hold, as a page that can be sent to the authors.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>All files are written beside their places first and renamed when every one is complete, so
 *       that a full disk leaves the reports of the run before as they are.
 *   <li>A number that is not finite is {@code null} in JSON.
 *   <li>Every format says the same of a verdict, in the words of {@code report.text}.
 *   <li>A report is a function of the result of the run. It judges nothing.
 * </ul>
 *
 * <p>What a run prints on the terminal is in {@code cli.output}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report;
