/**
 * Budgets of processor time, work that can be interrupted, and the seed that goes with it.
 *
 * <p>A computation that may take long runs as a {@link BoundedTask}: on a {@link TaskThread} with a
 * deep stack, for a time of the processor, so that a busy machine changes no answer. That time
 * includes the time of the bounded tasks it waits for. A task that is late is interrupted, ends at
 * its next {@link BoundedTask#checkpoint}, and the caller gets a {@link BudgetExceededException}.
 * Every loop over terms has a checkpoint. An {@link Allowance} is a time that several computations
 * share, one after another; it keeps the names of those that did not end.
 *
 * <p>Two things follow a computation to the threads that it hands tasks to. A {@link TaskLocal} is
 * a value that is bound for a stretch of work. {@link RandomChoices} gives each random choice a
 * generator of its own, from the seed of the computation and the name of the choice. A {@link
 * Fingerprint} is a short name for a long text, such as the key of a verdict on disk.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>What a computation answers depends on its input, its seed and its budget; not on the thread
 *       or on the order of computations. Outside of {@link RandomChoices#within} the seed is 0.
 *   <li>The thread of a task that was late is not used again.
 *   <li>Two texts with one fingerprint can be found by nobody.
 * </ul>
 *
 * <p>This package does not stop code that has no checkpoints: such a thread is left behind, and
 * {@link TaskThread#endIfStill} asks it to end. Streams of random numbers for simulations are in
 * {@code simulation.matrix}. The package imports nothing of the project.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.budget;
