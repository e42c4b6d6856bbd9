package org.widelimit.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;

/** The theorems of a run that use each other, drawn in layers from what uses none. */
final class DependencyGraph {

  private static final int WIDTH = 200;
  private static final int HEIGHT = 34;
  private static final int COLUMN = 250;
  private static final int ROW = 48;

  private DependencyGraph() {}

  /** Returns the figure, or nothing if no theorem uses another. */
  static String of(RunResult run) {
    Map<String, Theorem> theorems = new LinkedHashMap<>();
    for (TheoremResult result : run.theorems()) {
      result.theorem().ifPresent(theorem -> theorems.put(theorem.id(), theorem));
    }
    Set<String> drawn = new LinkedHashSet<>();
    theorems.forEach(
        (id, theorem) ->
            theorem.uses().stream()
                .filter(theorems::containsKey)
                .filter(used -> !used.equals(id))
                .forEach(
                    used -> {
                      drawn.add(used);
                      drawn.add(id);
                    }));
    if (drawn.isEmpty()) {
      return "";
    }
    Map<Integer, List<String>> layers = new LinkedHashMap<>();
    Map<String, int[]> places = new HashMap<>();
    Map<String, Integer> known = new HashMap<>();
    int rows = 0;
    int columns = 0;
    for (String id : drawn) {
      int layer = layer(id, theorems, known);
      List<String> column = layers.computeIfAbsent(layer, key -> new ArrayList<>());
      places.put(id, new int[] {layer * COLUMN + 4, column.size() * ROW + 4});
      column.add(id);
      rows = Math.max(rows, column.size());
      columns = Math.max(columns, layer + 1);
    }
    StringBuilder svg = new StringBuilder();
    int width = (columns - 1) * COLUMN + WIDTH + 8;
    int height = (rows - 1) * ROW + HEIGHT + 8;
    svg.append(
        String.format(
            Locale.ROOT,
            "<h2 style=\"margin-top:2rem\">What builds on what</h2>%n<figure class=\"scroll\"><svg"
                + " viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"Graph of the theorems that use each other\" fill=\"none\""
                + " stroke=\"currentColor\" font-family=\"system-ui, sans-serif\""
                + " font-size=\"13\">%n",
            width,
            height,
            width,
            height));
    for (String id : drawn) {
      for (String used : theorems.get(id).uses()) {
        if (places.containsKey(used) && !used.equals(id)) {
          edge(svg, places.get(used), places.get(id));
        }
      }
    }
    for (String id : drawn) {
      node(svg, id, places.get(id));
    }
    return svg.append("</svg></figure>\n").toString();
  }

  /** The longest way down; a cycle is cut where it closes. */
  private static int layer(String id, Map<String, Theorem> theorems, Map<String, Integer> known) {
    Integer before = known.putIfAbsent(id, 0);
    if (before != null) {
      return before;
    }
    int layer = 0;
    for (String used : theorems.get(id).uses()) {
      if (theorems.containsKey(used)) {
        layer = Math.max(layer, 1 + layer(used, theorems, known));
      }
    }
    known.put(id, layer);
    return layer;
  }

  private static void edge(StringBuilder svg, int[] from, int[] to) {
    int x1 = from[0] + WIDTH;
    int y1 = from[1] + HEIGHT / 2;
    int x2 = to[0];
    int y2 = to[1] + HEIGHT / 2;
    int bend = (x2 - x1) / 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%d %dC%d %d %d %d %d %d\" opacity=\"0.55\"/><circle cx=\"%d\" cy=\"%d\""
                + " r=\"3\" fill=\"currentColor\" stroke=\"none\"/>%n",
            x1,
            y1,
            x1 + bend,
            y1,
            x2 - bend,
            y2,
            x2,
            y2,
            x2,
            y2));
  }

  private static void node(StringBuilder svg, String id, int[] place) {
    String shown = id.length() > 28 ? id.substring(0, 27) + "\u2026" : id;
    svg.append(
        String.format(
            Locale.ROOT,
            "<a href=\"#%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/><text"
                + " x=\"%d\" y=\"%d\" stroke=\"none\">%s</text></a>%n",
            Escape.html(Anchors.theorem(id)),
            place[0],
            place[1],
            WIDTH,
            HEIGHT,
            place[0] + 10,
            place[1] + 22,
            Escape.html(shown)));
  }
}
