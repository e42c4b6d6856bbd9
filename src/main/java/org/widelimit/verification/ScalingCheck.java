package org.widelimit.verification;

import java.util.List;
import org.widelimit.theorem.Claim.ScalingClaim;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;

/** To come. */
final class ScalingCheck {

  private final Subject subject;

  ScalingCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(ScalingClaim claim) {
    throw new UndefinedValueException(
        "no rung looks at " + subject.claim().kind() + " claims yet: " + List.of(claim.id()));
  }
}
