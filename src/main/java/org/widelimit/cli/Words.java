package org.widelimit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.widelimit.gaussian.Bounded;
import org.widelimit.meanfield.PhasePoint;

/** Says the results of mean-field theory in words. */
final class Words {

  private static final int DIGITS = 15;

  private static final MathContext UPWARDS = new MathContext(2, RoundingMode.UP);

  private Words() {}

  /**
   * Returns a number to 15 digits with a bound that covers the digits left out as well: it is
   * rounded up.
   */
  static String number(Bounded number) {
    double value = number.value();
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "minus infinity";
    }
    if (number.error() == 0 && value == Math.rint(value) && Math.abs(value) < 1e15) {
      return "%d exactly".formatted((long) value);
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal printed = exact.round(new MathContext(DIGITS));
    if (Double.isInfinite(number.error())) {
      return String.format(Locale.ROOT, "%.3g, with no bound", value);
    }
    BigDecimal error =
        new BigDecimal(number.error()).add(exact.subtract(printed).abs()).round(UPWARDS);
    return plain(printed) + " ± " + String.format(Locale.ROOT, "%.1e", error);
  }

  private static String plain(BigDecimal number) {
    double size = Math.abs(number.doubleValue());
    return size != 0 && (size < 1e-4 || size >= 1e15)
        ? String.format(Locale.ROOT, "%.14e", number)
        : number.stripTrailingZeros().toPlainString();
  }

  static JsonNode json(double value) {
    return Double.isFinite(value)
        ? DoubleNode.valueOf(value)
        : TextNode.valueOf(Double.toString(value));
  }

  /** Puts a number and its bound. */
  static void put(String key, Bounded value, ObjectNode node) {
    ObjectNode object = node.putObject(key);
    object.set("value", json(value.value()));
    object.set("error", json(value.error()));
  }

  static String depth(Bounded depth) {
    if (Double.isInfinite(depth.value())) {
      return "any depth";
    }
    return depth.error() == 0 ? Math.round(depth.value()) + " layers" : number(depth) + " layers";
  }

  static String of(PhasePoint point) {
    if (point.maps().keepRate() < 1 && point.scales().isPresent()) {
      return "with dropout no initialization is critical, as equal inputs become different;"
          + " gradients "
          + change(point.scales().get().gradient());
    }
    return switch (point.phase()) {
      case ORDERED -> "ordered phase: gradients vanish, and all inputs become alike";
      case CRITICAL -> "critical: gradients keep their size";
      case CHAOTIC ->
          point.chi().map(chi -> Double.isInfinite(chi.value())).orElse(false)
              ? "chaotic phase: the activation has a jump, so chi_1 is infinite at every"
                  + " initialization"
              : "chaotic phase: gradients explode, and similar inputs become different";
      case UNBOUNDED -> "the length map has no attracting fixed point: activities grow";
    };
  }

  private static String change(Bounded scale) {
    return Double.isInfinite(scale.value())
        ? "keep their size"
        : scale.value() > 0 ? "vanish" : "explode";
  }
}
