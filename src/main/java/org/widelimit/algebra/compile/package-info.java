/**
 * Expressions as fast code on doubles.
 *
 * <p>{@link ExpressionCompiler} takes an expression and the order of its parameters and gives a
 * {@link CompiledFunction}; {@link UnaryFunction} is one of a single variable that also goes
 * through arrays in one loop. On the way, {@link StableForms} rewrites the expression to functions
 * that neither overflow nor cancel where the original would. {@code CodeGraphBuilder} lowers it to
 * a {@code CodeGraph} in which every common part stands once. {@code BytecodeEmitter} writes the
 * operations as a method of the JVM. Classes are cached by expression and parameters.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The stable form has exactly the value of the original, as real numbers. Only its rounding
 *       differs.
 *   <li>Where an expression has no real value, the function returns NaN. It throws only where the
 *       number of arguments is wrong.
 *   <li>A compiled function is pure and may be called by any thread.
 *   <li>The heads that exist for the sake of numbers alone, such as {@code Log1p} and {@code
 *       Softplus}, are made here and appear in no derivation.
 * </ul>
 *
 * <p>No bound on the error comes with a compiled value: whoever needs one gets it from quadrature
 * ({@code gaussian.quadrature}), from many digits ({@code algebra.precise}) or from intervals
 * ({@code enclosure}). Heads without a value in doubles, such as averages, cannot be compiled.
 * Programs for people are written by {@code algebra.emit}, with the same stable forms.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.compile;
