package org.widelimit.cli.output;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.statistics.Calibration;
import org.widelimit.statistics.LadderRow;
import org.widelimit.statistics.LimitOutcome;

/** Prints what a simulation found. */
public final class SimulationTable {
  /** Confidence of the bounds of a calibration. */
  private static final double BOUND_LEVEL = 0.01;

  /** Numbers of a spectrum that a table shows. */
  private static final int MOST_RANKS = 8;

  private SimulationTable() {}

  public static void print(PrintWriter out, SimulationResult result) {
    out.println(result.observable());
    boolean spectrum = result.isSpectrum();
    out.printf(
        Locale.ROOT,
        "%9s %s%9s %14s %29s %12s%n",
        "width",
        spectrum ? "rank " : "",
        "samples",
        "mean",
        "interval",
        "sd");
    for (SimulationResult.Row row : result.rows()) {
      if (row.rank() > MOST_RANKS) {
        continue;
      }
      LadderRow seen = row.summary();
      out.printf(
          Locale.ROOT,
          "%9d %s%9d %14.7g %29s %12.4g%n",
          seen.width(),
          spectrum ? String.format(Locale.ROOT, "%4d ", row.rank()) : "",
          seen.samples(),
          seen.mean(),
          interval(seen.interval().lower(), seen.interval().upper()),
          seen.standardDeviation());
    }
    int most = result.rows().stream().mapToInt(SimulationResult.Row::rank).max().orElse(1);
    if (most > MOST_RANKS) {
      out.println("ranks " + (MOST_RANKS + 1) + " to " + most + " are left to --csv and --json");
    }
    result.outcome().ifPresent(outcome -> print(out, outcome, result.theory()));
  }

  private static void print(PrintWriter out, LimitOutcome outcome, Optional<Double> limit) {
    if (outcome.diverges()) {
      out.println("limit        " + outcome.reason());
    } else {
      out.printf(
          Locale.ROOT,
          "limit        %s extrapolated, %.2g of its half width for orders of 1/M left out%n",
          interval(outcome.interval().lower(), outcome.interval().upper()),
          outcome.truncation());
    }
    outcome
        .fluctuationExponent()
        .ifPresent(
            r ->
                out.printf(
                    Locale.ROOT, "fluctuations M^-r, r in %s%n", interval(r.lower(), r.upper())));
    if (limit.isEmpty()) {
      out.println("theory       no limit known here; give one by --limit to test it");
      return;
    }
    out.printf(Locale.ROOT, "theory       %.10g%n", limit.get());
    out.printf(
        Locale.ROOT,
        "decision     %s after %d looks: %s%n",
        outcome.decision(),
        outcome.looks(),
        outcome.reason());
    out.printf(
        Locale.ROOT,
        "power        an error of the limit above %.3g would have been seen; wrong decisions have"
            + " probability %.2g at most%n",
        outcome.smallestDetectable(),
        outcome.level());
  }

  public static void print(PrintWriter out, Calibration calibration, double discrepancy) {
    out.printf(
        Locale.ROOT,
        "%s: %d seeds, %.0f samples each on average%n",
        calibration.name(),
        calibration.runs(),
        calibration.samples());
    out.printf(
        Locale.ROOT, "promised       at most %.3g wrong decisions%n", calibration.promised());
    out.printf(
        Locale.ROOT,
        "false alarms   %d, a rate of at most %.3g%n",
        calibration.falseAlarms(),
        calibration.falseAlarmBound(BOUND_LEVEL));
    out.printf(Locale.ROOT, "undecided      %d%n", calibration.undecided());
    out.printf(
        Locale.ROOT,
        "misses         %d seeds at which a limit off by %.3g was accepted, a rate of at most"
            + " %.3g%n",
        calibration.misses(),
        discrepancy,
        calibration.missBound(BOUND_LEVEL));
    out.printf(
        Locale.ROOT,
        "power          %d caught (limits too large and too small), a rate of at least %.4g%n",
        calibration.caught(),
        calibration.powerBound(BOUND_LEVEL));
    out.println("bounds hold with confidence 0.99 (Clopper and Pearson)");
  }

  private static String interval(double lower, double upper) {
    return String.format(Locale.ROOT, "[%.7g, %.7g]", lower, upper);
  }
}
