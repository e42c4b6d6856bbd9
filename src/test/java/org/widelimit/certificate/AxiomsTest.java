package org.widelimit.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every axiom of the certificates' base has instances here whose two sides quadrature agrees on: an
 * axiom that is false would prove everything.
 */
class AxiomsTest {

  /** The points divide 0, so that the kinks and jumps at 0 lie between two pieces. */
  private static final int PIECES = 240;

  private static final double FAR = 10;

  private static final double[] NODES = {
    -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640
  };

  private static final double[] WEIGHTS = {
    0.2369268850561891,
    0.4786286704993665,
    0.5688888888888889,
    0.4786286704993665,
    0.2369268850561891
  };

  private record Sides(double left, double right) {}

  private static double line(DoubleUnaryOperator f, double kink) {
    double sum = 0;
    double middle = Math.max(-FAR, Math.min(FAR, kink));
    for (double[] part : new double[][] {{-FAR, middle}, {middle, FAR}}) {
      double h = (part[1] - part[0]) / PIECES;
      for (int i = 0; i < PIECES; i++) {
        for (int k = 0; k < NODES.length; k++) {
          double z = part[0] + h * (i + (1 + NODES[k]) / 2);
          sum += h / 2 * WEIGHTS[k] * f.applyAsDouble(z);
        }
      }
    }
    return sum;
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double average(DoubleUnaryOperator f, double q) {
    return line(z -> f.applyAsDouble(Math.sqrt(q) * z) * density(z), 0);
  }

  private static double dual(
      DoubleUnaryOperator f, DoubleUnaryOperator g, double p, double q, double r) {
    double rest = Math.sqrt(q - r * r / p);
    return line(
        z -> {
          double shift = r / Math.sqrt(p) * z;
          double inner = line(w -> g.applyAsDouble(shift + rest * w) * density(w), -shift / rest);
          return f.applyAsDouble(Math.sqrt(p) * z) * inner * density(z);
        },
        0);
  }

  private static double step(double x) {
    return (1 + Math.signum(x)) / 2;
  }

  private static double relu(double x) {
    return Math.max(0, x);
  }

  private static Map<String, Sides> instances(double p, double q, double r) {
    Map<String, Sides> all = new LinkedHashMap<>();
    DoubleUnaryOperator wave = x -> Math.sin(x) + x * x;
    DoubleUnaryOperator waveSlope = x -> Math.cos(x) + 2 * x;
    DoubleUnaryOperator kinked = x -> relu(x) - Math.cos(2 * x);
    DoubleUnaryOperator kinkedSlope = x -> step(x) + 2 * Math.sin(2 * x);
    // The average of a function that grows like an exponential is a number.
    all.put("Convergence", new Sides(average(x -> Math.exp(x), q), Math.exp(q / 2)));
    all.put(
        "Linearity",
        new Sides(
            dual(x -> 2 * wave.applyAsDouble(x) - 3 * step(x), kinked, p, q, r),
            2 * dual(wave, kinked, p, q, r) - 3 * dual(AxiomsTest::step, kinked, p, q, r)));
    all.put("Fubini", new Sides(dual(kinked, wave, p, q, r), dual(wave, kinked, q, p, r)));
    all.put(
        "Reflection",
        new Sides(
            dual(kinked, wave, p, q, r),
            dual(x -> kinked.applyAsDouble(-x), x -> wave.applyAsDouble(-x), p, q, r)));
    double h = 1e-4;
    all.put(
        "Price",
        new Sides(
            (dual(kinked, wave, p, q, r + h) - dual(kinked, wave, p, q, r - h)) / (2 * h),
            dual(kinkedSlope, waveSlope, p, q, r)));
    double j = 1.5;
    double k = -0.5;
    DoubleUnaryOperator f = x -> kinked.applyAsDouble(x) + j * step(x);
    DoubleUnaryOperator g = x -> wave.applyAsDouble(x) + k * step(x);
    all.put(
        "Stein",
        new Sides(
            dual(x -> x * f.applyAsDouble(x), g, p, q, r),
            p
                    * (dual(kinkedSlope, g, p, q, r)
                        + j / Math.sqrt(2 * Math.PI * p) * average(g, q - r * r / p))
                + r
                    * (dual(f, waveSlope, p, q, r)
                        + k / Math.sqrt(2 * Math.PI * q) * average(f, p - r * r / q))));
    double a = 0.3;
    double b = -0.7;
    double c = 1.1;
    double d = 0.4;
    double det = (1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r * r;
    all.put(
        "CompletingTheSquare",
        new Sides(
            dual(x -> Math.exp(-a * x * x + b * x), x -> Math.exp(-c * x * x + d * x), p, q, r),
            Math.exp(
                    (b * b * (p + 2 * c * (p * q - r * r))
                            + 2 * b * d * r
                            + d * d * (q + 2 * a * (p * q - r * r)))
                        / (2 * det))
                / Math.sqrt(det)));
    all.put(
        "CharacteristicFunction",
        new Sides(average(x -> Math.cos(1.3 * x), q), Math.exp(-1.3 * 1.3 * q / 2)));
    all.put(
        "Sheppard",
        new Sides(
            dual(AxiomsTest::step, AxiomsTest::step, p, q, r),
            0.25 + Math.asin(r / Math.sqrt(p * q)) / (2 * Math.PI)));
    double near = q * (1 - 1e-7);
    all.put(
        "Diagonal",
        new Sides(
            dual(AxiomsTest::relu, wave, q, q, near),
            average(x -> relu(x) * wave.applyAsDouble(x), q)));
    // Of x max(0, x) the slope has a kink and the second derivative a jump.
    DoubleUnaryOperator bend = x -> x * relu(x) + Math.sin(x);
    all.put(
        "HeatEquation",
        new Sides(
            (average(bend, q + h) - average(bend, q - h)) / (2 * h),
            average(x -> 2 * step(x) - Math.sin(x), q) / 2));
    return all;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0.5", "0.4, 2, -0.7", "1.5, 0.3, 0", "0.8, 1.2, 0.9"})
  void should_agree_with_quadrature(double p, double q, double r) {
    instances(p, q, r)
        .forEach(
            (axiom, sides) ->
                // Half of the digits of the difference quotients, and the square root of the
                // distance from the diagonal.
                assertThat(sides.left()).as(axiom).isCloseTo(sides.right(), within(1e-5)));
  }

  @Test
  void should_have_an_instance_of_every_axiom() {
    // GIVEN
    TreeSet<String> axioms = new TreeSet<>();
    Matcher matcher = Pattern.compile("(?m)^Axiom (\\w+)").matcher(Certificate.base());
    while (matcher.find()) {
      axioms.add(matcher.group(1));
    }

    // THEN
    assertThat(instances(1, 1, 0.5).keySet()).containsExactlyInAnyOrderElementsOf(axioms);
    assertThat(axioms).hasSizeLessThanOrEqualTo(12);
  }

  static java.util.List<String> shortcuts() {
    return java.util.List.of("Admitted", "admit.", "Parameter ", "Hypothesis ", "Conjecture ");
  }

  @ParameterizedTest
  @MethodSource("shortcuts")
  void should_assume_nothing_but_axioms(String shortcut) {
    assertThat(Certificate.base()).doesNotContain(shortcut);
  }
}
