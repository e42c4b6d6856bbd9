package org.widelimit.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.algebra.WolframWriter;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Bounded;
import org.widelimit.meanfield.CorrelationFixedPoints;
import org.widelimit.meanfield.CriticalLine;
import org.widelimit.meanfield.DepthScales;
import org.widelimit.meanfield.FixedPoint;
import org.widelimit.meanfield.LengthFixedPoints;
import org.widelimit.meanfield.PhasePoint;
import org.widelimit.network.MeanFieldMaps;

/** What {@code phase} found, as lines of text and as JSON side by side. */
final class PhaseReport {

  private final Activation activation;
  private final List<String> lines = new ArrayList<>();
  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

  PhaseReport(Activation activation) {
    this.activation = activation;
    String formula = WolframWriter.write(activation.expression());
    lines.add("activation  " + activation.name() + ":  phi(x) = " + formula);
    tree.put("activation", activation.name());
    tree.put("formula", formula);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  ObjectNode json() {
    return tree;
  }

  void criticalLine(double sigmaB2, List<CriticalLine.Point> points) {
    lines.add("");
    lines.add("critical initialization (chi_1 = 1) at sigmaB2 = " + sigmaB2);
    ArrayNode array = tree.putArray("critical");
    if (points.isEmpty()) {
      lines.add("  none: chi_1 = 1 at no length the network could keep");
      tree.put("criticalReason", "chi_1 = 1 at no fixed point of the length map");
    }
    for (CriticalLine.Point point : points) {
      ObjectNode node = array.addObject();
      put("sigmaW2", point.sigmaW2(), node);
      lines.add("  sigmaW2  = " + text(point.sigmaW2()));
      if (point.length().isEmpty()) {
        lines.add("  q*         every length is a fixed point");
        node.put("everyLength", true);
      } else {
        Bounded length = point.length().get();
        lines.add("  q*       = " + text(length));
        put("length", length, node);
        Bounded slope =
            MeanFieldMaps.of(activation, point.sigmaW2().value(), sigmaB2)
                .lengthSlope(length.value());
        boolean attracts = Math.abs(slope.value()) <= 1 + slope.error();
        node.put("attracting", attracts);
        put("lengthSlope", slope, node);
        if (!attracts) {
          lines.add("             not attracting: the length map's slope is " + text(slope));
        }
      }
      pytorch(point.sigmaW2().value(), sigmaB2, node);
    }
  }

  private void pytorch(double sigmaW2, double sigmaB2, ObjectNode node) {
    double gain = Math.sqrt(sigmaW2);
    double bias = Math.sqrt(sigmaB2);
    lines.add(
        String.format(
            Locale.ROOT,
            "  PyTorch:   gain = %.15g; nn.init.normal_(w, std=gain / math.sqrt(fan_in));%s",
            gain,
            bias == 0
                ? " nn.init.zeros_(b)"
                : String.format(Locale.ROOT, " nn.init.normal_(b, std=%.15g)", bias)));
    node.putObject("pytorch").put("gain", gain).put("biasStandardDeviation", bias);
  }

  void point(PhasePoint point) {
    ObjectNode node = tree.putObject("point");
    MeanFieldMaps maps = point.maps();
    lines.add("");
    lines.add(
        "at sigmaW2 = %s, sigmaB2 = %s%s: %s"
            .formatted(
                maps.sigmaW2(),
                maps.sigmaB2(),
                maps.keepRate() < 1 ? ", dropout with keep rate " + maps.keepRate() : "",
                Words.of(point)));
    node.put("sigmaW2", maps.sigmaW2())
        .put("sigmaB2", maps.sigmaB2())
        .put("keepRate", maps.keepRate())
        .put("phase", point.phase().name())
        .put("words", Words.of(point));
    lengths(point.lengths(), node);
    number("q*       ", "length", point.length(), node);
    number("chi_1    ", "chi", point.chi(), node);
    point.correlations().ifPresent(found -> correlations(found, node));
    number("chi_c*   ", "correlationSlope", point.correlationSlope(), node);
    point.scales().ifPresent(scales -> scales(scales, node));
    double trainable = point.trainableDepth();
    lines.add("  trainable to about " + Words.depth(trainable) + " (6 correlation depth scales)");
    node.put("trainableDepth", Double.isInfinite(trainable) ? -1 : trainable);
    node.put("trainableDepthUnlimited", Double.isInfinite(trainable));
  }

  private void lengths(LengthFixedPoints found, ObjectNode node) {
    ObjectNode lengths = node.putObject("lengthMap");
    lengths.put("everyLength", found.everyLength()).put("grows", found.grows());
    found.divergence().ifPresent(reason -> lengths.put("divergence", reason));
    found.divergence().ifPresent(reason -> lines.add("  the length map ends: " + reason));
    if (found.everyLength()) {
      lines.add("  length map: every length is a fixed point; q = 1 below");
    } else if (found.points().isEmpty()) {
      lines.add("  length map: no fixed point" + (found.grows() ? "; lengths grow" : ""));
    }
    ArrayNode array = lengths.putArray("fixedPoints");
    for (FixedPoint point : found.points()) {
      fixedPoint("length map", "q", point, array.addObject());
    }
  }

  private void correlations(CorrelationFixedPoints found, ObjectNode node) {
    ObjectNode correlations = node.putObject("correlationMap");
    correlations.put("everyCorrelation", found.everyCorrelation());
    if (found.everyCorrelation()) {
      lines.add("  correlation map: every correlation is a fixed point");
    }
    ArrayNode array = correlations.putArray("fixedPoints");
    for (FixedPoint point : found.points()) {
      fixedPoint("correlation map", "c", point, array.addObject());
    }
  }

  private void fixedPoint(String map, String name, FixedPoint point, ObjectNode node) {
    boolean attracts = point.basinLower() < point.basinUpper();
    String basin =
        attracts
            ? String.format(
                Locale.ROOT, ", attracts (%.6g, %.6g)", point.basinLower(), point.basinUpper())
            : "";
    lines.add(
        "  %s: %s = %s, slope %s, %s%s"
            .formatted(
                map,
                name,
                text(point.value()),
                text(point.slope()),
                point.stability().name().toLowerCase(Locale.ROOT),
                basin));
    put("value", point.value(), node);
    put("slope", point.slope(), node);
    node.put("stability", point.stability().name());
    if (attracts) {
      node.putArray("basin")
          .add(Words.json(point.basinLower()))
          .add(Words.json(point.basinUpper()));
    }
  }

  private void scales(DepthScales scales, ObjectNode node) {
    ObjectNode object = node.putObject("depthScales");
    number("xi_q     ", "length", Optional.of(scales.length()), object);
    number("xi_c     ", "correlation", Optional.of(scales.correlation()), object);
    number("xi_grad  ", "gradient", Optional.of(scales.gradient()), object);
  }

  void advice(int depth, double sigmaB2) {
    List<String> advice = Words.advice(activation, depth, sigmaB2);
    lines.add("");
    lines.addAll(advice);
    ArrayNode array = tree.putArray("advice");
    advice.forEach(array::add);
  }

  void plotted(Path file) {
    lines.add("");
    lines.add("phase diagram written to " + file);
    tree.put("plot", file.toString());
  }

  void divergence(String reason) {
    lines.add("");
    lines.add("no mean-field limit: " + reason);
    tree.put("divergence", reason);
  }

  private void number(String label, String key, Optional<Bounded> value, ObjectNode node) {
    value.ifPresent(
        number -> {
          lines.add("  " + label + "= " + text(number));
          put(key, number, node);
        });
  }

  private static void put(String key, Bounded value, ObjectNode node) {
    ObjectNode object = node.putObject(key);
    object.set("value", Words.json(value.value()));
    object.set("error", Words.json(value.error()));
  }

  private static String text(Bounded number) {
    return Words.number(number);
  }
}
