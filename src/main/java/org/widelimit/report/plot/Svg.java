package org.widelimit.report.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes SVG elements with the plots' style sheet. */
final class Svg {
  /**
   * Colours of Okabe and Ito (2008), which the colour-blind tell apart, and lighter ones at night.
   */
  private static final String STYLE =
      """
      .wl-plot{max-width:100%;height:auto;color:#1b1f24;background:transparent;font:12px system-ui,sans-serif}
      .wl-plot .a{--c:#0072b2}.wl-plot .b{--c:#d55e00}.wl-plot .c{--c:#009e73}.wl-plot .d{--c:#a8517f}
      .wl-plot text{fill:currentColor}.wl-plot .title{font-weight:600;font-size:14px}
      .wl-plot .axis{stroke:currentColor}.wl-plot .grid{stroke:currentColor;stroke-opacity:.14}
      .wl-plot .limit{stroke:currentColor;stroke-width:1.5;stroke-dasharray:5 4}
      .wl-plot .curve{stroke:var(--c);stroke-width:1.8;fill:none}
      .wl-plot .band{fill:var(--c);fill-opacity:.18;stroke:none}
      .wl-plot .whisker{stroke:var(--c)}.wl-plot .mark{fill:var(--c)}
      @media (prefers-color-scheme:dark){.wl-plot{color:#e6e6e6}
      .wl-plot .a{--c:#56b4e9}.wl-plot .b{--c:#f5915a}.wl-plot .c{--c:#3fd0a4}.wl-plot .d{--c:#e59ac0}}
      """;

  private final StringBuilder body = new StringBuilder();
  private final String head;

  Svg(int width, int height, String title, String description) {
    String id =
        "p" + Integer.toHexString((title + "\n" + description).hashCode() & Integer.MAX_VALUE);
    head =
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" class="wl-plot" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="%s-t %s-d">
            <title id="%s-t">%s</title>
            <desc id="%s-d">%s</desc>
            <style>
            %s</style>
            """,
            width,
            height,
            width,
            height,
            id,
            id,
            id,
            escape(title),
            id,
            escape(description),
            STYLE);
  }

  /** The text with the characters that XML gives a meaning replaced, and controls dropped. */
  static String escape(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  void line(String cssClass, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\"/>",
        cssClass, x1, y1, x2, y2);
  }

  void text(String cssClass, double x, double y, String anchor, String text) {
    add(
        "<text class=\"%s\" x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\">%s</text>",
        cssClass, x, y, anchor, escape(text));
  }

  void verticalText(String cssClass, double x, double y, String text) {
    add(
        "<text class=\"%s\" transform=\"translate(%.2f %.2f) rotate(-90)\" "
            + "text-anchor=\"middle\">%s</text>",
        cssClass, x, y, escape(text));
  }

  void polyline(String cssClass, String dashes, List<double[]> points) {
    add(
        "<polyline class=\"%s\"%s points=\"%s\"/>",
        cssClass, dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"", points(points));
  }

  void polygon(String cssClass, List<double[]> points) {
    add("<polygon class=\"%s\" points=\"%s\"/>", cssClass, points(points));
  }

  void path(String cssClass, String path) {
    add("<path class=\"%s\" d=\"%s\"/>", cssClass, path);
  }

  private static String points(List<double[]> points) {
    return points.stream()
        .map(p -> String.format(Locale.ROOT, "%.2f,%.2f", p[0], p[1]))
        .collect(Collectors.joining(" "));
  }

  private void add(String format, Object... arguments) {
    body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  @Override
  public String toString() {
    return head + body + "</svg>\n";
  }
}
