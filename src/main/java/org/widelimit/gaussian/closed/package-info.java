/**
 * Gaussian expectations in closed form: {@link GaussianCalculus} writes what is averaged as {@link
 * GaussianTerms} (a power, a Gaussian, soft signs) and integrates by parts (Stein 1972; Isserlis
 * 1918; Price 1958), with the steps of the derivation. {@link Integrability} and {@link
 * Convergence} say why there is none.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.closed;
