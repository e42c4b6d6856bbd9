/**
 * Expressions, and what is assumed of their symbols.
 *
 * <p>An {@link Expr} is a number, a symbol or a head with arguments, as in the Wolfram language;
 * {@link Expressions} makes them in a light canonical form. {@link Assumptions} say in which {@link
 * Interval} each symbol lies and what holds between them. A {@link ProofStep} is a line of a proof.
 * {@link InternalNames} are the names of symbols that the program introduces, which no reader takes
 * in.
 *
 * <p>Below are rooms for reading and writing ({@code syntax}), derivatives ({@code calculus}),
 * digits ({@code precise}), decisions ({@code decide}), growth ({@code asymptotic}), fast code
 * ({@code compile}), programs ({@code emit}) and the door to Symja ({@code symja}).
 *
 * <p>Invariants: expressions are immutable, and numbers in them exact; a rewriting keeps the value
 * at every point at which both forms are defined.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra;
