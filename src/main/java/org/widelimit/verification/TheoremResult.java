package org.widelimit.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.trial.ActivationChoices;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * The verdicts on a theorem file.
 *
 * @param id the theorem's id, or the path of a broken file
 * @param title the theorem's title, or an empty text
 * @param theorem the theorem, unless the file is broken
 * @param claims the verdicts in the order of the file, activations inside; those of a run that was
 *     interrupted or failed fast may be fewer than the file's
 * @param broken the fault of the file, if it is broken
 * @param seconds the time all claims took together
 */
public record TheoremResult(
    String id,
    String title,
    Optional<Theorem> theorem,
    List<ClaimResult> claims,
    Optional<BrokenFile> broken,
    double seconds) {

  /** Copies the verdicts. */
  public TheoremResult {
    claims = List.copyOf(claims);
  }

  /** Returns the result of a theorem: the verdicts reached, and the claims that are broken. */
  public static TheoremResult of(Theorem theorem, List<ClaimResult> reached) {
    List<ClaimResult> claims = new ArrayList<>(reached);
    theorem.brokenClaims().forEach(claim -> claims.add(ClaimResult.of(claim)));
    return new TheoremResult(
        theorem.id(),
        theorem.title(),
        Optional.of(theorem),
        claims,
        Optional.empty(),
        claims.stream().mapToDouble(ClaimResult::seconds).sum());
  }

  /** Returns the result of a file that could not be read as a theorem. */
  public static TheoremResult of(BrokenFile broken) {
    return new TheoremResult(
        broken.path(), "", Optional.empty(), List.of(), Optional.of(broken), 0);
  }

  /** Returns how many checks of the file have no verdict, because the run ended before them. */
  public int unreached() {
    int checks =
        theorem.stream()
            .flatMap(file -> file.claims().stream().map(claim -> ActivationChoices.of(file, claim)))
            .mapToInt(List::size)
            .sum();
    long reached = claims.stream().filter(claim -> claim.verdict() != Verdict.BROKEN).count();
    return (int) Math.max(0, checks - reached);
  }

  /** Returns whether the file is sound and every check has a verdict that meets its expectation. */
  public boolean met() {
    return broken.isEmpty() && unreached() == 0 && claims.stream().allMatch(ClaimResult::met);
  }
}
