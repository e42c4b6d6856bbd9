/**
 * Expressions, and what is assumed of their symbols.
 *
 * <p>An {@link Expr} is an exact rational number, a symbol, or a head with arguments, as in the
 * Wolfram language. {@link Expressions} makes them in a light canonical form: sums and products are
 * flat, sorted and collected, and nothing is expanded. {@link Assumptions} say in which {@link
 * Interval} each symbol lies and what holds between symbols. A {@link ProofStep} is a line of a
 * proof: two expressions, the rule that makes them equal, its author and what checked it.
 *
 * <p>Small helpers that several rooms share are here as well. {@link Abbreviation} is a name for a
 * part of a formula and {@link LocalValue} such a name in an emitted program. {@link Sharing} makes
 * equal parts one object. {@link Switches} are the parts whose sign decides a branch. {@link
 * ProductSums} multiplies out. {@link TensorShape} tells numbers from vectors and matrices. {@link
 * InternalNames} makes the names of symbols that the program introduces.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Expressions are immutable and compared by structure. A decimal such as {@code 0.05} is the
 *       exact number {@code 1/20}: nothing is rounded before it is evaluated.
 *   <li>A rewriting keeps the value at every point at which both forms are defined. The only
 *       liberty is the usual one: {@code x/x} is 1 and {@code 0 x} is 0.
 *   <li>A name of the program's own holds a dollar sign, which no reader accepts in a name, so that
 *       no file can declare or bind it.
 *   <li>Every symbol is real; one without a domain is any real number.
 * </ul>
 *
 * <p>Nothing is read, evaluated or decided here. Text is read and written in {@code syntax};
 * derivatives are in {@code calculus}, digits in {@code precise}, decisions in {@code decide},
 * growth in {@code asymptotic}, fast code in {@code compile}, programs in {@code emit}, the table
 * of functions in {@code functions}, and the door to Symja in {@code symja}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra;
