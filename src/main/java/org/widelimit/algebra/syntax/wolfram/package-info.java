/**
 * Reads and writes the subset of Wolfram syntax that theorems are written in.
 *
 * <p>{@link WolframReader} takes a text and gives an {@link org.widelimit.algebra.Expr}. {@link
 * WolframLexer} splits the text into tokens and explains characters that have no place in it; the
 * reader has Wolfram's precedences, so that {@code -x^2} is {@code -(x^2)} and {@code ^} associates
 * to the right. {@link WolframReader.Reading} also keeps where each name stands, so that a later
 * fault can point at it. {@code WolframFaults} words what is said of faults. {@link WolframWriter}
 * goes the other way with as few parentheses as the precedences need; {@link SignedTerms} puts the
 * signs of a printed sum.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>What the writer writes, the reader reads back as an equal expression, for every expression
 *       that {@link org.widelimit.algebra.Expressions} builds. Symbols of the program's own get
 *       names for print.
 *   <li>The text is untrusted: its length, its nesting and its numbers are bounded, and every fault
 *       is a {@link org.widelimit.algebra.SyntaxException} with its place.
 *   <li>Reading evaluates nothing beyond the canonical form of expressions. Numbers stay exact.
 * </ul>
 *
 * <p>The reader admits any name: which names have a meaning is the matter of {@code
 * theorem.vocabulary}. It knows a few forms by their shape alone: primes are derivatives, chains of
 * comparisons are conjunctions, and {@code n!!} is the double factorial.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.syntax.wolfram;
