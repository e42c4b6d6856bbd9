package org.widelimit.verification;

import java.util.Map;
import java.util.Optional;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.verdict.ClaimResult;

/** Verdicts that were reached before. The methods may be called by several threads at a time. */
public interface VerdictMemory {

  /** Remembers nothing. */
  VerdictMemory NONE =
      new VerdictMemory() {
        @Override
        public Optional<ClaimResult> find(
            Theorem theorem, Claim claim, Map<String, String> choice) {
          return Optional.empty();
        }

        @Override
        public void keep(
            Theorem theorem, Claim claim, Map<String, String> choice, ClaimResult result) {}
      };

  /**
   * Returns the verdict that a check of this claim would reach, if it is known.
   *
   * @param theorem the file
   * @param claim the claim
   * @param choice the activations by declared name
   * @return the verdict with its evidence
   */
  Optional<ClaimResult> find(Theorem theorem, Claim claim, Map<String, String> choice);

  /**
   * Keeps a verdict that was just reached.
   *
   * @param theorem the file
   * @param claim the claim
   * @param choice the activations by declared name
   * @param result the verdict
   */
  void keep(Theorem theorem, Claim claim, Map<String, String> choice, ClaimResult result);
}
