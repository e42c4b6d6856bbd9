/**
 * Asymptotic forms, derived: what tends to 1 as a depth or an index grows.
 *
 * <p>{@link AsymptoticDerivation} finds the limit of the ratio of both sides of an asymptotic
 * claim. Formulas go to {@code algebra.asymptotic}. Kernels of deep networks ({@code DepthWord})
 * are no formulas in the depth: {@code DepthLimit} replaces each by what it is like ({@code
 * DepthLaws}), which follows from the correlation map near 1. {@code CorrelationDynamics} proves
 * what must be known of that map: its fixed point, its slope there, and the next term of its
 * expansion, from the weak derivatives and kinks of the activation. {@code ClosedExpansion} finds
 * the same expansion from a closed form, where there is one, and both must agree. {@code
 * SettledPoints} encloses where networks settle in numbers.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Inputs are at a fixed point of the length map. By Mehler's formula the correlation map is
 *       then a power series with coefficients that are not negative.
 *   <li>A law is used only with its hypotheses proved. A hypothesis that is not proved leaves the
 *       claim open.
 *   <li>A limit holds for all values of the symbols, or at one point, as the caller asks.
 *   <li>A sum of kernels is left open. A recursion without a closed form has no limit here.
 * </ul>
 *
 * <p>Extrapolation of numbers is in {@code verification.check}; it supports a claim and never
 * proves one.
 *
 * <p>Sources: Schoenholz et al. 2017, Hayou et al. 2019, Xiao et al. 2020 (laws in the depth),
 * Mehler 1866.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.derive.depth;
