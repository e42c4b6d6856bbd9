package org.widelimit.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Curves in a frame with axes, as SVG.
 *
 * @param title the title, shown and read aloud
 * @param description what the plot shows, in words, for those who do not see it
 * @param horizontal the horizontal axis
 * @param vertical the vertical axis
 * @param series the curves, at most as many as there are styles to tell them apart
 * @param references horizontal lines
 */
public record LinePlot(
    String title,
    String description,
    Axis horizontal,
    Axis vertical,
    List<Series> series,
    List<Reference> references) {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 446;
  private static final int LEFT = 78;
  private static final int RIGHT = 18;
  private static final int BOTTOM = 56;

  /** The first row of the legend, and the width of a letter in it. */
  private static final int ROW = 40;

  private static final int ROOM = 18;

  private static final int LETTER = 7;

  /** The longest texts that fit, in letters: title, name in the legend, name of the axis. */
  private static final int TITLE = 68;

  private static final int NAME = 60;
  private static final int SIDE = 44;

  /** Copies the lists. */
  public LinePlot {
    series = List.copyOf(series);
    references = List.copyOf(references);
    if (series.size() > Style.values().length) {
      throw new IllegalArgumentException(series.size() + " curves are too many to tell apart");
    }
  }

  /**
   * A horizontal line.
   *
   * @param label its name in the legend
   * @param value its ordinate
   */
  public record Reference(String label, double value) {}

  /** Writes the plot as an SVG element that stands alone or inside an HTML page. */
  public String svg() {
    Svg svg = new Svg(WIDTH, HEIGHT, title, description);
    frame(svg);
    for (Reference reference : references) {
      double y = y(reference.value());
      if (inside(y)) {
        svg.line("limit", LEFT, y, WIDTH - RIGHT, y);
      }
    }
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), Style.values()[i]);
    }
    legend(svg);
    return svg.toString();
  }

  private void frame(Svg svg) {
    svg.text("title", LEFT, 20, "start", shortened(title, TITLE));
    for (double tick : horizontal.ticks()) {
      double x = x(tick);
      svg.line("grid", x, top(), x, HEIGHT - BOTTOM);
      svg.text("tick", x, HEIGHT - BOTTOM + 18, "middle", Axis.label(tick));
    }
    for (double tick : vertical.ticks()) {
      double y = y(tick);
      svg.line("grid", LEFT, y, WIDTH - RIGHT, y);
      svg.text("tick", LEFT - 8, y + 4, "end", Axis.label(tick));
    }
    svg.line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    svg.line("axis", LEFT, top(), LEFT, HEIGHT - BOTTOM);
    svg.text("label", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", horizontal.label());
    svg.verticalText(
        "label", 18, (top() + HEIGHT - BOTTOM) / 2.0, shortened(vertical.label(), SIDE));
  }

  private void draw(Svg svg, Series one, Style style) {
    List<double[]> line = new ArrayList<>();
    List<double[]> above = new ArrayList<>();
    List<double[]> below = new ArrayList<>();
    boolean band = false;
    for (Series.Point point : one.points()) {
      double x = x(point.x());
      if (Double.isFinite(x) && Double.isFinite(point.y())) {
        line.add(new double[] {x, clip(y(point.y()))});
        above.add(new double[] {x, clip(y(point.upper()))});
        below.add(0, new double[] {x, clip(y(point.lower()))});
        band |= point.upper() > point.lower();
      }
    }
    if (band) {
      List<double[]> outline = new ArrayList<>(above);
      outline.addAll(below);
      svg.polygon("band " + style.cssClass(), outline);
    }
    svg.polyline("curve " + style.cssClass(), style.dashes(), line);
    if (one.shape() == Series.Shape.MEASURED) {
      for (int i = 0; i < line.size(); i++) {
        double[] top = above.get(i);
        double[] bottom = below.get(line.size() - 1 - i);
        svg.line("whisker " + style.cssClass(), top[0], top[1], bottom[0], bottom[1]);
        svg.path("mark " + style.cssClass(), style.marker(line.get(i)[0], line.get(i)[1]));
      }
    }
  }

  /** Rows between the title and the frame, where no curve can run through them. */
  private void legend(Svg svg) {
    double[] at = {LEFT, ROW};
    for (int i = 0; i < series.size(); i++) {
      Style style = Style.values()[i];
      String name = shortened(series.get(i).name(), NAME);
      place(at, name);
      svg.polyline(
          "curve " + style.cssClass(),
          style.dashes(),
          List.of(new double[] {at[0], at[1]}, new double[] {at[0] + 32, at[1]}));
      if (series.get(i).shape() == Series.Shape.MEASURED) {
        svg.path("mark " + style.cssClass(), style.marker(at[0] + 16, at[1]));
      }
      named(svg, at, name);
    }
    for (Reference reference : references) {
      String name = shortened(reference.label(), NAME);
      place(at, name);
      svg.line("limit", at[0], at[1], at[0] + 32, at[1]);
      named(svg, at, name);
    }
  }

  /** Where the frame begins, below the last row of the legend. */
  private int top() {
    double[] at = {LEFT, ROW};
    for (Series one : series) {
      skip(at, shortened(one.name(), NAME));
    }
    for (Reference reference : references) {
      skip(at, shortened(reference.label(), NAME));
    }
    return (int) at[1] + ROOM;
  }

  private static void skip(double[] at, String name) {
    place(at, name);
    at[0] += 38 + LETTER * name.length() + 18;
  }

  /** Goes to the next row where a name has no room. */
  private static void place(double[] at, String name) {
    if (at[0] > LEFT && at[0] + 38 + LETTER * name.length() > WIDTH - RIGHT) {
      at[0] = LEFT;
      at[1] += 16;
    }
  }

  /** Writes a name behind its sample of line, and moves to where the next may start. */
  private static void named(Svg svg, double[] at, String name) {
    svg.text("tick", at[0] + 38, at[1] + 4, "start", name);
    at[0] += 38 + LETTER * name.length() + 18;
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "\u2026";
  }

  private double x(double value) {
    return LEFT + horizontal.position(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - vertical.position(value) * (HEIGHT - top() - BOTTOM);
  }

  private boolean inside(double y) {
    return y >= top() && y <= HEIGHT - BOTTOM;
  }

  private double clip(double y) {
    return Math.max(top(), Math.min(HEIGHT - BOTTOM, y));
  }

  /** How the curves are told apart: by colour, by marker and by dashes, each enough alone. */
  private enum Style {
    CIRCLE("a", "") {
      @Override
      String marker(double x, double y) {
        return at("M%.2f %.2fa4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", x - 4, y);
      }
    },
    SQUARE("b", "7 3") {
      @Override
      String marker(double x, double y) {
        return at("M%.2f %.2fh7v7h-7z", x - 3.5, y - 3.5);
      }
    },
    TRIANGLE("c", "2 3") {
      @Override
      String marker(double x, double y) {
        return at("M%.2f %.2fl4.5 8h-9z", x, y - 5);
      }
    },
    DIAMOND("d", "9 3 2 3") {
      @Override
      String marker(double x, double y) {
        return at("M%.2f %.2fl5 5l-5 5l-5 -5z", x, y - 5);
      }
    };

    private final String cssClass;
    private final String dashes;

    Style(String cssClass, String dashes) {
      this.cssClass = cssClass;
      this.dashes = dashes;
    }

    abstract String marker(double x, double y);

    String cssClass() {
      return cssClass;
    }

    String dashes() {
      return dashes;
    }

    private static String at(String path, double x, double y) {
      return String.format(Locale.ROOT, path, x, y);
    }
  }
}
