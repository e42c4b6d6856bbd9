package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.meanfield.LayerTable;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.numeric.Bounded;

/** How lengths, correlations and gradients go through the layers, as lines and as JSON. */
final class LayerReport {

  /** A length that differs from the fixed point by more than this part of it is not there yet. */
  private static final double ARRIVED = 0.1;

  private final MeanFieldMaps maps;
  private final int depth;
  private final Optional<Bounded> length;

  /**
   * Prepares the report.
   *
   * @param maps the initialization
   * @param depth the number of layers
   * @param length the fixed point that it is chosen for; empty if every length is one or none
   */
  LayerReport(MeanFieldMaps maps, int depth, Optional<Bounded> length) {
    this.maps = maps;
    this.depth = depth;
    this.length = length;
  }

  /** Returns the lines and writes the same into a tree. */
  List<String> write(ObjectNode tree) {
    List<String> lines = new ArrayList<>();
    Optional<LayerTable> plain = table(maps.sigmaW2());
    if (plain.isEmpty()) {
      lines.add(
          "  the numbers of %d layers cannot be computed: an expectation ends".formatted(depth));
      return lines;
    }
    lines.add(
        "  two inputs of mean square 1 and correlation 1/2 (squared gradients at layer 1 over those"
            + " at this layer):");
    rows(plain.get(), "layers", lines, tree);
    length.ifPresent(fixed -> scaled(fixed, plain.get(), lines, tree));
    return lines;
  }

  private void scaled(Bounded fixed, LayerTable plain, List<String> lines, ObjectNode tree) {
    Bounded reached = plain.last().length();
    boolean arrived =
        Math.abs(reached.value() - fixed.value()) <= ARRIVED * Math.abs(fixed.value());
    Optional<Bounded> factor = LayerTable.firstLayerFactor(maps, fixed);
    if (factor.isEmpty()) {
      if (!arrived) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  after %d layers the length is %.4g, on its way to q* = %.4g",
                depth,
                reached.value(),
                fixed.value()));
      }
      return;
    }
    Words.put("firstLayerFactor", factor.get(), tree);
    tree.put("lengthReached", arrived);
    lines.add(
        String.format(
            Locale.ROOT,
            "  after %d layers the length is %.4g%s q* = %.4g: multiply the first layer's weights"
                + " by %s, and it is there from the first layer on",
            depth,
            reached.value(),
            arrived ? ", near" : " and has not come to",
            fixed.value(),
            Words.number(factor.get())));
    Bounded first = factor.get().times(factor.get()).times(maps.sigmaW2());
    table(first.value())
        .ifPresent(
            table -> {
              lines.add("  with the first layer so scaled:");
              rows(table, "layersFromFixedPoint", lines, tree);
            });
  }

  private Optional<LayerTable> table(double firstSigmaW2) {
    try {
      return Optional.of(LayerTable.of(maps, firstSigmaW2, depth));
    } catch (IllegalArgumentException | ArithmeticException ends) {
      return Optional.empty();
    }
  }

  private static void rows(LayerTable table, String key, List<String> lines, ObjectNode tree) {
    lines.add("    layer   length q       1 - correlation   squared gradient");
    ArrayNode array = tree.putArray(key);
    for (LayerTable.Row row : table.rows()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "    %5d   %-12.6g   %-15.6g   %.6g",
              row.depth(),
              row.length().value(),
              row.defect().value(),
              row.gradient().value()));
      ObjectNode node = array.addObject().put("depth", row.depth());
      Words.put("length", row.length(), node);
      Words.put("correlationDefect", row.defect(), node);
      Words.put("gradient", row.gradient(), node);
    }
  }
}
