package org.widelimit.report.html;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.widelimit.report.html.LayeredGraph.Place;
import org.widelimit.report.text.Anchors;
import org.widelimit.report.text.Escape;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.Verdict;

/** The theorems of a run that use each other, drawn in layers from what uses none. */
final class DependencyGraph {

  private static final int WIDTH = 186;
  private static final int HEIGHT = 26;
  private static final int COLUMN = 212;
  private static final int ROW = 36;
  private static final int LONGEST = 27;

  private DependencyGraph() {}

  /** Returns the figure, or nothing if no theorem uses another. */
  static String of(RunResult run) {
    Map<String, List<String>> uses = new LinkedHashMap<>();
    Map<String, Verdict> weakest = new HashMap<>();
    for (TheoremResult result : run.theorems()) {
      result.theorem().ifPresent(theorem -> uses.put(theorem.id(), theorem.uses()));
      HtmlTheorem.weakest(result).ifPresent(verdict -> weakest.put(result.id(), verdict));
    }
    LayeredGraph graph = new LayeredGraph(uses);
    if (graph.vertices().isEmpty()) {
      return "";
    }
    int width = 0;
    int height = 0;
    StringBuilder shapes = new StringBuilder();
    for (List<Place> edge : graph.edges()) {
      edge(shapes, edge);
      for (Place place : edge) {
        width = Math.max(width, place.layer() * COLUMN + WIDTH + 8);
        height = Math.max(height, place.row() * ROW + HEIGHT + 8);
      }
    }
    graph
        .vertices()
        .forEach(
            (id, place) -> node(shapes, id, place, weakest.getOrDefault(id, Verdict.INCONCLUSIVE)));
    String figure =
        String.format(
            Locale.ROOT,
            """
            <figure class="scroll"><svg class="graph" viewBox="0 0 %d %d" \
            width="%d" height="%d" role="group" \
            aria-label="Graph of the theorems that use each other" fill="none" \
            stroke="currentColor" font-family="system-ui, sans-serif" font-size="12">
            %s</svg><figcaption>From left to right: a line leads from a theorem to one that builds on \
            it. The colour and the sign are those of the weakest verdict on what a theorem claims to \
            hold. What follows through another theorem has no line of its own.</figcaption></figure>
            """,
            width,
            height,
            width,
            height,
            shapes);
    return "<div id=\"graph\">\n" + Marks.fold("What builds on what", figure) + "</div>\n";
  }

  private static int left(Place place) {
    return place.layer() * COLUMN + 4;
  }

  private static int middle(Place place) {
    return place.row() * ROW + HEIGHT / 2 + 4;
  }

  private static void edge(StringBuilder svg, List<Place> places) {
    Place first = places.get(0);
    Place last = places.get(places.size() - 1);
    int x = left(first) + WIDTH;
    int y = middle(first);
    svg.append(String.format(Locale.ROOT, "<path d=\"M%d %d", x, y));
    for (Place place : places.subList(1, places.size())) {
      int bend = x + (left(place) - x) / 2;
      int to = middle(place);
      svg.append(
          String.format(Locale.ROOT, "C%d %d %d %d %d %d", bend, y, bend, to, left(place), to));
      if (!place.equals(last)) {
        svg.append(String.format(Locale.ROOT, "h%d", WIDTH));
      }
      x = left(place) + WIDTH;
      y = to;
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "\" opacity=\"0.55\"/><circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"currentColor\""
                + " stroke=\"none\"/>%n",
            left(last),
            middle(last)));
  }

  private static void node(StringBuilder svg, String id, Place place, Verdict verdict) {
    String shown = id.length() > LONGEST ? id.substring(0, LONGEST - 1) + "\u2026" : id;
    svg.append(
        String.format(
            Locale.ROOT,
            "<a href=\"#%s\"><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
                + " rx=\"6\"/><text x=\"%d\" y=\"%d\" stroke=\"none\">%s %s</text></a>%n",
            Escape.html(Anchors.theorem(id)),
            verdict.name(),
            left(place),
            middle(place) - HEIGHT / 2,
            WIDTH,
            HEIGHT,
            left(place) + 8,
            middle(place) + 4,
            Escape.html(verdict.symbol()),
            Escape.html(shown)));
  }
}
