/**
 * Proofs of a claimed average that take no integral but trivial ones.
 *
 * <p>{@link PriceCertificate} proves a claimed dual {@code F(p, q, r) = E[phi(u) psi(v)]}. The
 * derivative of F by the covariance r must be the dual of the derivatives, which {@code
 * PriceDescent} follows down until no average is left to be believed, and at each order F must have
 * the right value at {@code r = 0}, where u and v are independent. {@link VarianceCertificate}
 * proves an average over one variable by the derivative in its variance ({@link HeatEquation}) and
 * its limit at variance 0 ({@code LimitAtZero}). {@link PairLaw} is the law along which a dual is
 * differentiated. {@code Pieces} differentiates functions with jumps. A {@link CertificateResult}
 * has the lines of the proof ({@code CertificateLines}) or says why there is none.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Each line is an equality that {@code algebra.decide} proves. No number is part of a
 *       certificate.
 *   <li>Derivatives are those in the sense of distributions.
 *   <li>The hypotheses of the theorem are checked and printed ({@code PriceHypotheses}): the
 *       activations grow more slowly than every {@code Exp[a x^2]}, and the claim is smooth inside
 *       the domain. To which ends of the domain the identity extends is said as well.
 *   <li>A line that is false at a point makes the claim false, and the result says where. A line
 *       that is not decided, or a hypothesis that is not proved, says nothing of the claim.
 * </ul>
 *
 * <p>The claimed form is given, by a claim or by {@code gaussian.closed}; this package finds none.
 * Which claims are of this kind is found by {@code verification.derive}. The certificates that Coq
 * checks are another thing and in {@code certificate}.
 *
 * <p>Sources: Price 1958, and the heat equation for the normal density.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.certificate;
