/** Error budgets, sequential tests, confidence bounds and rate fits for the stochastic checks. */
@org.jspecify.annotations.NullMarked
package org.widelimit.statistics;
