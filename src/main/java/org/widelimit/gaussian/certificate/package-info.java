/**
 * Proofs of a claimed average without integrating it: {@link PriceCertificate} differentiates by
 * the covariance (Price 1958) and needs values at 0, {@link VarianceCertificate} by the variance
 * (the heat equation). Each line is decided by the zero test; {@link PriceHypotheses} are what the
 * theorem needs.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.certificate;
