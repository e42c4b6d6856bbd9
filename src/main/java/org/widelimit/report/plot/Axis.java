package org.widelimit.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis of a plot.
 *
 * @param label what it shows, with the unit if it has one
 * @param logarithmic whether equal ratios have equal lengths
 * @param lower the value at its start, positive if logarithmic
 * @param upper the value at its end, above {@code lower}
 */
public record Axis(String label, boolean logarithmic, double lower, double upper) {

  /** Ticks aimed at; the axis has between half and one and a half times as many. */
  private static final int TICKS = 5;

  /** Checks the range. */
  public Axis {
    if (!(lower < upper) || !Double.isFinite(upper - lower) || (logarithmic && !(lower > 0))) {
      throw new IllegalArgumentException("No axis: from " + lower + " to " + upper);
    }
  }

  /** An axis with linear scale that covers the finite ones of {@code values}, with some room. */
  public static Axis linear(String label, DoubleStream values) {
    double[] range = range(values.filter(Double::isFinite));
    double room = range[1] > range[0] ? 0.06 * (range[1] - range[0]) : roomAround(range[0]);
    return new Axis(label, false, range[0] - room, range[1] + room);
  }

  /** An axis with logarithmic scale that covers the finite positive ones of {@code values}. */
  public static Axis logarithmic(String label, DoubleStream values) {
    double[] range = range(values.filter(v -> v > 0 && Double.isFinite(v)));
    if (!(range[0] > 0)) {
      return new Axis(label, true, 0.1, 10);
    }
    double room = range[1] > range[0] ? Math.pow(range[1] / range[0], 0.06) : 2;
    return new Axis(label, true, range[0] / room, range[1] * room);
  }

  private static double roomAround(double value) {
    return value == 0 ? 1 : 0.1 * Math.abs(value);
  }

  private static double[] range(DoubleStream values) {
    var summary = values.summaryStatistics();
    return summary.getCount() == 0
        ? new double[] {0, 0}
        : new double[] {summary.getMin(), summary.getMax()};
  }

  /** Where a value lies: 0 at the start, 1 at the end; beyond either for values outside. */
  public double position(double value) {
    if (!logarithmic) {
      return (value - lower) / (upper - lower);
    }
    return value > 0 ? Math.log(value / lower) / Math.log(upper / lower) : Double.NEGATIVE_INFINITY;
  }

  /** Round values inside the axis, increasing. */
  public List<Double> ticks() {
    return logarithmic && upper / lower > 20 ? powers() : multiples();
  }

  private List<Double> powers() {
    int first = (int) Math.ceil(Math.log10(lower) - 1e-9);
    int last = (int) Math.floor(Math.log10(upper) + 1e-9);
    int stride = Math.max(1, (last - first + TICKS) / (TICKS + 1));
    List<Double> ticks = new ArrayList<>();
    for (int k = first; k <= last; k += stride) {
      ticks.add(Double.parseDouble("1e" + k));
    }
    return ticks.size() > 1 ? List.copyOf(ticks) : multiples();
  }

  private List<Double> multiples() {
    double raw = (upper - lower) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step =
        raw / power < 1.5
            ? power
            : raw / power < 3.5 ? 2 * power : raw / power < 7.5 ? 5 * power : 10 * power;
    List<Double> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(lower / step); k * step <= upper && ticks.size() < 50; k++) {
      // Rounded, or 3 * 0.1 is labelled 0.30000000000000004.
      ticks.add(new BigDecimal(k * step).round(new MathContext(12)).doubleValue());
    }
    return List.copyOf(ticks);
  }

  /** A tick's label: plain where short, otherwise with a power of ten. */
  static String label(double tick) {
    BigDecimal value = new BigDecimal(tick).round(new MathContext(8)).stripTrailingZeros();
    double size = Math.abs(tick);
    if (size == 0) {
      return "0";
    }
    return (size >= 1e-3 && size < 1e5 ? value.toPlainString() : value.toString())
        .replace("E+", "e")
        .replace("E", "e")
        .replace('-', '\u2212');
  }
}
