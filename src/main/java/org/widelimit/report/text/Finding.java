package org.widelimit.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * A claim that does not hold, for all activations that refute it.
 *
 * @param theorem the file
 * @param claim the claim
 * @param refuted the verdicts that refute it, in the order of the file
 * @param remedy what holds instead, if anything is known to
 */
public record Finding(
    Theorem theorem, Claim claim, List<ClaimResult> refuted, Optional<Remedy> remedy) {

  /** Copies the verdicts. */
  public Finding {
    refuted = List.copyOf(refuted);
  }

  /** Returns what a run found wrong, in the order of the files; what nobody expected first. */
  public static List<Finding> of(RunResult run) {
    List<Finding> findings = new ArrayList<>();
    run.theorems()
        .forEach(
            result -> result.theorem().ifPresent(theorem -> collect(theorem, result, findings)));
    findings.sort(Comparator.comparing(finding -> !finding.surprising()));
    return findings;
  }

  private static void collect(Theorem theorem, TheoremResult result, List<Finding> findings) {
    for (Claim claim : theorem.claims()) {
      List<ClaimResult> refuted =
          result.claims().stream()
              .filter(one -> one.id().equals(claim.id()) && isRefuted(one))
              .toList();
      if (!refuted.isEmpty()) {
        findings.add(new Finding(theorem, claim, refuted, Remedy.of(result, claim)));
      }
    }
  }

  /** Returns whether a verdict speaks against its claim. */
  public static boolean isRefuted(ClaimResult check) {
    return check.verdict() == Verdict.REFUTED;
  }

  /** Returns whether the file expected the claim to hold. */
  public boolean surprising() {
    return refuted.stream().anyMatch(one -> !one.met());
  }

  /** Returns whether the formula stands in print somewhere: in TeX, or with a source of its own. */
  public boolean printed() {
    return claim.kind().equals("tex") || !claim.source().isEmpty();
  }

  /** Returns where the claim was printed, its own source before that of its file. */
  public String source() {
    return claim.source().isEmpty() ? theorem.source() : claim.source();
  }

  /** Returns the claim in TeX. */
  public String tex() {
    return MathTex.line(claim, theorem.texNames());
  }

  /** Returns the claim beside what holds instead, with what differs marked. */
  public TexDiff diff(UnaryOperator<String> removed, UnaryOperator<String> added) {
    return TexDiff.of(tex(), remedy.map(Remedy::tex).orElse(""), removed, added);
  }
}
