/**
 * Derivatives, and how functions behave: where they break, how fast they grow.
 *
 * <p>{@link Differentiation} has the rules of calculus for formulas. It is the referee of what
 * Symja proposes and stands in for it. {@link Derivatives} is about activations with kinks and
 * jumps: it differentiates almost everywhere, where the slope of a step is 0, or in the sense of
 * distributions, where it is {@code DiracDelta}. {@code DerivativeRules} holds its rules, {@link
 * StepForm} writes maxima, absolute values and pieces with steps, {@link BivariateNormalDerivative}
 * is the one rule that is too long for the table of functions.
 *
 * <p>{@link Breakpoints} finds where a function of one variable has kinks and jumps. {@link Growth}
 * describes how an expression behaves at infinity; {@link TameGrowth} proves that a function grows
 * more slowly than every {@code Exp[a x^2]}, which is what theorems on Gaussian averages ask for.
 *
 * <p>Invariants: {@link Differentiation} answers only where it has a rule for every part, and is
 * empty elsewhere. A {@code Piecewise} is taken to be continuous at its seams by {@link
 * Derivatives#almostEverywhere}, while {@link Derivatives#distributional} keeps its jumps. {@link
 * TameGrowth} answers yes only with a proof from how the function is composed; no means that none
 * was found. Breakpoints are doubles, for quadrature, and no part of a proof.
 *
 * <p>The derivative of each function of one variable is in its row of {@code algebra.functions}.
 * Whether a formula is defined, continuous or smooth on a domain is proved in {@code
 * algebra.decide}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.calculus;
