/** Reports of a run: HTML, LaTeX, JSON, JUnit XML and plots. */
@org.jspecify.annotations.NullMarked
package org.widelimit.report;
