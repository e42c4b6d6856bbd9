package org.widelimit.verification.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.symja.Proposal;
import org.widelimit.theorem.BrokenClaim;
import org.widelimit.theorem.Expectation;

/**
 * The verdict on a claim for one choice of activations.
 *
 * @param id the key of the claim in its file
 * @param kind the kind of claim, such as {@code equation}
 * @param activation the activation it was checked for, several joined by commas, or empty
 * @param expect what the file expects
 * @param verdict the verdict
 * @param met whether the verdict meets the expectation
 * @param reason why this verdict, in one or two sentences
 * @param formula the claim as the file writes it
 * @param evidence what each rung saw
 * @param controls the negative controls
 * @param repair a formula that holds in place of the refuted one, where {@code B} stands for the
 *     claimed side, or null
 * @param seconds the time the check took
 * @param proposals what the computer algebra was asked, and what became of its answers
 */
public record ClaimResult(
    String id,
    String kind,
    String activation,
    Expectation expect,
    Verdict verdict,
    boolean met,
    String reason,
    String formula,
    List<Evidence> evidence,
    Controls controls,
    @Nullable String repair,
    double seconds,
    List<Proposal> proposals) {

  /** Copies the lists. */
  public ClaimResult {
    evidence = List.copyOf(evidence);
    proposals = List.copyOf(proposals);
  }

  /** A result without proposals. */
  public ClaimResult(
      String id,
      String kind,
      String activation,
      Expectation expect,
      Verdict verdict,
      boolean met,
      String reason,
      String formula,
      List<Evidence> evidence,
      Controls controls,
      @Nullable String repair,
      double seconds) {
    this(
        id,
        kind,
        activation,
        expect,
        verdict,
        met,
        reason,
        formula,
        evidence,
        controls,
        repair,
        seconds,
        List.of());
  }

  /** Returns this result of a check that asked for proposals. */
  public ClaimResult asking(List<Proposal> asked) {
    return with(seconds, asked);
  }

  /** Returns this result of a check that took a time. */
  public ClaimResult after(double newSeconds) {
    return with(newSeconds, proposals);
  }

  private ClaimResult with(double newSeconds, List<Proposal> newProposals) {
    return new ClaimResult(
        id,
        kind,
        activation,
        expect,
        verdict,
        met,
        reason,
        formula,
        evidence,
        controls,
        repair,
        newSeconds,
        newProposals);
  }

  /** Returns the verdict on a claim that cannot be read. */
  public static ClaimResult of(BrokenClaim claim) {
    return new ClaimResult(
        claim.id(),
        claim.kind(),
        "",
        claim.expect(),
        Verdict.BROKEN,
        false,
        claim.fault().describe(),
        claim.formula(),
        List.of(),
        Controls.NONE,
        null,
        0);
  }

  /** Returns whether a verdict meets an expectation. */
  public static boolean meets(Verdict verdict, Expectation expect) {
    return switch (expect) {
      case HOLDS -> verdict.holds();
      case REFUTED -> verdict == Verdict.REFUTED;
    };
  }
}
