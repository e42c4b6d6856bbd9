/**
 * Experiments over a ladder of widths.
 *
 * <p>An {@link Experiment} is a record: a family of networks, inputs, an observable, a training,
 * the kind of matrices, widths and a number of samples. {@link Experiment#run} measures one
 * network. {@link ExperimentRunner} draws many of them on a bounded number of threads, with
 * progress and cancellation, and keeps finished samples in a {@link Journal} where there is one.
 * {@link SharedSamples} draws and measures each network once for all who ask for it; a {@link
 * Measurement} is what came of one quantity, or why there is none.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A sample is a pure function of the experiment, its width, its index and the seed. So
 *       results depend neither on the number of threads nor on what was interrupted when.
 *   <li>The observable does not enter the networks: several observables of one experiment see the
 *       same ones.
 *   <li>A journal's file is named by a fingerprint of all that its samples are a function of. A
 *       line that is torn or damaged is ignored and drawn again.
 *   <li>{@link SharedSamples} may be used by several threads. What it forgets when memory runs
 *       short is the same when drawn again.
 * </ul>
 *
 * <p>Nothing is concluded here: {@code statistics} decides, and {@code simulation.sampling} is the
 * bridge.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.experiment;
