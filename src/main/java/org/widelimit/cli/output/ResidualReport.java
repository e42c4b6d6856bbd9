package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.widelimit.meanfield.ResidualLaws;
import org.widelimit.meanfield.ResidualPoint;
import org.widelimit.numeric.Bounded;

/** What {@code phase --residual} found, as lines of text and as JSON side by side. */
public final class ResidualReport {

  private ResidualReport() {}

  /** Adds a residual network to a report. */
  public static void write(ResidualPoint point, PhaseReport report) {
    double sigmaW2 = point.maps().sigmaW2();
    double sigmaB2 = point.maps().sigmaB2();
    ObjectNode node = report.json().putObject("residual");
    node.put("sigmaW2", sigmaW2).put("sigmaB2", sigmaB2);
    node.put("fixedLengths", point.fixedPoints().name());
    report.say("");
    report.say(
        "residual network of blocks u + W phi(u) + b at sigmaW2 = %s, sigmaB2 = %s"
            .formatted(sigmaW2, sigmaB2));
    report.say("  " + fixedLengths(point));
    report.say(
        "  chi_1 = 1 + sigmaW2 E[phi'^2]: a block never shrinks gradients, so there is no ordered"
            + " phase and no critical point");
    laws(point.laws(), report, node);
    report.say("  two inputs of mean square 1 and correlation 1/2:");
    ArrayNode layers = node.putArray("layers");
    for (ResidualPoint.Block block : point.layers()) {
      report.say("  after %d %s".formatted(block.depth(), block.depth() == 1 ? "block" : "blocks"));
      ObjectNode layer = layers.addObject().put("depth", block.depth());
      number("    q              ", "length", block.length(), report, layer);
      number("    1 - c          ", "correlationDefect", block.defect(), report, layer);
      number("    gradient growth", "gradientGrowth", block.gradient(), report, layer);
    }
  }

  private static void number(
      String label, String key, Bounded value, PhaseReport report, ObjectNode node) {
    report.say(label + " = " + Words.number(value));
    Words.put(key, value, node);
  }

  private static String fixedLengths(ResidualPoint point) {
    return switch (point.fixedPoints()) {
      case NONE ->
          "length map: no fixed point; every block adds sigmaW2 E[phi^2] + sigmaB2, so lengths"
              + " grow";
      case ZERO -> "length map: no fixed point but 0; every other length grows";
      case ALL -> "length map: every length is a fixed point, as the branch is zero";
    };
  }

  private static void laws(ResidualLaws laws, PhaseReport report, ObjectNode tree) {
    ObjectNode node = tree.putObject("laws");
    node.put("growth", laws.growth().name());
    laws.lengthRate().ifPresent(rate -> Words.put("lengthRate", rate, node));
    laws.gradientRate().ifPresent(rate -> Words.put("gradientRate", rate, node));
    laws.correlation().ifPresent(value -> Words.put("correlation", value, node));
    laws.exponent().ifPresent(value -> Words.put("correlationExponent", value, node));
    laws.coefficient().ifPresent(value -> Words.put("correlationCoefficient", value, node));
    switch (laws.growth()) {
      case LINEAR -> linear(laws, report);
      case EXPONENTIAL -> exponential(laws, report);
      case UNKNOWN ->
          report.say("  law: none claimed, as phi has neither limits nor slopes at infinity");
    }
  }

  private static void linear(ResidualLaws laws, PhaseReport report) {
    laws.lengthRate()
        .ifPresent(rate -> report.say("  law: q ~ a depth, a = " + Words.number(rate)));
    laws.gradientRate()
        .ifPresent(
            rate ->
                report.say(
                    Double.isInfinite(rate.value())
                        ? "  law: gradients are infinite, as phi has a jump"
                        : "  law: log of squared gradients ~ g sqrt(depth), g = "
                            + Words.number(rate)
                            + " (extrapolated)"));
    laws.correlation().ifPresent(c -> report.say("  law: c -> " + Words.number(c)));
    laws.exponent()
        .ifPresent(
            power ->
                report.say(
                    "  law: its distance falls like depth^-s, no exponential: s = "
                        + Words.number(power)));
  }

  private static void exponential(ResidualLaws laws, PhaseReport report) {
    laws.lengthRate()
        .ifPresent(
            rate ->
                report.say(
                    "  law: a block multiplies q and squared gradients in the end by "
                        + Words.number(rate)));
    if (laws.coefficient().isPresent()) {
      report.say(
          "  law: 1 - c ~ k/depth^2, no exponential: k = "
              + Words.number(laws.coefficient().get()));
    } else {
      report.say("  law: correlations stop changing, as phi is a line at infinity");
    }
  }
}
