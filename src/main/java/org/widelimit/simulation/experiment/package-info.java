/**
 * Experiments over a ladder of widths ({@link Experiment}), run on a bounded number of threads with
 * progress and cancellation ({@link ExperimentRunner}), their samples kept in a folder ({@link
 * Journal}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.experiment;
