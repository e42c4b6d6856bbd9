/** Plots as SVG that tell their curves apart without colour. */
@org.jspecify.annotations.NullMarked
package org.widelimit.report.plot;
