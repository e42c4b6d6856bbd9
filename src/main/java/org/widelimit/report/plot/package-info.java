/**
 * Plots as SVG that tell their curves apart without colour.
 *
 * <p>A {@link LinePlot} is curves ({@link Series}) in a frame with two {@link Axis}es and
 * horizontal lines; its {@link LinePlot#svg} is the whole picture. Three classes make such plots of
 * what was found: {@link ComparisonPlot} draws both sides of a claim along a symbol, or their ratio
 * along an index; {@link ConvergencePlot} draws an observable over the widths beside its claimed
 * limit, or the size of a quantity; {@link PhasePlot} draws the phase diagram of an activation.
 * {@code Svg} writes the elements with their style sheet.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A plot needs no script, no font and no network.
 *   <li>Every plot has a title and a description in words, for those who do not see it.
 *   <li>There are at most as many curves as there are styles.
 *   <li>A plot shows what the evidence holds and is no evidence. {@link PhasePlot} alone computes
 *       what it draws, by {@code meanfield}: only what a network keeps is drawn whole.
 * </ul>
 *
 * <p>Where plots stand in a page is decided in {@code report.html}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report.plot;
