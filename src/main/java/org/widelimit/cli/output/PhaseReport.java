package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.meanfield.CorrelationFixedPoints;
import org.widelimit.meanfield.CriticalLine;
import org.widelimit.meanfield.DepthScales;
import org.widelimit.meanfield.FixedPoint;
import org.widelimit.meanfield.Initialization;
import org.widelimit.meanfield.LengthFixedPoints;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.meanfield.PhasePoint;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Stretch;

/** What {@code phase} found, as lines of text and as JSON side by side. */
public final class PhaseReport {

  private final Activation activation;
  private final List<String> lines = new ArrayList<>();
  private final ObjectNode tree = JsonNodeFactory.instance.objectNode();

  public PhaseReport(Activation activation) {
    this.activation = activation;
    String formula = WolframWriter.write(activation.expression());
    lines.add("activation  " + activation.name() + ":  phi(x) = " + formula);
    tree.put("activation", activation.name());
    tree.put("formula", formula);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  void say(String line) {
    lines.add(line);
  }

  public ObjectNode json() {
    return tree;
  }

  public void criticalLine(double sigmaB2, CriticalLine.Found found) {
    List<CriticalLine.Point> points = found.points();
    lines.add("");
    lines.add("critical initialization (chi_1 = 1) at sigmaB2 = " + sigmaB2);
    ArrayNode array = tree.putArray("critical");
    if (points.isEmpty()) {
      lines.add("  none: chi_1 = 1 at no length the network could keep");
      tree.put("criticalReason", "chi_1 = 1 at no fixed point of the length map");
    }
    undecided("whether chi_1 = 1", found.undecided(), tree);
    for (CriticalLine.Point point : points) {
      PhaseAdvice.point(point, array.addObject());
      lines.add("  sigmaW2  = " + Words.number(point.sigmaW2()));
      lines.add(
          point
              .length()
              .map(length -> "  q*       = " + Words.number(length))
              .orElse("  q*         every length is a fixed point"));
      switch (point.attraction()) {
        case ATTRACTING, EVERY_LENGTH ->
            lines.add("             networks keep it: see the advice below");
        case MARGINAL ->
            lines.add(
                "             lengths approach it from one side only: do not initialize here");
        case REPELLING ->
            lines.add(
                "             repelling, as the length map's slope is "
                    + Words.number(point.lengthSlope())
                    + ": do not initialize here");
      }
    }
  }

  /** Says what the fixed points and the critical line are in closed form, with their authors. */
  public void closedForms(KernelDerivation derivation) {
    if (derivation.lines().isEmpty()) {
      return;
    }
    ArrayNode array = tree.putArray("closedForms");
    for (KernelDerivation.Line line : derivation.lines()) {
      String equation =
          WolframWriter.write(line.left()) + " == " + WolframWriter.write(line.right());
      String credit =
          line.steps().stream()
              .map(ProofStep::credit)
              .filter(words -> !words.isEmpty())
              .findFirst()
              .orElse("");
      if (!line.name().equals("criticality")) {
        lines.add(
            "  " + line.title() + ": " + equation + (credit.isEmpty() ? "" : " (" + credit + ")"));
        array
            .addObject()
            .put("title", line.title())
            .put("equation", equation)
            .put("note", line.note())
            .put("credit", credit);
      }
    }
  }

  /** Says where a search could not tell whether there is something to be found. */
  private void undecided(String what, List<Stretch> stretches, ObjectNode node) {
    if (stretches.isEmpty()) {
      return;
    }
    ArrayNode array = node.putArray("undecided");
    for (Stretch stretch : stretches) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  undecided %s between q = %.6g and %.6g: closer than 25 digits can tell",
              what,
              stretch.lower(),
              stretch.upper()));
      array.addObject().put("lower", stretch.lower()).put("upper", stretch.upper());
    }
  }

  public void point(PhasePoint point) {
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
    point.scales().ifPresent(scales -> scales(point, scales, node));
    Bounded trainable = point.trainableDepth();
    lines.add(
        point.scales().isEmpty()
            ? "  not trainable at depth: no layer keeps a length"
            : "  trainable to about " + Words.depth(trainable) + " (6 correlation depth scales)");
    Words.put("trainableDepth", trainable, node);
    node.put("gradientLaw", point.law().kind().name());
    point.law().power().ifPresent(power -> Words.put("gradientPower", power, node));
    lines.addAll(InitializationCode.lines(Bounded.exact(maps.sigmaW2()), maps.sigmaB2()));
    InitializationCode.write(Bounded.exact(maps.sigmaW2()), maps.sigmaB2(), node);
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
    undecided("whether there is a fixed point", found.undecided(), lengths);
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
    boolean attracts = point.attracts();
    String basin =
        attracts
            ? ", attracts from %s to %s%s"
                .formatted(
                    end(point.basinLower()),
                    end(point.basinUpper()),
                    point.reachedFromElsewhere()
                        ? ", and from some beyond another fixed point"
                        : "")
            : "";
    lines.add(
        "  %s: %s = %s, slope %s, %s%s"
            .formatted(
                map,
                name,
                Words.number(point.value()),
                Words.number(point.slope()),
                point.stability().name().toLowerCase(Locale.ROOT),
                basin));
    Words.put("value", point.value(), node);
    Words.put("slope", point.slope(), node);
    node.put("stability", point.stability().name());
    if (attracts) {
      ObjectNode ends = node.putObject("basin");
      Words.put("lower", point.basinLower(), ends);
      Words.put("upper", point.basinUpper(), ends);
      ends.put("isInterval", !point.reachedFromElsewhere());
    }
  }

  /**
   * An end of a basin is a fixed point, printed beside it with its bound, or an end of the axis.
   */
  private static String end(Bounded end) {
    return Double.isInfinite(end.value())
        ? "infinity"
        : String.format(Locale.ROOT, "%.6g", end.value());
  }

  private void scales(PhasePoint point, DepthScales scales, ObjectNode node) {
    ObjectNode object = node.putObject("depthScales");
    double keepRate = point.maps().keepRate();
    scale("xi_q     ", "length", scales.length(), Optional.empty(), object);
    scale("xi_c     ", "correlation", scales.correlation(), point.correlationSlope(), object);
    scale(
        "xi_grad  ",
        "gradient",
        scales.gradient(),
        point.chi().map(chi -> chi.times(1 / keepRate)),
        object);
  }

  /** A scale that is infinite to within the slope's error is at least what that error allows. */
  private void scale(
      String label, String key, Bounded scale, Optional<Bounded> slope, ObjectNode node) {
    boolean open = Double.isInfinite(scale.value()) && slope.map(s -> s.error() > 0).orElse(false);
    if (!open) {
      number(label, key, Optional.of(scale), node);
      return;
    }
    double least = DepthScales.atLeast(slope.orElseThrow());
    lines.add(String.format(Locale.ROOT, "  %s= infinite, or more than %.2g", label, 0.99 * least));
    Words.put(key, scale, node);
    node.put(key + "AtLeast", least);
  }

  public void advice(int depth, double sigmaB2) {
    PhaseAdvice advice =
        new PhaseAdvice(activation, Initialization.of(activation, depth, sigmaB2), sigmaB2);
    lines.add("");
    lines.addAll(advice.write(depth, tree));
  }

  /** Adds how a network of a depth goes through its layers at a point. */
  public void layers(PhasePoint point, int depth) {
    lines.addAll(
        new LayerReport(
                point.maps(),
                depth,
                point.lengths().everyLength() ? Optional.empty() : point.length())
            .write((ObjectNode) tree.get("point")));
  }

  public void plotted(Path file) {
    lines.add("");
    lines.add("phase diagram written to " + file);
    tree.put("plot", file.toString());
  }

  public void divergence(String reason) {
    lines.add("");
    lines.add("no mean-field limit: " + reason);
    tree.put("divergence", reason);
  }

  private void number(String label, String key, Optional<Bounded> value, ObjectNode node) {
    value.ifPresent(
        number -> {
          lines.add("  " + label + "= " + Words.number(number));
          Words.put(key, number, node);
        });
  }
}
