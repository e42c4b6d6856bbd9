package org.widelimit.adversary;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * How the verdicts stand against false claims that are easy to miss, and against true claims in
 * another dress.
 *
 * <p>{@code main FILE false|true FIRST COUNT} checks the claims of these numbers within the quick
 * budget and appends a line each to the file, with the seconds of the processor that it took;
 * {@code main FILE} sums up.
 */
public final class HostileStudy {

  private HostileStudy() {}

  /**
   * Runs a part of the study, or sums it up.
   *
   * @param args see the class
   * @throws IOException if the file cannot be written or read
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    if (args.length == 1) {
      summary(Files.readAllLines(file));
      return;
    }
    boolean hostile = args[1].equals("false");
    int first = Integer.parseInt(args[2]);
    try (PrintWriter out =
        new PrintWriter(
            Files.newBufferedWriter(
                file,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND))) {
      // One after the other, as the time of the processor is that of all threads.
      for (int number = first; number < first + Integer.parseInt(args[3]); number++) {
        out.println(line(hostile, number));
        out.flush();
      }
    }
  }

  private static String line(boolean hostile, int number) {
    SplittableRandom random = new SplittableRandom(number);
    double start = processor();
    HostileClaim falsehood = hostile ? HostileClaim.draw(random) : null;
    TrueClaim claim = falsehood != null ? falsehood.claim() : Rewriting.draw(random);
    String verdict;
    String reason;
    try {
      ClaimResult result = Verdicts.of(claim, Budget.QUICK, number);
      verdict = result.verdict().name();
      reason = result.reason();
    } catch (IllegalArgumentException broken) {
      verdict = "BROKEN";
      reason = String.valueOf(broken.getMessage());
    }
    return String.format(
        Locale.ROOT,
        "%s\t%d\t%s\t%s\t%s\t%.1f\t%s\t%s",
        hostile ? "false" : "true",
        number,
        falsehood != null ? falsehood.change() : "rewritten",
        falsehood != null && falsehood.isWide() ? "wide" : "narrow",
        verdict,
        processor() - start,
        claim.formula()
            + (claim.where().isEmpty() ? "" : " where " + claim.where())
            + " "
            + claim.symbols(),
        reason.replace('\n', ' ').replace('\t', ' '));
  }

  /** Returns the seconds of the processor that the program has taken. */
  private static double processor() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static void summary(List<String> lines) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      String row = fields[0] + ", " + fields[2] + (fields[3].equals("wide") ? ", seen" : "");
      counts.computeIfAbsent(row, any -> new TreeMap<>()).merge(fields[4], 1, Integer::sum);
      boolean holds = Verdict.valueOf(fields[4]).holds();
      boolean wrong =
          fields[0].equals("true")
              ? fields[4].equals("REFUTED")
              : holds && (!fields[4].equals("SUPPORTED") || fields[3].equals("wide"));
      if (wrong || fields[4].equals("BROKEN")) {
        System.out.println(line);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "seconds of the processor a claim: %.1f, at most %.1f%n",
        lines.stream()
            .mapToDouble(line -> Double.parseDouble(line.split("\t", -1)[5]))
            .average()
            .orElse(0),
        lines.stream()
            .mapToDouble(line -> Double.parseDouble(line.split("\t", -1)[5]))
            .max()
            .orElse(0));
    counts.forEach((row, verdicts) -> System.out.println(row + ": " + verdicts));
  }
}
