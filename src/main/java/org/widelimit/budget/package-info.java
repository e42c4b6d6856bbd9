/**
 * Budgets of processor time, work that can be interrupted, and the chance that goes with it.
 *
 * <p>Every computation that may take long runs as a {@link BoundedTask}: on a thread of its own
 * with a deep stack, for a time of the processor, so that a busy machine changes no answer. What is
 * late is interrupted and ends at its next {@link BoundedTask#checkpoint}. {@link Allowance} is a
 * time that several computations share; {@link TaskLocal} is a value that goes along with a task to
 * its thread; {@link RandomChoices} gives each computation its own stream from the seed of the run.
 *
 * <p>Invariants: what a computation answers depends on its input, its seed and its budget, never on
 * the thread, the order or the clock; nothing works on after its budget was over.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.budget;
