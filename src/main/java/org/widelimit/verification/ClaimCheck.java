package org.widelimit.verification;

import java.util.List;
import java.util.Map;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;

/** The check of one claim for one choice of activations. */
final class ClaimCheck {

  private final Claim claim;
  private final Map<String, String> activations;

  private ClaimCheck(Claim claim, Map<String, String> activations) {
    this.claim = claim;
    this.activations = activations;
  }

  static ClaimCheck of(
      Theorem theorem, Claim claim, Map<String, String> activations, VerificationOptions options) {
    return new ClaimCheck(claim, activations);
  }

  ClaimResult run() {
    return new ClaimResult(
        claim.id(),
        claim.kind(),
        String.join(", ", activations.values()),
        claim.expect(),
        Verdict.INCONCLUSIVE,
        false,
        "no rung can look at this kind of claim yet",
        claim.formula(),
        List.of(),
        Controls.NONE,
        null,
        0);
  }
}
