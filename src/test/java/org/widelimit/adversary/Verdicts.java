package org.widelimit.adversary;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;

/** The verdict on one claim, by derivation and numbers. */
final class Verdicts {

  private Verdicts() {}

  /**
   * Checks a claim.
   *
   * @throws IllegalArgumentException if its file is broken
   */
  static ClaimResult of(TrueClaim claim, Budget budget, long seed) {
    TheoremFile file =
        TheoremLoader.parse("theorems/t/t.yaml", claim.file().getBytes(StandardCharsets.UTF_8));
    if (!file.faults().isEmpty()) {
      throw new IllegalArgumentException(file.faults() + "\n" + claim.file());
    }
    VerificationOptions options =
        VerificationOptions.defaults()
            .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
            .withBudget(budget)
            .withJobs(1)
            .withSeed(seed);
    return Verifier.with(options).verify((Theorem) file, VerificationListener.NONE).claims().get(0);
  }
}
