package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.widelimit.report.plot.ConvergencePlot;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.LadderRow;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.verdict.Evidence.WidthPoint;

/** Writes what a simulation measured into files. */
public final class SimulationFiles {

  private SimulationFiles() {}

  /** Writes a table with a head line, one line a width and number, in full precision. */
  public static void csv(Path file, SimulationResult result) throws IOException {
    StringBuilder text = new StringBuilder("width,rank,samples,mean,lower,upper,sd\n");
    for (SimulationResult.Row row : result.rows()) {
      LadderRow seen = row.summary();
      text.append(seen.width()).append(',').append(row.rank()).append(',');
      text.append(seen.samples()).append(',').append(seen.mean()).append(',');
      text.append(seen.interval().lower()).append(',').append(seen.interval().upper());
      text.append(',').append(seen.standardDeviation()).append('\n');
    }
    write(file, text.toString());
  }

  /**
   * Writes everything as JSON. A number that is not finite is {@code null}.
   *
   * @param settings what was asked for, by name
   */
  public static void json(Path file, SimulationResult result, Map<String, Object> settings)
      throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("widelimit", Verifier.VERSION);
    root.put("observable", result.observable());
    ObjectNode asked = root.putObject("settings");
    settings.forEach((name, value) -> asked.putPOJO(name, value));
    ArrayNode ladder = root.putArray("ladder");
    for (SimulationResult.Row row : result.rows()) {
      ObjectNode node = ladder.addObject();
      node.put("width", row.summary().width());
      if (result.isSpectrum()) {
        node.put("rank", row.rank());
      }
      node.put("samples", row.summary().samples());
      number(node, "mean", row.summary().mean());
      interval(node, row.summary().interval());
      number(node, "sd", row.summary().standardDeviation());
    }
    if (result.outcome().isPresent()) {
      outcome(root, result.outcome().get(), result.theory().isPresent());
    } else {
      root.put("complete", result.isSpectrum());
    }
    result.theory().ifPresent(theory -> number(root, "theory", theory));
    write(file, root.toPrettyString() + "\n");
  }

  private static void outcome(ObjectNode root, LimitOutcome outcome, boolean tested) {
    root.put("complete", true);
    ObjectNode limit = root.putObject("limit");
    interval(limit, outcome.interval());
    number(limit, "truncation", outcome.truncation());
    outcome.fluctuationExponent().ifPresent(r -> interval(root.putObject("fluctuations"), r));
    if (tested) {
      root.put("decision", outcome.decision().name());
      root.put("reason", outcome.reason());
      root.put("looks", outcome.looks());
      number(root, "smallestDetectable", outcome.smallestDetectable());
      number(root, "level", outcome.level());
    }
  }

  private static void interval(ObjectNode node, ConfidenceInterval interval) {
    number(node, "lower", interval.lower());
    number(node, "upper", interval.upper());
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /** Draws the means with their confidence band against the width, and the limit. */
  public static void plot(Path file, SimulationResult result) throws IOException {
    List<WidthPoint> ladder =
        result.rows().stream().map(SimulationResult.Row::summary).map(WidthPoint::of).toList();
    write(
        file,
        ConvergencePlot.means(
            result.observable(), "M", ladder, result.theory().orElse(Double.NaN)));
  }

  /** Writes text, and makes the folder it belongs into. */
  public static void write(Path file, String text) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }
}
