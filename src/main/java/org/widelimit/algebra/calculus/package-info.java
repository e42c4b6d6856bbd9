/**
 * Derivatives, and how functions behave: {@link Differentiation} by the rules of calculus, {@link
 * Derivatives} with kinks and jumps (almost everywhere, or as distributions), {@link Breakpoints}
 * where they are, {@link Growth} and {@link TameGrowth} how fast functions grow.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.calculus;
