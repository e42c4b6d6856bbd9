package org.widelimit.verification;

import java.util.List;
import org.widelimit.theorem.Claim.AsymptoticClaim;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;

/** To come. */
final class AsymptoticCheck {

  private final Subject subject;

  AsymptoticCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(AsymptoticClaim claim) {
    throw new UndefinedValueException(
        "no rung looks at " + subject.claim().kind() + " claims yet: " + List.of(claim.id()));
  }
}
