package org.widelimit.report.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.widelimit.algebra.ProofStep;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Verdict;

/**
 * What a reader wants to know first of a run.
 *
 * @param finding what does not hold
 * @param standing whether all came out as the files expect
 * @param good whether it did
 * @param why why the verdicts are worth something
 * @param assumed what they rest on beside the program
 * @param rerun a command that repeats one of them, if there is one
 */
public record Headline(
    String finding,
    String standing,
    boolean good,
    String why,
    String assumed,
    Optional<String> rerun) {

  /** Returns the headline of a run. */
  public static Headline of(RunResult run) {
    List<ClaimResult> claims = run.claims();
    return new Headline(
        finding(run, claims),
        standing(run, claims),
        run.met(),
        why(claims),
        assumed(claims),
        rerun(run));
  }

  private static String finding(RunResult run, List<ClaimResult> claims) {
    List<Finding> findings = Finding.of(run);
    long printed = findings.stream().filter(one -> one.printed() || one.surprising()).count();
    long repaired =
        findings.stream()
            .filter(one -> (one.printed() || one.surprising()) && one.remedy().isPresent())
            .count();
    long holding = claims.stream().filter(claim -> claim.verdict().holds()).count();
    if (claims.isEmpty()) {
      return "No verdict was reached";
    }
    return (printed == 0
            ? "No printed formula is refuted."
            : printed
                + (printed == 1
                    ? " printed formula does not hold"
                    : " printed formulas do not hold")
                + (repaired == 0
                    ? "."
                    : repaired == printed
                        ? "; each is corrected below."
                        : "; " + repaired + " are corrected below."))
        + " "
        + holding
        + " of "
        + claims.size()
        + " verdicts are in favour.";
  }

  private static String standing(RunResult run, List<ClaimResult> claims) {
    long missed = claims.stream().filter(claim -> !claim.met()).count();
    long broken = run.theorems().stream().filter(theorem -> theorem.broken().isPresent()).count();
    if (missed == 0 && broken == 0) {
      return claims.isEmpty()
          ? ""
          : run.unreached() == 0
              ? "\u2713 Every verdict is as its file expects"
              : "\u2026 The run ended early: "
                  + claims.size()
                  + " of "
                  + (claims.size() + run.unreached())
                  + " verdicts reached, those as expected";
    }
    return "\u2717 "
        + (missed == 0 ? "" : missed + " of " + claims.size() + " verdicts not as expected")
        + (missed > 0 && broken > 0 ? ", " : "")
        + (broken == 0 ? "" : broken + (broken == 1 ? " broken file" : " broken files"))
        + (run.unreached() == 0 ? "" : ", " + run.unreached() + " not reached");
  }

  private static String why(List<ClaimResult> claims) {
    int made = claims.stream().mapToInt(claim -> claim.controls().made()).sum();
    int killed = claims.stream().mapToInt(claim -> claim.controls().killed()).sum();
    long proved = claims.stream().filter(claim -> claim.verdict() == Verdict.PROVED).count();
    return "Each refutation has a witness that you can recompute. "
        + (proved == 0 ? "" : proved + " verdicts have a proof, step by step. ")
        + (made == 0
            ? ""
            : "The same checks refuted " + killed + " of " + made + " wrong variants.");
  }

  private static String assumed(List<ClaimResult> claims) {
    Set<String> theorems = new LinkedHashSet<>();
    boolean sampled = false;
    for (ClaimResult claim : claims) {
      for (var seen : claim.evidence()) {
        sampled |= seen instanceof Simulated;
        if (seen instanceof Derived derived && derived.proved()) {
          derived.steps().stream()
              .map(ProofStep::rule)
              .filter(rule -> rule.contains("'s ") || rule.contains(" theorem"))
              .map(rule -> rule.replace(" and conditioning", ""))
              .forEach(theorems::add);
        }
      }
    }
    return "The domains and conditions beside each claim"
        + (theorems.isEmpty() ? "" : "; " + String.join(", ", theorems.stream().limit(4).toList()))
        + (sampled ? "; of finite networks, false alarms of at most 1e-6 a run" : "")
        + ".";
  }

  private static Optional<String> rerun(RunResult run) {
    Optional<Theorem> refuted = Finding.of(run).stream().map(Finding::theorem).findFirst();
    return refuted
        .or(() -> run.theorems().stream().flatMap(one -> one.theorem().stream()).findFirst())
        .map(theorem -> Rerun.command(theorem, run.seed()));
  }
}
