/**
 * The theorem file as it was read: a {@link Theorem} with its symbols, functions, activations,
 * network and {@link Claim}s, or a {@link BrokenFile}; one claim that cannot be read is a {@link
 * BrokenClaim} and breaks no other.
 *
 * <p>Invariants: immutable; every name in it is declared, bound or a word of the vocabulary;
 * formulas are exact.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.theorem;
