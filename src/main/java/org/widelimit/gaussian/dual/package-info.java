/**
 * Dual activations {@code E[phi(u) psi(v)]} as numbers: {@link NumericalDuals} picks the stable
 * closed form (Williams 1997; Cho and Saul 2009; Tsuchida et al. 2021) or quadrature. Near
 * correlations of 1 and -1 the defect is computed, not the difference, so that no digits are lost.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.dual;
