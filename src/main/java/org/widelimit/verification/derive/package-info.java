/**
 * The first rung: a derivation of the claim, line by line.
 *
 * <p>{@link Derivation} leads equations through definitions, linear algebra and Gaussian calculus
 * to the zero test; {@link CertificateProof} proves claimed averages, {@link InductionProof} and
 * {@link KernelProof} recursions, {@link FixedPoints} what follows from where networks settle,
 * {@link OdeDerivation} initial value problems. {@link Definedness} says where the sides are
 * undefined.
 *
 * <p>Invariants: a derivation holds for every value of the symbols in their domains at which both
 * sides are defined; each line names its rule, its author and what checked it.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive;
