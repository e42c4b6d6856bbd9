package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.widelimit.cli.output.SimulationFiles;
import org.widelimit.report.plot.ConvergencePlot;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.WidthPoint;
import org.widelimit.verification.verdict.Rung;

/** Simulates one claim of a theorem file, for every activation the file lists. */
final class ClaimSimulation {
  private ClaimSimulation() {}

  /**
   * Simulates and prints.
   *
   * @param place {@code FILE#CLAIM}
   * @param options the seed and the number of jobs
   * @param plot where to write the first activation's plot, or null
   * @return the exit code
   * @throws IllegalArgumentException if there is no such claim, or none that is simulated
   */
  static int run(PrintWriter out, String place, VerificationOptions options, @Nullable Path plot)
      throws IOException {
    int hash = place.lastIndexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("--claim is FILE#CLAIM, not '" + place + "'");
    }
    TheoremFile file = TheoremLoader.load(Path.of(place.substring(0, hash)));
    if (file instanceof BrokenFile broken) {
      throw new IllegalArgumentException(broken.describe());
    }
    Theorem theorem = (Theorem) file;
    String id = place.substring(hash + 1);
    Claim claim =
        theorem.claims().stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no claim '%s' in %s; there are %s"
                            .formatted(
                                id,
                                theorem.path(),
                                theorem.claims().stream().map(Claim::id).toList())));
    if (!(claim instanceof Claim.LimitClaim || claim instanceof Claim.ScalingClaim)) {
      throw new IllegalArgumentException(
          "only limits and scalings are simulated; '%s' is of the kind '%s'"
              .formatted(id, claim.kind()));
    }
    List<ClaimResult> results =
        Verifier.with(options.withRungs(Set.of(Rung.SIMULATE)))
            .verify(only(theorem, claim), VerificationListener.NONE)
            .claims();
    boolean met = true;
    boolean plotted = plot == null;
    for (ClaimResult result : results) {
      out.printf(
          Locale.ROOT,
          "%s %s: %s%n  %s%n",
          result.id(),
          result.activation(),
          result.verdict(),
          result.reason());
      met &= result.met();
      for (Evidence evidence : result.evidence()) {
        if (evidence instanceof Evidence.Simulated seen) {
          print(out, seen);
          if (!plotted && plot != null && seen.ladder().size() > 1) {
            write(plot, seen);
            out.println("  plot: " + plot);
            plotted = true;
          }
        }
      }
    }
    return met ? ExitCode.MET : ExitCode.MISSED;
  }

  private static Theorem only(Theorem theorem, Claim claim) {
    return new Theorem(
        theorem.id(),
        theorem.path(),
        theorem.title(),
        theorem.source(),
        theorem.statement(),
        theorem.activations(),
        theorem.symbols(),
        theorem.functions(),
        theorem.network(),
        theorem.references(),
        theorem.uses(),
        List.of(claim),
        List.of());
  }

  private static void print(PrintWriter out, Evidence.Simulated seen) {
    out.printf(
        Locale.ROOT, "  %9s %9s %14s %29s%n", seen.variable(), "samples", "mean", "interval");
    for (WidthPoint point : seen.ladder()) {
      out.printf(
          Locale.ROOT,
          "  %9.0f %9d %14.7g %29s%n",
          point.width(),
          point.samples(),
          point.mean(),
          String.format(Locale.ROOT, "[%.7g, %.7g]", point.lower(), point.upper()));
    }
    seen.rates()
        .forEach(
            rate ->
                out.printf(
                    Locale.ROOT,
                    "  %s: exponent in [%.4f, %.4f], claimed %.4g%n",
                    rate.of(),
                    rate.lower(),
                    rate.upper(),
                    rate.claimed()));
  }

  private static void write(Path plot, Evidence.Simulated seen) throws IOException {
    SimulationFiles.write(
        plot,
        ConvergencePlot.means(seen.observable(), seen.variable(), seen.ladder(), seen.limit()));
  }
}
