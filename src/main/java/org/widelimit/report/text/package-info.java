/**
 * All sentences of the reports: numbers and evidence in words, citations, math in print, escapes of
 * untrusted text.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report.text;
