package org.widelimit.adversary;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.widelimit.verification.Budget;
import org.widelimit.verification.ClaimResult;
import org.widelimit.verification.Verdict;

/**
 * How the verdicts stand against false claims that are easy to miss, and against true claims in
 * another dress.
 *
 * <p>{@code main FILE false|true FIRST COUNT} checks the claims of these numbers within the quick
 * budget and appends a line each to the file; {@code main FILE} sums up.
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
      IntStream.range(first, first + Integer.parseInt(args[3]))
          .parallel()
          .forEach(
              number -> {
                String line = line(hostile, number);
                synchronized (out) {
                  out.println(line);
                  out.flush();
                }
              });
    }
  }

  private static String line(boolean hostile, int number) {
    SplittableRandom random = new SplittableRandom(number);
    long start = System.nanoTime();
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
        (System.nanoTime() - start) / 1e9,
        claim.formula()
            + (claim.where().isEmpty() ? "" : " where " + claim.where())
            + " "
            + claim.symbols(),
        reason.replace('\n', ' ').replace('\t', ' '));
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
    counts.forEach((row, verdicts) -> System.out.println(row + ": " + verdicts));
  }
}
