package org.widelimit.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.widelimit.cli.output.Plural;
import org.widelimit.statistics.Binomial;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Rung;

/**
 * How often the simulations of theorem files are wrong, over many seeds: what {@code verify
 * --calibrate} prints. Other rungs are not climbed, and claims that are not simulated are left out.
 */
final class ClaimCalibration {
  /** The confidence of a bound is 1 less this. */
  private static final double LEVEL = 0.01;

  /**
   * What the seeds did to one claim, or to several.
   *
   * @param agreed how often the samples agreed with the claim
   * @param contradicted how often they contradicted it
   * @param undecided how often they did neither
   * @param controls how many wrong variants were tried, of claims that agreed
   * @param killed how many of those were refuted
   */
  private record Tally(long agreed, long contradicted, long undecided, long controls, long killed) {
    private static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    private static Tally of(ClaimResult result, Evidence.Simulated seen) {
      return new Tally(
          seen.agrees().orElse(false) ? 1 : 0,
          seen.agrees().orElse(true) ? 0 : 1,
          seen.agrees().isEmpty() ? 1 : 0,
          result.controls().made(),
          result.controls().killed());
    }

    private Tally plus(Tally other) {
      return new Tally(
          agreed + other.agreed,
          contradicted + other.contradicted,
          undecided + other.undecided,
          controls + other.controls,
          killed + other.killed);
    }

    private long runs() {
      return agreed + contradicted + undecided;
    }
  }

  /** A claim for one choice of activations, and what its file expects. */
  private record Key(String name, Expectation expect) {}

  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private final int seeds;
  private double falseAlarm;

  private ClaimCalibration(int seeds) {
    this.seeds = seeds;
  }

  /**
   * Simulates the claims of the files at several seeds and prints what happened.
   *
   * @param options the first seed, the budget and the number of jobs
   * @param err hears of each seed
   * @return the exit code: missed if a simulation was wrong at some seed
   */
  static int run(
      List<TheoremFile> files,
      VerificationOptions options,
      int seeds,
      PrintWriter out,
      PrintWriter err) {
    ClaimCalibration calibration = new ClaimCalibration(seeds);
    for (int i = 0; i < seeds; i++) {
      VerificationOptions one =
          options.withRungs(Set.of(Rung.SIMULATE)).withSeed(options.seed() + i);
      RunResult result = Verifier.with(one).verify(files, VerificationListener.NONE);
      calibration.add(result);
      err.printf(Locale.ROOT, "seed %d: %.1f s%n", one.seed(), result.seconds());
      err.flush();
    }
    return calibration.print(out, options.seed());
  }

  private void add(RunResult result) {
    for (TheoremResult theorem : result.theorems()) {
      for (ClaimResult claim : theorem.claims()) {
        for (Evidence evidence : claim.evidence()) {
          if (evidence instanceof Evidence.Simulated seen) {
            String name =
                theorem.id()
                    + "#"
                    + claim.id()
                    + (claim.activation().isEmpty() ? "" : " [" + claim.activation() + "]");
            tallies.merge(new Key(name, claim.expect()), Tally.of(claim, seen), Tally::plus);
            falseAlarm = Math.max(falseAlarm, seen.falseAlarm());
          }
        }
      }
    }
  }

  private int print(PrintWriter out, long first) {
    if (tallies.isEmpty()) {
      out.println("No claim of these files is simulated: nothing to calibrate.");
      out.flush();
      return ExitCode.MET;
    }
    out.printf(
        Locale.ROOT,
        "%s at %s from %d on%n",
        Plural.of(tallies.size(), "simulated claim"),
        Plural.of(seeds, "seed"),
        first);
    out.printf(
        "%9s %12s %9s %15s  %s%n", "agree", "contradict", "undecided", "wrong variants", "claim");
    tallies.forEach(
        (key, tally) ->
            out.printf(
                "%9d %12d %9d %15s  %s%s%n",
                tally.agreed(),
                tally.contradicted(),
                tally.undecided(),
                tally.controls() == 0
                    ? "none"
                    : tally.killed() + " of " + tally.controls() + " seen",
                key.name(),
                key.expect() == Expectation.REFUTED ? " (expected: refuted)" : ""));
    Tally right = sum(Expectation.HOLDS);
    Tally wrong = sum(Expectation.REFUTED);
    printRate(out, "claims that hold, contradicted", right.contradicted(), right.runs());
    printRate(out, "claims that hold, undecided", right.undecided(), right.runs());
    printRate(out, "claims to be refuted, agreed with", wrong.agreed(), wrong.runs());
    printRate(out, "claims to be refuted, undecided", wrong.undecided(), wrong.runs());
    printRate(out, "wrong variants, not seen", right.controls() - right.killed(), right.controls());
    out.printf(
        Locale.ROOT,
        "Promised for each check: wrong with probability %.2g at most. Bounds hold with confidence"
            + " 0.99 (Clopper and Pearson), if checks were independent.%n",
        falseAlarm);
    boolean sound =
        right.contradicted() == 0 && wrong.agreed() == 0 && right.killed() == right.controls();
    out.println(
        sound
            ? "No simulation was wrong."
            : "Some simulations were wrong, or the files expect what does not hold.");
    out.flush();
    return sound ? ExitCode.MET : ExitCode.MISSED;
  }

  private Tally sum(Expectation expect) {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getKey().expect() == expect)
        .map(Map.Entry::getValue)
        .reduce(Tally.NONE, Tally::plus);
  }

  private static void printRate(PrintWriter out, String what, long count, long of) {
    if (of > 0) {
      out.printf(
          Locale.ROOT,
          "%-34s %d of %d, a rate of at most %.3g%n",
          what,
          count,
          of,
          Binomial.upperBound(count, of, LEVEL));
    }
  }
}
