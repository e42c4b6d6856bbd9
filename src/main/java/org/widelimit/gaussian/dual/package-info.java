/**
 * Dual activations {@code E[phi(u) psi(v)]} as numbers with an error bound.
 *
 * <p>{@link NumericalDual} is the door and the interface: for centred Gaussian u and v of variances
 * p and q and any correlation it has the dual, the dual of the slopes, and the defect {@code sqrt(E
 * phi(u)^2 E phi(v)^2) - E[phi(u) phi(v)]}. {@code NumericalDuals} picks who computes it: a stable
 * closed form, found by the activation's formula ({@code ErfDual}, {@code RectifiedDual}, {@code
 * PolynomialDual} and others), or else {@code QuadratureDual}. {@link Branches} is what the latter
 * knows of a piecewise smooth activation.
 *
 * <p>Others serve special needs. {@link HermiteExpansion} and {@link SecondMoments} serve many
 * pairs of a data set at once. {@link PreciseMoments} has second moments to some 25 digits, for
 * fixed points and critical points that depend on small differences. {@link PlainDual} is the
 * second route, by the rules of Hipparchus.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A variance of 0 stands for the limit of a small variance at the given correlation.
 *   <li>Near correlations of 1 and -1 the defect is computed, not a difference, so that no digits
 *       are lost.
 *   <li>A closed form is chosen by the formula of the activation, not by its name.
 *   <li>The grade of a number is that of its computation: what rests on quadrature is an estimate.
 * </ul>
 *
 * <p>Nothing is proved here, and no formula is found: that is the matter of {@code
 * gaussian.closed}.
 *
 * <p>Sources: Williams 1997 (error functions and waves), Cho and Saul 2009 (powers of ReLU), Rahimi
 * and Recht 2007 (the RBF kernel), Tsuchida et al. 2020 (GELU), Daniely, Frostig and Singer 2016
 * (Hermite series), Trefethen 2013 (interpolation).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.dual;
