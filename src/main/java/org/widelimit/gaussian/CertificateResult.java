package org.widelimit.gaussian;

import java.util.List;
import org.widelimit.algebra.ProofStep;

/** What became of the attempt to prove a claimed dual activation. */
public sealed interface CertificateResult {

  /**
   * The claim is proved.
   *
   * @param steps the certificate
   */
  record Proved(List<ProofStep> steps) implements CertificateResult {
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
