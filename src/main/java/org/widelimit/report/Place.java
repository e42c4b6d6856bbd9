package org.widelimit.report;

import java.util.Optional;
import org.widelimit.report.text.Finding;
import org.widelimit.report.text.Phrases;
import org.widelimit.report.text.Remedy;
import org.widelimit.theorem.BrokenClaim;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Position;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;

/**
 * Where a claim stands.
 *
 * @param path the path of the file as the user gave it
 * @param line the line of the claim, from 1
 * @param column its column, from 1
 */
record Place(String path, int line, int column) {

  /** Returns where the claim of a verdict stands. */
  static Optional<Place> of(TheoremResult result, ClaimResult check) {
    return result
        .theorem()
        .flatMap(
            file ->
                claim(file, check)
                    .map(claim -> at(file, claim.header().position()))
                    .or(() -> broken(file, check)));
  }

  private static Place at(Theorem file, Position position) {
    return new Place(file.path(), position.line(), position.column());
  }

  private static Optional<Claim> claim(Theorem file, ClaimResult check) {
    return file.claims().stream().filter(claim -> claim.id().equals(check.id())).findFirst();
  }

  private static Optional<Place> broken(Theorem file, ClaimResult check) {
    return file.brokenClaims().stream()
        .filter(claim -> claim.id().equals(check.id()))
        .findFirst()
        .map(BrokenClaim::fault)
        .map(fault -> new Place(file.path(), fault.line(), fault.column()));
  }

  /** Returns what a machine's reader needs: formula, reason, witness, what holds, the place. */
  static String account(TheoremResult result, ClaimResult check) {
    StringBuilder text = new StringBuilder(check.formula());
    text.append("\n").append(check.reason());
    String detail = Phrases.detail(check);
    if (!detail.equals(check.reason())) {
      text.append("\n").append(detail);
    }
    remedy(result, check)
        .ifPresent(
            remedy ->
                text.append("\nholds instead: ")
                    .append(remedy.wolfram())
                    .append(" (")
                    .append(remedy.basis())
                    .append(")"));
    of(result, check)
        .ifPresent(
            place -> text.append("\nat ").append(place.path()).append(":").append(place.line()));
    return text.toString();
  }

  private static Optional<Remedy> remedy(TheoremResult result, ClaimResult check) {
    return result
        .theorem()
        .flatMap(file -> claim(file, check))
        .filter(claim -> Finding.isRefuted(check))
        .flatMap(claim -> Remedy.of(result, claim));
  }
}
