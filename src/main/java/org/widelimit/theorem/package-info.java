/**
 * The theorem file as it was read: declarations, claims, and what is wrong with them.
 *
 * <p>A {@link TheoremFile} is a {@link Theorem} or, where its declarations are at fault, a {@link
 * BrokenFile} with the place of each fault. A theorem has {@link SymbolDeclaration}s, {@link
 * FunctionDeclaration}s, activations with the formulas that each stands for, a {@link
 * NetworkDeclaration} with its {@link TrainingDeclaration} (a claim may have its own), {@link
 * Reference}s, and {@link Claim}s. A claim is one of several kinds: an equation, an inequality
 * ({@link Relation}), a printed equation, a limit, a scaling, an asymptotic form, an initial value
 * problem, a recursion. Each has a {@link ClaimHeader} with what is common to all: its source, its
 * {@link Expectation}, conditions, the discrepancy that a check must be able to see. A claim that
 * cannot be read is a {@link BrokenClaim} and breaks no other.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>All values are immutable and serializable.
 *   <li>Every name in a claim's formulas is declared, bound, or a word of {@code
 *       theorem.vocabulary} with the right number of arguments.
 *   <li>Formulas and the ends of a {@link Domain} are exact. Symbols are real; a matrix ranges over
 *       those whose eigenvalues lie in its domain.
 *   <li>A {@link Position} counts lines and columns from 1, columns in code points.
 *   <li>Weights have variance {@code sigmaW^2} over the width of the layer below and biases {@code
 *       sigmaB^2}, unless the declaration says otherwise.
 * </ul>
 *
 * <p>Nothing is read, checked or evaluated here: {@code theorem.reader} makes these values, {@code
 * verification} judges the claims. {@link Text} has helpers for messages, such as the nearest known
 * word.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.theorem;
