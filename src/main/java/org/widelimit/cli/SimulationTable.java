package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.report.plot.ConvergencePlot;
import org.widelimit.statistics.Calibration;
import org.widelimit.statistics.LadderRow;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.verification.Evidence.WidthPoint;

/** Prints what a simulation found. */
final class SimulationTable {
  /** Confidence of the bounds of a calibration. */
  private static final double BOUND_LEVEL = 0.01;

  private SimulationTable() {}

  static void print(
      PrintWriter out, String observable, LimitOutcome outcome, Optional<Double> limit) {
    out.println(observable);
    out.printf(
        Locale.ROOT, "%9s %9s %14s %29s %12s%n", "width", "samples", "mean", "interval", "sd");
    for (LadderRow row : outcome.ladder()) {
      out.printf(
          Locale.ROOT,
          "%9d %9d %14.7g %29s %12.4g%n",
          row.width(),
          row.samples(),
          row.mean(),
          interval(row.interval().lower(), row.interval().upper()),
          row.standardDeviation());
    }
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

  static void print(PrintWriter out, Calibration calibration, double discrepancy) {
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
        "misses         %d of limits off by %.3g, a rate of at most %.3g%n",
        calibration.misses(),
        discrepancy,
        calibration.missBound(BOUND_LEVEL));
    out.printf(
        Locale.ROOT,
        "power          %d caught, a rate of at least %.4g%n",
        calibration.caught(),
        calibration.powerBound(BOUND_LEVEL));
    out.println("bounds hold with confidence 0.99 (Clopper and Pearson)");
  }

  static void plot(Path file, String observable, LimitOutcome outcome, Optional<Double> limit)
      throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    List<WidthPoint> ladder =
        outcome.ladder().stream()
            .map(
                row ->
                    new WidthPoint(
                        row.width(),
                        row.samples(),
                        row.mean(),
                        row.interval().lower(),
                        row.interval().upper()))
            .toList();
    Files.writeString(
        file, ConvergencePlot.means(observable, "M", ladder, limit.orElse(Double.NaN)));
  }

  private static String interval(double lower, double upper) {
    return String.format(Locale.ROOT, "[%.7g, %.7g]", lower, upper);
  }
}
