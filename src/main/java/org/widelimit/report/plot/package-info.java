/**
 * Plots as SVG: pure functions from data to text.
 *
 * <p>Every plot has a title and a description for screen readers, tells its curves apart by markers
 * and dashes as well as by colour, and takes the text's colour from the page around it, so that it
 * reads on light and dark grounds. The same data always give the same text.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report.plot;
