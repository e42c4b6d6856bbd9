package org.widelimit.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.report.text.Phrases;
import org.widelimit.report.text.Remedy;
import org.widelimit.report.text.Rerun;
import org.widelimit.report.text.Understood;
import org.widelimit.theorem.BrokenClaim;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * What does not hold of the equations of a run, as a page in Markdown that can be sent to their
 * authors: each as printed, as it was read, what is wrong with it, what holds instead, and the
 * command that shows it. What was not checked is listed at the end, with the reason.
 */
public final class Errata {

  private final StringBuilder page = new StringBuilder("# Errata\n");
  private final long seed;

  private Errata(long seed) {
    this.seed = seed;
  }

  /** Returns the page. */
  public static String of(RunResult result) {
    Errata errata = new Errata(result.seed());
    for (TheoremResult theorem : result.theorems()) {
      theorem.theorem().ifPresent(file -> errata.file(file, theorem));
    }
    return errata.page.toString();
  }

  private void file(Theorem theorem, TheoremResult result) {
    Map<String, List<ClaimResult>> refuted = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    int held = 0;
    for (ClaimResult claim : result.claims()) {
      if (claim.verdict() == Verdict.REFUTED) {
        refuted.computeIfAbsent(claim.id(), id -> new ArrayList<>()).add(claim);
      } else if (claim.verdict() == Verdict.INCONCLUSIVE) {
        open.add(place(claim) + ": not decided; " + claim.reason());
      } else if (claim.verdict().holds()) {
        held++;
      }
    }
    for (BrokenClaim broken : theorem.brokenClaims()) {
      open.add(
          "%s, line %d: not checked; %s"
              .formatted(broken.id(), broken.fault().line(), broken.fault().message()));
    }
    page.append("\n## ").append(theorem.title()).append("\n\n");
    page.append(
        "%d of the equations do not hold as printed, %d checks hold, %d are open.%n"
            .formatted(refuted.size(), held, open.size()));
    for (Claim claim : theorem.claims()) {
      List<ClaimResult> against = refuted.get(claim.id());
      if (against != null) {
        entry(theorem, result, claim, against);
      }
    }
    if (!open.isEmpty()) {
      page.append("\n### Not checked, or not decided\n\n");
      open.forEach(line -> page.append("- ").append(line).append('\n'));
    }
  }

  private static String place(ClaimResult claim) {
    return claim.id() + (claim.activation().isEmpty() ? "" : " [" + claim.activation() + "]");
  }

  private void entry(
      Theorem theorem, TheoremResult result, Claim claim, List<ClaimResult> against) {
    String name = claim.header().says().isEmpty() ? claim.id() : claim.header().says();
    page.append("%n### %s, line %d%n%n".formatted(name, claim.header().position().line()));
    page.append("As printed:\n\n");
    code("tex", claim.formula());
    page.append("read as\n\n");
    Understood read = Understood.of(theorem, claim);
    StringBuilder meaning = new StringBuilder(read.wolfram());
    claim
        .header()
        .where()
        .forEach(condition -> meaning.append("\nwhere ").append(WolframWriter.write(condition)));
    code("wolfram", meaning.toString());
    page.append("What is wrong:\n\n");
    for (ClaimResult one : against) {
      page.append("- ")
          .append(one.activation().isEmpty() ? "" : "for " + one.activation() + ": ")
          .append(Phrases.detail(one))
          .append('\n');
    }
    Optional<Remedy> remedy = Remedy.of(result, claim);
    page.append('\n');
    if (remedy.isPresent()) {
      page.append("What holds instead (").append(remedy.get().basis()).append("):\n\n");
      code("tex", remedy.get().tex());
    } else {
      page.append("No correction was found.\n\n");
    }
    page.append("To see it:\n\n");
    code("sh", Rerun.command(theorem, seed));
  }

  /** A block of code, whose fence is longer than any in it. */
  private void code(String language, String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    page.append(fence).append(language).append('\n').append(text.strip()).append('\n');
    page.append(fence).append("\n\n");
  }
}
