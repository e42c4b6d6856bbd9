/**
 * The first rung: a derivation of the claim, line by line.
 *
 * <p>{@link Derivation} leads equations. It puts definitions in, reduces linear algebra ({@code
 * verification.derive.linear}), turns integrals into averages ({@link GaussianMeasure}), changes
 * variables under averages ({@code LinearForms}), finds closed forms by {@code gaussian.closed},
 * and has the zero test decide what remains ({@link ScalarProof}). Other proofs stand beside this
 * way: {@code CertificateProof} for a claimed average, {@code InductionProof} for words that a
 * recursion defines, {@code KernelProof} for kernels of a declared network ({@link
 * NetworkRecursion}), {@link FixedPoints} for where deep networks settle ({@link LengthMapForm}),
 * {@link OdeDerivation} for initial value problems.
 *
 * <p>{@code ManyVariables} brings averages of three and four variables down to those of two. {@link
 * AverageSymbols} puts symbols for averages of which only a sign is known. {@link Definedness}
 * finds where the sides of a claim have no value ({@code Requirements}), {@link
 * RecursionHypotheses} whether an induction has a value at every index.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A derivation holds for every value of the symbols in their domains, under the claim's
 *       conditions, at which both sides are defined. Where they are not is said, and only where a
 *       point shows it.
 *   <li>Each line names its rule, its author and what checked it. No verdict depends on whether
 *       Symja answered.
 *   <li>Kernels of a network are symbols of which only what is true for all inputs is assumed.
 *   <li>What does not close within its time is open. A difference that the zero test sees is a
 *       counterexample, which numbers must confirm.
 * </ul>
 *
 * <p>Inequalities are proved in {@code verification.derive.inequality}, asymptotic forms in {@code
 * verification.derive.depth}.
 *
 * <p>Sources: Poole et al. 2016, Schoenholz et al. 2017, Lee et al. 2018, Jacot et al. 2018, Cho
 * and Saul 2009 (angles), Anderson 2003 (linear forms of normal variables).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive;
