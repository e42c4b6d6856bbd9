/**
 * Statistics of simulations: error budgets, sequential tests, confidence intervals, fits of rates.
 *
 * <p>A {@link LimitTest} decides whether an observable tends to a claimed limit, a {@link
 * ScalingTest} whether it has a claimed order, both by a {@link SequentialTest} that samples on
 * until it can say so or the plan is spent. An {@link ErrorBudget} splits the probability of a
 * false alarm of a whole run over its tests.
 *
 * <p>Invariants: the probability that any verdict of a run is false for chance alone is at most the
 * budget's; samples are a pure function of the seed; nothing here knows what was sampled. It
 * imports nothing of the project but {@code numeric}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.statistics;
