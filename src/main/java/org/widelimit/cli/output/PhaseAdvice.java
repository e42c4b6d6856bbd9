package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.meanfield.CriticalLine;
import org.widelimit.meanfield.Initialization;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.meanfield.PhasePoint;
import org.widelimit.numeric.Bounded;

/** What to initialize with, in words, in numbers and in PyTorch's terms. */
final class PhaseAdvice {

  private final Activation activation;
  private final Initialization found;
  private final double sigmaB2;

  PhaseAdvice(Activation activation, Initialization found, double sigmaB2) {
    this.activation = activation;
    this.found = found;
    this.sigmaB2 = sigmaB2;
  }

  private List<String> lines(int depth) {
    List<String> lines = new ArrayList<>();
    lines.add("advice for " + depth + " layers");
    found.recommended().ifPresent(point -> take(point, depth, lines));
    if (found.recommended().isEmpty()) {
      lines.add("  at sigmaB2 = " + sigmaB2 + " " + whyNone());
      found.onset().ifPresent(point -> onset(point, lines));
      found.elsewhere().ifPresent(point -> elsewhere(point, lines));
      found.nearest().ifPresent(settled -> nearest(settled, depth, lines));
      if (found.elsewhere().isEmpty() && found.nearest().isEmpty()) {
        lines.add("  no initialization keeps gradients: normalize the layers or add skips");
      }
    }
    return lines;
  }

  private void take(CriticalLine.Point point, int depth, List<String> lines) {
    lines.add(
        "  take sigmaW2 = %s, sigmaB2 = %s: on the edge of chaos %s"
            .formatted(Words.number(point.sigmaW2()), sigmaB2, Words.of(found.law())));
    lines.addAll(InitializationCode.lines(point.sigmaW2(), sigmaB2));
    found
        .window()
        .lower()
        .ifPresent(weight -> lines.add(outside("below", weight, "shrink", depth)));
    found.window().upper().ifPresent(weight -> lines.add(outside("above", weight, "grow", depth)));
  }

  private static String outside(String side, Bounded weight, String change, int depth) {
    return "  %s sigmaW2 = %s gradients %s by more than e^%.0f over %d layers"
        .formatted(side, Words.number(weight), change, PhasePoint.TRAINABLE_SCALES, depth);
  }

  private String whyNone() {
    if (found.critical().isEmpty()) {
      return "no sigmaW2 is critical";
    }
    return "no critical initialization holds: the length map repels its length, so the layers"
        + " leave it";
  }

  private static void onset(CriticalLine.Point point, List<String> lines) {
    lines.add(
        "  along the critical line lengths begin to attract at sigmaB2 = %s, sigmaW2 = %s, q* = %s"
            .formatted(
                Words.number(point.sigmaB2()),
                Words.number(point.sigmaW2()),
                point.length().map(Words::number).orElse("any")));
  }

  private static void elsewhere(CriticalLine.Point point, List<String> lines) {
    lines.add(
        "  take sigmaB2 = %s, sigmaW2 = %s instead: critical and attracting"
            .formatted(point.sigmaB2().value(), Words.number(point.sigmaW2())));
    lines.addAll(InitializationCode.lines(point.sigmaW2(), point.sigmaB2().value()));
  }

  private void nearest(Initialization.Settled settled, int depth, List<String> lines) {
    Bounded scale = settled.gradientScale();
    lines.add(
        "  or stay at sigmaB2 = %s with sigmaW2 = %s: q* = %s attracts, chi_1 = %s"
            .formatted(
                sigmaB2,
                Words.number(settled.sigmaW2()),
                Words.number(settled.length()),
                Words.number(settled.chi())));
    lines.addAll(InitializationCode.lines(settled.sigmaW2(), sigmaB2));
    double reach = PhasePoint.TRAINABLE_SCALES * Math.abs(scale.value());
    lines.add(
        "  there gradients %s by e over %s layers, by more than e^%.0f over %d%s"
            .formatted(
                scale.value() > 0 ? "shrink" : "grow",
                Words.number(scale.value() > 0 ? scale : scale.times(-1)),
                PhasePoint.TRAINABLE_SCALES,
                (long) Math.ceil(Math.min(reach, 1e15)),
                reach < depth ? ": too few for this depth" : ""));
  }

  /** Returns how a network goes through its layers that follows the advice. */
  private List<String> layers(int depth, ObjectNode node) {
    Optional<CriticalLine.Point> point = found.recommended().or(found::elsewhere);
    return point
        .map(
            chosen ->
                new LayerReport(
                        MeanFieldMaps.of(
                            activation, chosen.sigmaW2().value(), chosen.sigmaB2().value()),
                        depth,
                        chosen.length())
                    .write(node))
        .orElse(List.of());
  }

  /** Returns the advice and writes it into a tree as well. */
  List<String> write(int depth, ObjectNode tree) {
    List<String> lines = new ArrayList<>(lines(depth));
    ObjectNode node = tree.putObject("initialization");
    lines.addAll(layers(depth, node));
    ArrayNode words = tree.putArray("advice");
    lines.forEach(words::add);
    node.put("gradientLaw", found.law().kind().name());
    found.law().power().ifPresent(power -> Words.put("gradientPower", power, node));
    node.put("depth", depth).put("sigmaB2", sigmaB2);
    found.recommended().ifPresent(point -> point(point, node.putObject("recommended")));
    found.window().lower().ifPresent(weight -> Words.put("lowestSigmaW2", weight, node));
    found.window().upper().ifPresent(weight -> Words.put("highestSigmaW2", weight, node));
    found.onset().ifPresent(point -> point(point, node.putObject("onsetOfAttraction")));
    found.elsewhere().ifPresent(point -> point(point, node.putObject("elsewhere")));
    found.nearest().ifPresent(settled -> settled(settled, node.putObject("nearest")));
    return lines;
  }

  private void settled(Initialization.Settled settled, ObjectNode node) {
    Words.put("sigmaW2", settled.sigmaW2(), node);
    Words.put("length", settled.length(), node);
    Words.put("chi", settled.chi(), node);
    Words.put("lengthSlope", settled.lengthSlope(), node);
    Words.put("gradientScale", settled.gradientScale(), node);
    InitializationCode.write(settled.sigmaW2(), sigmaB2, node);
  }

  /** Writes a point of the critical line. */
  static void point(CriticalLine.Point point, ObjectNode node) {
    Words.put("sigmaW2", point.sigmaW2(), node);
    Words.put("sigmaB2", point.sigmaB2(), node);
    Optional<Bounded> length = point.length();
    if (length.isPresent()) {
      Words.put("length", length.get(), node);
    } else {
      node.put("everyLength", true);
    }
    Words.put("lengthSlope", point.lengthSlope(), node);
    node.put("attraction", point.attraction().name());
    node.put("attracting", point.attraction().holds());
    InitializationCode.write(point.sigmaW2(), point.sigmaB2().value(), node);
  }
}
