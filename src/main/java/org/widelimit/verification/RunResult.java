package org.widelimit.verification;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.widelimit.algebra.symja.Proposal;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * The verdicts of a run.
 *
 * @param version the version of the program
 * @param seed the seed
 * @param theorems the results in the order of the files
 * @param seconds the duration of the run
 */
public record RunResult(String version, long seed, List<TheoremResult> theorems, double seconds) {

  /** Copies the results. */
  public RunResult {
    theorems = List.copyOf(theorems);
  }

  /** Returns the verdicts of all files, in their order. */
  public List<ClaimResult> claims() {
    return theorems.stream().flatMap(theorem -> theorem.claims().stream()).toList();
  }

  /** Returns what the computer algebra was asked for all claims, each question once. */
  public List<Proposal> proposals() {
    // Parts of a run ask the same question each, and wait for different times.
    Set<Proposal> seen = new HashSet<>();
    return claims().stream()
        .flatMap(claim -> claim.proposals().stream())
        .filter(proposal -> seen.add(proposal.after(0)))
        .toList();
  }

  /** Returns how many checks have no verdict, because the run ended before them. */
  public int unreached() {
    return theorems.stream().mapToInt(TheoremResult::unreached).sum();
  }

  /**
   * Returns whether every file is sound and every check has a verdict that meets its expectation.
   */
  public boolean met() {
    return theorems.stream().allMatch(TheoremResult::met);
  }

  /** Returns whether a file, or a claim of one, is broken. */
  public boolean broken() {
    return theorems.stream()
        .anyMatch(
            theorem ->
                theorem.broken().isPresent()
                    || theorem.claims().stream()
                        .anyMatch(claim -> claim.verdict() == Verdict.BROKEN));
  }
}
