package org.widelimit.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.widelimit.meanfield.GradientLaw;
import org.widelimit.meanfield.PhasePoint;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.interval.RealInterval;

/** Says the results of mean-field theory in words. */
final class Words {

  private static final int DIGITS = 15;

  private static final MathContext UPWARDS = new MathContext(2, RoundingMode.UP);

  private static final MathContext DOWNWARDS = new MathContext(DIGITS, RoundingMode.FLOOR);

  private static final MathContext OUTWARDS = new MathContext(DIGITS, RoundingMode.CEILING);

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

  /** Returns an interval with ends to 15 digits, the lower one rounded down, the upper one up. */
  static String enclosure(RealInterval interval) {
    if (!interval.isBounded()) {
      return "not bounded";
    }
    BigDecimal lower = new BigDecimal(interval.lo()).round(DOWNWARDS);
    BigDecimal upper = new BigDecimal(interval.hi()).round(OUTWARDS);
    return lower.compareTo(upper) == 0
        ? plain(lower) + " exactly"
        : "[" + plain(lower) + ", " + plain(upper) + "]";
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
      case CRITICAL -> "critical: " + of(point.law());
      case CHAOTIC ->
          point.chi().map(chi -> Double.isInfinite(chi.value())).orElse(false)
              ? "chaotic phase: the activation has a jump, so chi_1 is infinite at every"
                  + " initialization"
              : "chaotic phase: gradients explode, and similar inputs become different";
      case UNBOUNDED -> "the length map has no attracting fixed point: activities grow";
    };
  }

  /** Says how gradients change with the depth. */
  static String of(GradientLaw law) {
    return switch (law.kind()) {
      case EXPONENTIAL -> "gradients change by the same factor a layer";
      case CONSTANT -> "gradients keep their size through any depth, but for a constant factor";
      case POWER ->
          "squared gradients %s like depth^p, p = %s (extrapolated)"
              .formatted(
                  law.power().map(p -> p.value() < 0).orElse(true) ? "fall" : "grow",
                  law.power().map(Words::brief).orElse("?"));
      case SLOW -> "gradients change slower than exponentially";
      case UNKNOWN -> "no law of gradients is claimed";
    };
  }

  /** Returns a number to as many digits as its bound leaves. */
  static String brief(Bounded number) {
    int digits =
        (int)
            Math.max(
                1, Math.min(8, Math.floor(-Math.log10(number.error() / Math.abs(number.value())))));
    BigDecimal printed = new BigDecimal(number.value()).round(new MathContext(digits));
    return number(
        new Bounded(
            printed.doubleValue(),
            number.error() + Math.abs(printed.doubleValue() - number.value())));
  }

  private static String change(Bounded scale) {
    return Double.isInfinite(scale.value())
        ? "keep their size"
        : scale.value() > 0 ? "vanish" : "explode";
  }
}
