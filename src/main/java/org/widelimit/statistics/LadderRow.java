package org.widelimit.statistics;

/**
 * One width of a ladder as a table shows it.
 *
 * @param width the width (or depth, or time)
 * @param samples how many samples were drawn
 * @param mean their mean, less noise of expectation zero where some is known
 * @param standardDeviation their standard deviation, not that of the mean
 * @param interval the interval for the expectation at this width
 */
public record LadderRow(
    int width, long samples, double mean, double standardDeviation, ConfidenceInterval interval) {}
