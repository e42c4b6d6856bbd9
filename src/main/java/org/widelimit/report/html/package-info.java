/**
 * The report as one page that needs no network: verdicts, evidence, plots and the graph of
 * theorems.
 *
 * <p>{@link HtmlReport} is the door and the frame. {@code HtmlOverview} counts the verdicts, {@code
 * HtmlFindings} lists what does not hold, {@code HtmlTheorem} shows a theorem, {@code HtmlClaim} a
 * claim with what its verdicts mean, {@code HtmlCheck} the evidence of one choice of activations,
 * folded. {@code DependencyGraph} draws which theorems use each other, in the layers of {@code
 * LayeredGraph}. {@code MathHtml} puts formulas for the page's script to set, readable without it;
 * {@code KatexBundle} is KaTeX with its fonts as text. {@code Marks} and {@code Plots} are the
 * small parts.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Styles, script, KaTeX and fonts are inside of the page. The page's own policy forbids it to
 *       load anything.
 *   <li>All text of theorem files is escaped by {@code report.text}, which has the sentences too.
 *   <li>What stands in the first view is written out. Evidence lies in templates, which cost
 *       nothing until they are opened.
 * </ul>
 *
 * <p>Source: Sugiyama, Tagawa and Toda 1981 (drawing graphs in layers).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report.html;
