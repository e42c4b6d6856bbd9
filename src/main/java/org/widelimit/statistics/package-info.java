/**
 * Statistics of simulations: error budgets, sequential tests, confidence intervals, fits of rates.
 *
 * <p>A {@link Sampler} is a pure source of independent samples of one number over a {@link
 * WidthLadder}. A {@link LimitTest} decides whether its mean tends to a claimed limit, a {@link
 * ScalingTest} whether a size ({@link Magnitude}) has a claimed order. Both sample, look, and stop
 * or sample more, as a {@link SamplingPlan} says. What they found is a {@link LimitOutcome} or a
 * {@link ScalingOutcome}: a {@link Decision}, an interval, and a {@link LadderRow} for each width.
 * An {@link ErrorBudget} splits the probability of a false alarm of a whole run over its tests.
 * {@link Calibration} measures how often a test is wrong over many seeds, and {@link Binomial} says
 * what such a count proves.
 *
 * <p>How the means are read: {@code AsymptoticFit} fits the first terms of a series in {@code 1/M},
 * {@link RateFit} the exponent of a size, {@code BiasExponent} the exponent of a distance from a
 * known limit. Every interval in the end is a {@code Contrast}, a linear combination of means of
 * independent samples.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A test at level {@code a} rejects a true value, or accepts one that is wrong by the
 *       declared discrepancy, with probability at most {@code a} each. All looks together spend
 *       that level.
 *   <li>By the union bound, tests whose shares sum to at most the budget raise a false alarm with
 *       at most its probability, dependent or not. A share is the budget over a fixed capacity, so
 *       that a new claim does not change the share of another.
 *   <li>This rests on what each fit states of the terms that it leaves out, and on the leading
 *       order of the tails of self-normalized sums. Neither is proved of a network.
 *   <li>A sample is a function of the width and its index, so that samples may be drawn in any
 *       order. A sample that is not finite ends the test ({@link NonFiniteSampleException}). {@link
 *       CachedSampler} may be shared by threads.
 * </ul>
 *
 * <p>Nothing here knows what is sampled: that is {@code simulation}. The package imports nothing of
 * the project but {@code numeric}.
 *
 * <p>Sources: Efron 1969, Hall 1992, Jing, Shao and Wang 2003 (self-normalized sums), Fieller 1954
 * (a ratio of means).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.statistics;
