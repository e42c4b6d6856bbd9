package org.widelimit.cli;

import java.util.List;
import java.util.Locale;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Bounded;
import org.widelimit.gaussian.DivergentExpectationException;
import org.widelimit.meanfield.CriticalLine;

/** Draws a phase diagram: the critical line, and contours of the gradient's depth scale. */
final class PhasePlot {

  private static final double WIDTH = 640;
  private static final double HEIGHT = 440;
  private static final double LEFT = 64;
  private static final double TOP = 40;
  private static final double RIGHT = 20;
  private static final double BOTTOM = 52;
  private static final double BIAS_RANGE = 0.25;
  private static final int POINTS = 240;
  private static final List<Double> SCALES = List.of(3.0, 6.0, 12.0, 25.0);

  private final Activation activation;
  private final StringBuilder svg = new StringBuilder();
  private final double weightRange;

  private PhasePlot(Activation activation) {
    this.activation = activation;
    double center = CriticalLine.of(activation).sigmaW2(0.3).value();
    this.weightRange = Math.max(1, Math.ceil(2 * center));
  }

  /**
   * Returns the diagram over {@code sigmaW2} (across) and {@code sigmaB2} (up) as an SVG document.
   *
   * @throws DivergentExpectationException if {@code chi_1} does not exist
   */
  static String svg(Activation activation) {
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
      curve(CriticalLine.ofChi(activation, Math.exp(-1 / scale)), "#4477aa", 1, label(scale));
      curve(CriticalLine.ofChi(activation, Math.exp(1 / scale)), "#cc6677", 1, label(scale));
    }
    curve(CriticalLine.of(activation), "black", 2.5, "critical");
    legend();
    return svg.append("</svg>\n").toString();
  }

  private static String label(double scale) {
    return "%.0f".formatted(scale);
  }

  private double x(double sigmaW2) {
    return LEFT + sigmaW2 / weightRange * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double sigmaB2) {
    return HEIGHT - BOTTOM - sigmaB2 / BIAS_RANGE * (HEIGHT - TOP - BOTTOM);
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
      double bias = BIAS_RANGE * i / 5;
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

  private void curve(CriticalLine line, String colour, double width, String label) {
    StringBuilder points = new StringBuilder();
    double labelX = Double.NaN;
    double labelY = Double.NaN;
    for (int i = 0; i <= POINTS; i++) {
      double length = 1e-6 * Math.pow(1e8, (double) i / POINTS);
      Bounded weight;
      Bounded bias;
      try {
        weight = line.sigmaW2(length);
        bias = line.sigmaB2(length);
      } catch (DivergentExpectationException divergent) {
        // The line ends where its expectations do.
        break;
      }
      if (bias.value() < -bias.error() - 1e-12 || weight.value() > 3 * weightRange) {
        continue;
      }
      points.append(
          String.format(
              Locale.ROOT, "%.2f,%.2f ", x(weight.value()), y(Math.max(0, bias.value()))));
      if (bias.value() < BIAS_RANGE * 0.94 && weight.value() < weightRange * 0.97) {
        labelX = x(weight.value());
        labelY = y(bias.value());
      }
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<polyline clip-path=\"url(#frame)\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\""
                + " points=\"%s\"/>%n",
            colour,
            width,
            points.toString().strip()));
    if (!Double.isNaN(labelX)) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" font-size=\"10\">%s</text>%n",
              labelX + 3,
              Math.max(labelY, TOP + 12),
              colour,
              label));
    }
  }

  private void legend() {
    text(LEFT + 10, TOP + 18, "start", "ordered: gradients vanish");
    text(WIDTH - RIGHT - 10, HEIGHT - BOTTOM - 12, "end", "chaotic: gradients explode");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" font-size=\"10\">thin: layers over"
                + " which gradients change by a factor e</text>%n",
            WIDTH - RIGHT - 10,
            HEIGHT - BOTTOM - 28));
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
