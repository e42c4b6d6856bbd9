package org.widelimit.gaussian.certificate;

import java.util.List;
import org.widelimit.algebra.ProofStep;

/** What became of the attempt to prove a claimed dual activation. */
public sealed interface CertificateResult {

  /**
   * The variances p, q and covariances r for which a claim is proved; each holds the one before.
   */
  enum Extent {
    /** All with {@code p > 0}, {@code q > 0} and {@code r^2 < p q}. */
    INSIDE,
    /** Those with {@code r^2 == p q} as well. */
    CORRELATED,
    /** Those with {@code p == 0} or {@code q == 0} as well. */
    CLOSED
  }

  /**
   * The claim is proved.
   *
   * @param steps the certificate
   * @param extent where it is proved
   */
  record Proved(List<ProofStep> steps, Extent extent) implements CertificateResult {
    /** Copies the steps. */
    public Proved {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A line of the certificate is false, and so is the claim.
   *
   * @param reason the line and a point where its sides differ
   */
  record Refuted(String reason) implements CertificateResult {}

  /**
   * The certificate does not close; nothing is said of the claim.
   *
   * @param reason what is missing
   */
  record NotProved(String reason) implements CertificateResult {}
}
