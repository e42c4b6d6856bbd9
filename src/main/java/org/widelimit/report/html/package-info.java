/**
 * The report as one page that needs no network: verdicts, evidence, plots and the graph of
 * theorems.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report.html;
