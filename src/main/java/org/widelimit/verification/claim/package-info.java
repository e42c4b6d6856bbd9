/**
 * What is checked, and what its formulas stand for.
 *
 * <p>A {@link Subject} is a claim with its file, one choice of activations, the {@link
 * VerificationOptions} of the run (with the {@link Budget} of a claim) and random streams of its
 * own. {@link Findings} is what comes of it. Between them, this package says what is meant:
 *
 * <ul>
 *   <li>{@link ActivationTable}: the activations behind declared names, and {@link Primed} their
 *       derivatives.
 *   <li>{@link Definitions}: the words of the vocabulary as expressions; {@code KernelDefinitions}
 *       writes the recursion of kernels out.
 *   <li>{@link ClaimAssumptions}: the declared domains and conditions as assumptions of {@code
 *       algebra}.
 *   <li>{@link Equality}: two sides that are claimed equal, and how values of both compare within
 *       their errors and the discrepancy.
 *   <li>{@link FreeSymbols}, {@link BoundNames}, {@link Affine}, {@link Averages}: parts of
 *       formulas that proofs ask for.
 *   <li>{@link Elementary}: elementary functions of numbers that carry bounds.
 *   <li>{@link SpectralNames}: the names that proofs give to eigenvalues and components.
 * </ul>
 *
 * <p>Invariants: all values are immutable. The streams of a subject are its own, so that no choice
 * of one claim moves another's. Times in a {@link Budget} are those of the processor.
 *
 * <p>Words as numbers are in {@code verification.evaluate}, by other code on purpose: a claim that
 * equates a word with its definition then compares two computations.
 *
 * <p>Sources: Poole et al. 2016 (the maps), Lee et al. 2018 and Jacot et al. 2018 (the kernels),
 * Lee et al. 2019 (training).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.claim;
