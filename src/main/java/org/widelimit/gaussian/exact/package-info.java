/**
 * The exact field of closed forms: sums of rational functions times square roots, exponentials and
 * values of ArcSin, Erf, Erfi and the bivariate normal distribution ({@link ExactSum}), over
 * polynomials that are factored by Rings ({@link PolynomialField}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.exact;
