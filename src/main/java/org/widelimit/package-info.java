/**
 * The program as a library of Java, and as functions of Symja.
 *
 * <p>{@link Widelimit} has methods for what the commands do: derive the kernels of an activation,
 * compute kernel matrices, find the phase of an initialization, verify theorem files. Each answers
 * with the records that the commands print: {@link
 * org.widelimit.network.symbolic.KernelDerivation}, {@link
 * org.widelimit.network.dataset.KernelMatrices}, {@link org.widelimit.meanfield.PhasePoint}, {@link
 * org.widelimit.verification.RunResult}. {@code SymjaFunctions} makes the vocabulary of theorem
 * files known to a session of Symja, so that {@code LengthMap[relu, sigmaW, sigmaB][q]} has a value
 * there; {@code SymjaActivation} reads activations that are expressions of Symja.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>An activation is a name of the catalogue or an expression in {@code x}, as text in Wolfram
 *       syntax or as an expression of Symja. What is no activation is an {@link
 *       IllegalArgumentException} that says why.
 *   <li>No room of the program imports from here.
 *   <li>This is the only package beside {@code algebra.symja} that touches {@code org.matheclipse},
 *       as its users have expressions of Symja.
 *   <li>What has no closed form stays unevaluated in Symja.
 * </ul>
 *
 * <p>The rooms below, from the ground up, are in the table of {@code ARCHITECTURE.md}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit;
