package org.widelimit.cli.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.widelimit.report.text.Phrases;
import org.widelimit.store.VerdictLog;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/** The lines that a run prints. */
public final class Summary {

  private Summary() {}

  /** Returns the line of one verdict. */
  static String line(String theorem, ClaimResult result) {
    String name =
        theorem
            + "#"
            + result.id()
            + (result.activation().isEmpty() ? "" : " [" + result.activation() + "]");
    return Failure.oneLine(
        String.format(
            Locale.ROOT,
            "%-12s %-14s %s: %s",
            result.verdict(),
            result.met() ? "as expected" : "NOT EXPECTED",
            name,
            Phrases.detail(result)));
  }

  /** Returns the line that says what a run is about to do, and how much of it. */
  public static String start(
      List<TheoremFile> files, long checks, VerificationOptions options, Path directory) {
    long theorems = files.stream().filter(Theorem.class::isInstance).count();
    String rungs =
        options.rungs().stream().sorted().map(Rung::word).collect(Collectors.joining(", "));
    return "Verifying %s of %s by the rungs %s, %s at a time (budget %s, seed %d); reports go to %s"
        .formatted(
            Plural.of(checks, "check"),
            Plural.of(theorems, "theorem file"),
            rungs,
            options.jobs(),
            options.budget().name().toLowerCase(Locale.ROOT),
            options.seed(),
            directory);
  }

  /**
   * Returns the line that says which verdicts were known before.
   *
   * @param cache the verdicts of earlier runs
   * @param file where they are
   */
  public static String reused(VerdictLog cache, Path file) {
    List<String> parts = new ArrayList<>();
    if (cache.found() > 0) {
      parts.add(
          "%s reused from %s, %d checked anew (--no-cache checks all)"
              .formatted(Plural.of(cache.found(), "verdict"), file, cache.kept()));
    }
    if (cache.damaged() > 0) {
      parts.add(
          "%s of %s damaged and not believed".formatted(Plural.of(cache.damaged(), "line"), file));
    }
    cache
        .trouble()
        .ifPresent(
            why -> parts.add("no verdict is kept for the next run: " + Failure.oneLine(why)));
    return parts.isEmpty() ? "" : String.join("; ", parts) + ".\n";
  }

  /** Returns the lines at the end: counts of verdicts, what missed its expectation, the time. */
  public static String of(RunResult result) {
    Map<Verdict, Long> counts = new LinkedHashMap<>();
    StringBuilder missed = new StringBuilder();
    long checks = 0;
    long missing = 0;
    for (TheoremResult theorem : result.theorems()) {
      if (theorem.broken().isPresent()) {
        counts.merge(Verdict.BROKEN, 1L, Long::sum);
      }
      for (ClaimResult claim : theorem.claims()) {
        checks++;
        counts.merge(claim.verdict(), 1L, Long::sum);
        if (!claim.met()) {
          missing++;
          missed.append("  ").append(line(theorem.id(), claim)).append('\n');
        }
      }
    }
    String verdicts =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    long broken = result.theorems().stream().filter(file -> file.broken().isPresent()).count();
    List<String> faults = new ArrayList<>();
    if (missing > 0) {
      faults.add(Plural.of(missing, "expectation") + " not met");
    }
    if (broken > 0) {
      faults.add(Plural.of(broken, "broken file"));
    }
    String headline =
        !faults.isEmpty()
            ? String.join(", ", faults)
            : result.unreached() == 0 ? "Every expectation is met" : "The run ended early";
    return String.format(
        Locale.ROOT,
        "%n%s%s: %s of %s, %s, in %.1f s (seed %d).%n%s",
        headline,
        result.unreached() == 0
            ? ""
            : ", " + Plural.of(result.unreached(), "check") + " not reached",
        Plural.of(checks, "verdict"),
        Plural.of(result.theorems().size(), "theorem file"),
        verdicts,
        result.seconds(),
        result.seed(),
        missed.length() == 0 ? "" : "What is not as expected:\n" + missed);
  }
}
