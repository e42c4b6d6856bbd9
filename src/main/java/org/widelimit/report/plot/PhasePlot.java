package org.widelimit.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.widelimit.activation.Activation;
import org.widelimit.meanfield.CriticalLine;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.meanfield.PhasePoint;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.DivergentExpectationException;

/**
 * Draws a phase diagram: the critical line, contours of the gradient's depth scale, and the line
 * beyond which lengths grow. Only what a network keeps is drawn whole: where the length map repels,
 * the critical line is dashed and a contour ends.
 */
public final class PhasePlot {

  private static final double WIDTH = 640;
  private static final double HEIGHT = 454;
  private static final double LEFT = 64;
  private static final double TOP = 54;
  private static final double RIGHT = 20;
  private static final double BOTTOM = 52;
  private static final double BIAS_RANGE = 0.25;

  /** How far above the onset of attraction the diagram reaches, so that both branches show. */
  private static final double ABOVE_ONSET = 2.5;

  private static final int POINTS = 240;
  private static final List<Double> SCALES = List.of(3.0, 6.0, 12.0, 25.0);

  private static final double BELOW = 0.2;

  private final Activation activation;
  private final StringBuilder svg = new StringBuilder();
  private final double weightRange;
  private final double biasRange;

  private PhasePlot(Activation activation) {
    this.activation = activation;
    CriticalLine line = CriticalLine.of(activation);
    double center = line.sigmaW2(0.3).value();
    this.weightRange = Math.max(1, Math.ceil(2 * center));
    double onset = line.onsetOfAttraction(0).map(point -> point.sigmaB2().value()).orElse(0.0);
    // In steps of a quarter, so that the ticks are round.
    this.biasRange = BIAS_RANGE * Math.max(1, Math.ceil(ABOVE_ONSET * onset / BIAS_RANGE));
  }

  /**
   * Returns the diagram over {@code sigmaW2} (across) and {@code sigmaB2} (up) as an SVG document.
   *
   * @throws DivergentExpectationException if {@code chi_1} does not exist
   */
  public static String svg(Activation activation) {
    return new PhasePlot(activation).draw();
  }

