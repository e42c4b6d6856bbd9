/**
 * The verifier: every claim of every file, for every choice of activations, several at a time.
 *
 * <p>{@link Verifier} makes a task of each claim and choice, runs the tasks, and gives a {@link
 * RunResult} with a {@link TheoremResult} for each file. A {@link VerificationListener} hears of
 * each verdict as it is reached. A {@link VerdictMemory} has verdicts of earlier runs. A {@link
 * Shard} is one part of a run that is split.
 *
 * <p>A task goes to {@code check}, which leads it through three rungs: it is derived ({@code
 * derive}), looked at with numbers and enclosures ({@code evaluate}, {@code point}, {@code trial},
 * {@code enclose}, {@code ode}), and simulated ({@code sample}). {@code claim} says what formulas
 * stand for, and {@code verdict} turns the evidence into a word.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A verdict depends on the claim with its file's declarations, the options and the build. It
 *       does not depend on the number of jobs or on the other files of a run.
 *   <li>A check runs on a thread of its own with a budget of the processor. A defect of the
 *       program, a formula that is too deep, or a lack of memory costs that verdict alone, which is
 *       then INCONCLUSIVE.
 *   <li>Random choices follow from the seed, the theorem, the claim and the activations; those of
 *       networks from what is declared of them.
 *   <li>Checks that sample the same networks belong to the same shard.
 *   <li>Methods of a listener are called one at a time, those of a memory by several threads.
 * </ul>
 *
 * <p>The verifier reads no files and writes none: {@code theorem.reader}, {@code store} and {@code
 * report} do.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification;
