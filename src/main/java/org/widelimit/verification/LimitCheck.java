package org.widelimit.verification;

import java.util.List;
import org.widelimit.theorem.Claim.LimitClaim;
import org.widelimit.verification.ClaimCheck.Findings;
import org.widelimit.verification.ClaimCheck.Subject;

/** To come. */
final class LimitCheck {

  private final Subject subject;

  LimitCheck(Subject subject) {
    this.subject = subject;
  }

  Findings run(LimitClaim claim) {
    throw new UndefinedValueException(
        "no rung looks at " + subject.claim().kind() + " claims yet: " + List.of(claim.id()));
  }
}
