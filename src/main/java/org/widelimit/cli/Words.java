package org.widelimit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Bounded;
import org.widelimit.meanfield.CriticalLine;
import org.widelimit.meanfield.PhasePoint;

/** Says the results of mean-field theory in words. */
final class Words {

  private Words() {}

  static String number(Bounded number) {
    if (Double.isInfinite(number.value())) {
      return number.value() > 0 ? "infinite" : "minus infinity";
    }
    return String.format(Locale.ROOT, "%.15g ± %.1e", number.value(), number.error());
  }

  static JsonNode json(double value) {
    return Double.isFinite(value)
        ? DoubleNode.valueOf(value)
        : TextNode.valueOf(Double.toString(value));
  }

  static String depth(double depth) {
    if (Double.isInfinite(depth)) {
      return "any depth";
    }
    return depth < 1e6 ? Math.round(depth) + " layers" : "%.3g layers".formatted(depth);
  }

  static String of(PhasePoint point) {
    boolean dropout = point.maps().keepRate() < 1;
    return switch (point.phase()) {
      case ORDERED -> "ordered phase: gradients vanish, and all inputs become alike";
      case CRITICAL ->
          dropout
              ? "chi_1 = 1, but with dropout no initialization is critical: equal inputs become"
                  + " different"
              : "critical: gradients keep their size";
      case CHAOTIC ->
          point.chi().map(chi -> Double.isInfinite(chi.value())).orElse(false)
              ? "chaotic phase: the activation has a jump, so chi_1 is infinite at every"
                  + " initialization"
              : "chaotic phase: gradients explode, and similar inputs become different";
      case UNBOUNDED -> "the length map has no attracting fixed point: activities grow";
    };
  }

  /** Returns what initialization to take for a depth, and how much off it may be. */
  static List<String> advice(Activation activation, int depth, double sigmaB2) {
    List<String> advice = new ArrayList<>();
    advice.add("advice for " + depth + " layers");
    List<CriticalLine.Point> critical = CriticalLine.of(activation).at(sigmaB2);
    double tolerance = PhasePoint.TRAINABLE_SCALES / depth;
    Optional<Double> lowest = nearest(activation, Math.exp(-tolerance), sigmaB2, critical);
    Optional<Double> highest = nearest(activation, Math.exp(tolerance), sigmaB2, critical);
    if (critical.isEmpty()) {
      advice.add("  at sigmaB2 = %s no sigmaW2 is critical; take sigmaB2 = 0".formatted(sigmaB2));
    }
    for (CriticalLine.Point point : critical) {
      advice.add(
          String.format(
              Locale.ROOT,
              "  take sigmaW2 = %.15g, sigmaB2 = %s: on the edge of chaos gradients keep their size"
                  + " through any depth",
              point.sigmaW2().value(),
              sigmaB2));
    }
    lowest.ifPresent(
        value ->
            advice.add(
                String.format(
                    Locale.ROOT,
                    "  below sigmaW2 = %.6g gradients shrink by more than e^6 over %d layers",
                    value,
                    depth)));
    highest.ifPresent(
        value ->
            advice.add(
                String.format(
                    Locale.ROOT,
                    "  above sigmaW2 = %.6g gradients grow by more than e^6 over %d layers",
                    value,
                    depth)));
    return advice;
  }

  private static Optional<Double> nearest(
      Activation activation, double chi, double sigmaB2, List<CriticalLine.Point> critical) {
    double center = critical.isEmpty() ? 1 : critical.get(0).sigmaW2().value();
    return CriticalLine.ofChi(activation, chi).at(sigmaB2).stream()
        .map(point -> point.sigmaW2().value())
        .filter(value -> chi < 1 == value < center)
        .min((a, b) -> Double.compare(Math.abs(a - center), Math.abs(b - center)));
  }
}