  private String draw() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="sans-serif" font-size="12">
        <title>Phase diagram of %s</title>
        <rect width="100%%" height="100%%" fill="white"/>
        <clipPath id="frame"><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/></clipPath>
        """
            .formatted(
                WIDTH,
                HEIGHT,
                escape(activation.name()),
                LEFT,
                TOP,
                WIDTH - LEFT - RIGHT,
                HEIGHT - TOP - BOTTOM));
    text(WIDTH / 2, 22, "middle", "Phase diagram of " + activation.name());
    axes();
    for (double scale : SCALES) {
      contour(CriticalLine.ofChi(activation, Math.exp(-1 / scale)), "#4477aa", label(scale));
      contour(CriticalLine.ofChi(activation, Math.exp(1 / scale)), "#cc6677", label(scale));
    }
    CriticalLine critical = CriticalLine.of(activation);
    curve(critical, "black", "critical", "stroke-width=\"2.5\"", true);
    curve(critical, "black", "repelling", "stroke-width=\"1.2\" stroke-dasharray=\"5 4\"", false);
    legend();
    return svg.append("</svg>\n").toString();
  }

  private static String label(double scale) {
    return "%.0f".formatted(scale);
  }

  private double x(double sigmaW2) {
    return LEFT + sigmaW2 / weightRange * (WIDTH - LEFT - RIGHT);
  }

  private double y(double sigmaB2) {
    return HEIGHT - BOTTOM - sigmaB2 / biasRange * (HEIGHT - TOP - BOTTOM);
  }

  private void axes() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\""
                + " stroke=\"#444\"/>%n",
            LEFT,
            TOP,
            WIDTH - LEFT - RIGHT,
            HEIGHT - TOP - BOTTOM));
    for (int i = 0; i <= 5; i++) {
      double weight = weightRange * i / 5;
      double bias = biasRange * i / 5;
      text(x(weight), HEIGHT - BOTTOM + 18, "middle", tick(weight));
      text(LEFT - 8, y(bias) + 4, "end", tick(bias));
    }
    text(WIDTH / 2, HEIGHT - 12, "middle", "weight variance sigmaW2");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text transform=\"translate(16 %.1f) rotate(-90)\" text-anchor=\"middle\">bias"
                + " variance sigmaB2</text>%n",
            HEIGHT / 2));
  }

  private static String tick(double value) {
    return String.format(Locale.ROOT, "%.3g", value)
        .replaceAll("\\.?0+$", "")
        .replaceAll("^$", "0");
  }

  private void contour(CriticalLine line, String colour, String label) {
    curve(line, colour, label, "stroke-width=\"1\"", true);
  }

  /** Draws the part of a line where lengths are attracted, or the part where they are repelled. */
  private void curve(
      CriticalLine line, String colour, String label, String stroke, boolean attracting) {
    List<List<Point>> pieces = new ArrayList<>();
    boolean drawing = false;
    for (int i = 0; i <= POINTS; i++) {
      double length = 1e-6 * Math.pow(1e8, (double) i / POINTS);
      Optional<Point> point;
      try {
        point = point(line, length, attracting);
      } catch (DivergentExpectationException divergent) {
        // The line ends where its expectations do.
        break;
      }
      if (point.isPresent()) {
        if (!drawing) {
          pieces.add(new ArrayList<>());
        }
        pieces.get(pieces.size() - 1).add(point.get());
      }
      drawing = point.isPresent();
    }
    pieces.stream().filter(piece -> piece.size() > 1).forEach(piece -> draw(piece, colour, stroke));
    pieces.stream()
        .flatMap(List::stream)
        .filter(point -> point.bias < biasRange * 0.94 && point.weight < weightRange * 0.97)
        .max(Comparator.comparingDouble(Point::bias))
        .ifPresent(point -> label(point, colour, label));
  }

  /** A place in the diagram. */
  private record Point(double weight, double bias) {}

  private Optional<Point> point(CriticalLine line, double length, boolean attracting) {
    Bounded weight = line.sigmaW2(length);
    Bounded bias = line.sigmaB2(length);
    // A curve goes on a little below the axis, where the frame clips it.
    if (bias.value() < -BELOW * biasRange || weight.value() > 3 * weightRange) {
      return Optional.empty();
    }
    boolean attracts = line.lengthSlope(length).lower() <= 1;
    return attracts == attracting
        ? Optional.of(new Point(weight.value(), bias.value()))
        : Optional.empty();
  }

  private void draw(List<Point> piece, String colour, String stroke) {
    Point first = piece.get(0);
    if (piece.stream().allMatch(point -> distance(point, first) < 1)) {
      // A critical line that is one point, as for ReLU.
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"4\" fill=\"%s\"/>%n",
              x(first.weight),
              y(first.bias),
              colour));
      return;
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<polyline clip-path=\"url(#frame)\" fill=\"none\" stroke=\"%s\" %s points=\"%s\"/>%n",
            colour,
            stroke,
            piece.stream()
                .map(
                    point ->
                        String.format(Locale.ROOT, "%.2f,%.2f", x(point.weight), y(point.bias)))
                .collect(Collectors.joining(" "))));
  }

  private double distance(Point a, Point b) {
    return Math.hypot(x(a.weight) - x(b.weight), y(a.bias) - y(b.bias));
  }

  private void label(Point point, String colour, String label) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" font-size=\"10\" stroke=\"white\""
                + " stroke-width=\"3\" paint-order=\"stroke\">%s</text>%n",
            x(point.weight) + 3,
            Math.max(y(point.bias), TOP + 12),
            colour,
            label));
  }

  private void legend() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"10\">thin: layers over"
                + " which gradients shrink (blue) or grow (red) by e</text>%n",
            WIDTH / 2,
            TOP - 14));
    corner(0.03, 0.95, LEFT + 10, TOP + 18, "start");
    corner(0.97, 0.05, WIDTH - RIGHT - 10, HEIGHT - BOTTOM - 12, "end");
  }

  /** Says the phase in a corner of the diagram, given as fractions of its ranges. */
  private void corner(double across, double up, double left, double top, String anchor) {
    try {
      PhasePoint point =
          PhasePoint.of(MeanFieldMaps.of(activation, across * weightRange, up * biasRange));
      text(
          left,
          top,
          anchor,
          switch (point.phase()) {
            case ORDERED -> "ordered: gradients vanish";
            case CRITICAL -> "critical";
            case CHAOTIC -> "chaotic: gradients explode";
            case UNBOUNDED -> "lengths grow without bound";
          });
    } catch (DivergentExpectationException divergent) {
      text(left, top, anchor, "no mean-field limit");
    }
  }

  private void text(double x, double y, String anchor, String content) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            escape(content)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
