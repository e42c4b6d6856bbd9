/**
 * Gaussian expectations in closed form, with symbolic variances and covariance, and the steps that
 * prove them.
 *
 * <p>{@link GaussianCalculus} is the door; a {@link GaussianQuestion} is what is asked, a {@link
 * GaussianResult} what came of it. {@link GaussianNormalForm} writes the integrand as a sum of
 * {@link GaussianTerm}s: a power, a Gaussian, an exponential or wave, soft signs and deltas. {@code
 * GaussianMoments} averages products of terms: exponentials are absorbed into the law ({@code
 * GaussianLaw}), powers are lowered by Stein's lemma or by Wick's theorem ({@code WickMoments}),
 * and what is left are averages of soft signs ({@code SoftSignAverages}). {@code
 * GaussianDerivation} keeps the steps.
 *
 * <p>{@code Convergence} and {@code Integrability} say where an expectation does not exist. {@code
 * OddAverage} finds averages that vanish by symmetry although no closed form exists. {@link
 * HermiteCoefficients} are the coefficients of an activation in Hermite polynomials; {@link
 * WeakDerivatives} shows what an activation is between its kinks, for laws of deep networks.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Every rule is an identity, so that a result is proved by its steps. It holds where the law
 *       is one, {@code r^2 <= p q}, and at its ends by continuity ({@code CovarianceDomain}).
 *   <li>A symbol without a domain is positive, unless it stands off the diagonal of the covariance
 *       only; the assumptions that come with the result say so.
 *   <li>Variables are centred normals of the covariance that the question names.
 *   <li>No answer means that the integrand is outside the class, and the reason is given; it does
 *       not mean that there is no closed form.
 * </ul>
 *
 * <p>Numbers are computed in {@code gaussian.dual} and {@code gaussian.quadrature}. A claimed value
 * is proved without integrating in {@code gaussian.certificate}.
 *
 * <p>Sources: Isserlis 1918 (moments), Price 1958, Stein 1972 (his lemma), Sheppard 1899 and
 * Williams 1997 (averages of signs and error functions), Daniely, Frostig and Singer 2016 (Hermite
 * series of duals).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.closed;
