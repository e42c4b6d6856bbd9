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
  private static final int HEIGHT = 416;
  private static final int LEFT = 78;
  private static final int RIGHT = 18;
  private static final int TOP = 56;
  private static final int BOTTOM = 56;

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
    svg.text("title", LEFT, 20, "start", title);
    for (double tick : horizontal.ticks()) {
      double x = x(tick);
      svg.line("grid", x, TOP, x, HEIGHT - BOTTOM);
      svg.text("tick", x, HEIGHT - BOTTOM + 18, "middle", Axis.label(tick));
    }
    for (double tick : vertical.ticks()) {
      double y = y(tick);
      svg.line("grid", LEFT, y, WIDTH - RIGHT, y);
      svg.text("tick", LEFT - 8, y + 4, "end", Axis.label(tick));
    }
    svg.line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    svg.line("axis", LEFT, TOP, LEFT, HEIGHT - BOTTOM);
    svg.text("label", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "middle", horizontal.label());
    svg.verticalText("label", 18, (TOP + HEIGHT - BOTTOM) / 2.0, vertical.label());
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

  /** A row between the title and the frame, where no curve can run through it. */
  private void legend(Svg svg) {
    double y = 42;
    double x = LEFT;
    for (int i = 0; i < series.size(); i++) {
      Style style = Style.values()[i];
      svg.polyline(
          "curve " + style.cssClass(),
          style.dashes(),
          List.of(new double[] {x, y}, new double[] {x + 32, y}));
      if (series.get(i).shape() == Series.Shape.MEASURED) {
        svg.path("mark " + style.cssClass(), style.marker(x + 16, y));
      }
      x = named(svg, x, y, series.get(i).name());
    }
    for (Reference reference : references) {
      svg.line("limit", x, y, x + 32, y);
      x = named(svg, x, y, reference.label());
    }
  }

  /** Writes a name behind its sample of line; returns where the next may start. */
  private static double named(Svg svg, double x, double y, String name) {
    svg.text("tick", x + 38, y + 4, "start", name);
    return x + 38 + 7 * name.length() + 18;
  }

  private double x(double value) {
    return LEFT + horizontal.position(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - vertical.position(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static boolean inside(double y) {
    return y >= TOP && y <= HEIGHT - BOTTOM;
  }

  private static double clip(double y) {
    return Math.max(TOP, Math.min(HEIGHT - BOTTOM, y));
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
