/**
 * The value of every word at one point, with a bound on its error: {@link Evaluator} is the door;
 * wide layers ({@link MapWords}, {@link KernelWords}), small networks ({@link NetworkWords}),
 * matrices, integrals, sums and derivatives have classes of their own.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.evaluate;
