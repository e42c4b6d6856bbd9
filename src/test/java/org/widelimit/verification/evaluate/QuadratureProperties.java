package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.special.Gamma;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.ActivationTable;

/** Quadratures see peaks wherever they are, value singularities, and nothing that diverges. */
class QuadratureProperties {

  /** A Gaussian peak under a Gaussian density, in closed form. */
  @Property(tries = 60)
  void should_see_a_peak_anywhere(
      @ForAll @DoubleRange(min = -3, max = 3) double center,
      @ForAll @IntRange(min = 0, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int factor) {
    double a = factor * Math.pow(10, width);

    Quantity value = evaluate("E[2 + Exp[-%s (z - (%s))^2], z]", plain(a), plain(center));

    double at = center(center);
    double expected = 2 + Math.exp(-a * at * at / (1 + 2 * a)) / Math.sqrt(1 + 2 * a);
    assertHolds(value, expected);
  }

  @Property(tries = 40)
  void should_see_a_flank_anywhere(
      @ForAll @DoubleRange(min = -3, max = 3) double center,
      @ForAll @IntRange(min = 2, max = 7) int steepness) {
    double a = Math.pow(10, steepness);

    Quantity value = evaluate("E[Sech[%s (z - (%s))]^2, z]", plain(a), plain(center));

    // The peak has the area 2/a; the density's curvature adds pi^2/(24 a^2) (c^2 - 1) of it.
    double at = center(center);
    double expected = 2 / a * Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
    double curvature = Math.PI * Math.PI / (24 * a * a) * (at * at - 1);
    assertThat(value.value())
        .isBetween(expected * (1 + curvature - 1e-7), expected * (1 + curvature + 1e-7));
  }

  @Property(tries = 40)
  void should_see_a_window_anywhere(
      @ForAll @DoubleRange(min = 0.1, max = 0.8) double from,
      @ForAll @IntRange(min = 1, max = 9) int digits) {
    double width = Math.pow(10, -digits);
    double start = center(from);
    String condition = plain(start) + " < x < " + plain(start) + " + 10^-" + digits;

    Quantity value = evaluate("Integrate[3 + Piecewise[{{1, %s}}, 0], {x, 0, 1}]", condition);

    assertHolds(value, 3 + width);
  }

  /** The absolute moments of a standard normal variable, down to exponents near -1. */
  @Property(tries = 60)
  void should_value_a_singularity_that_can_be_integrated(
      @ForAll @IntRange(min = 1, max = 97) int percent) {
    double k = -percent / 100.0;

    Quantity value = evaluate("E[Abs[z]^(-%s/100), z]", percent);

    double expected = Math.pow(2, k / 2) * Gamma.gamma((k + 1) / 2) / Math.sqrt(Math.PI);
    assertHolds(value, expected);
    assertThat(value.error()).isLessThan(1e-9 * expected);
  }

  @Property(tries = 40)
  void should_value_a_singularity_at_an_end(
      @ForAll @IntRange(min = 1, max = 95) int percent,
      @ForAll @IntRange(min = 1, max = 9) int numerator) {
    double k = percent / 100.0;
    double a = numerator / 7.0;

    Quantity value =
        evaluate("Integrate[(%s/7 - x)^(-%s/100), {x, 0, %s/7}]", numerator, percent, numerator);

    assertHolds(value, Math.pow(a, 1 - k) / (1 - k));
  }

  @Property(tries = 60)
  void should_value_nothing_that_diverges(
      @ForAll("divergent") String integrand, @ForAll @IntRange(min = -19, max = 19) int tenths) {
    String at = "(" + tenths + "/10)";
    assertThatThrownBy(() -> evaluate("E[%s, z]", integrand.replace("@", at)))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageContaining("diverge");
    assertThatThrownBy(() -> evaluate("Integrate[%s, {z, -2, 2}]", integrand.replace("@", at)))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageContaining("diverge");
  }

  @Provide
  Arbitrary<String> divergent() {
    return Arbitraries.of(
        "1/(z - @)",
        "1/Abs[z - @]",
        "z/(z - @)^2",
        "Cos[z]/Abs[z - @]^(6/5)",
        "Tan[Pi/2 + z - @]",
        "1/Sin[z - @]",
        "Exp[z]/(Exp[z - @] - 1)",
        "1/(Tanh[z - @])",
        "1/((z - @) Log[4 + z^2])");
  }

  @Property(tries = 40)
  void should_value_integrals_over_half_lines(
      @ForAll @DoubleRange(min = -2, max = 3) double logarithm,
      @ForAll @IntRange(min = 0, max = 6) int n) {
    double a = center(Math.pow(10, logarithm));

    Quantity value = evaluate("Integrate[x^%s Exp[-%s x], {x, 0, Infinity}]", n, plain(a));

    assertHolds(value, Gamma.gamma(n + 1) / Math.pow(a, n + 1));
    assertHolds(
        evaluate("Integrate[x^(-%s/10), {x, %s, Infinity}]", n + 11, plain(a)),
        Math.pow(a, -(n + 1) / 10.0) * 10 / (n + 1));
  }

  @Property(tries = 20)
  void should_value_averages_of_averages(@ForAll @DoubleRange(min = 0.25, max = 2) double s) {
    double exact = center(s);
    assertHolds(
        evaluate("E[E[Max[0, z + %s x], x], z]", plain(exact)),
        Math.sqrt((1 + exact * exact) / (2 * Math.PI)));
    assertHolds(evaluate("E[Log[E[Exp[3 z + %s x], x]], z]", plain(exact)), exact * exact / 2);
  }

  @Property(tries = 40)
  void should_value_sums_to_infinity(@ForAll @DoubleRange(min = -0.9, max = 0.9) double ratio) {
    double a = center(ratio);
    assertHolds(evaluate("Sum[(%s)^k, {k, 0, Infinity}]", plain(a)), 1 / (1 - a));
    assertHolds(evaluate("Sum[(%s)^k/k!, {k, 0, Infinity}]", plain(a)), Math.exp(a));
  }

  @Example
  void should_leave_sums_without_value_that_may_diverge() {
    for (String term : new String[] {"1/k", "1/(k Log[k])", "Log[k]/k", "1", "1/Sqrt[k]"}) {
      assertThatThrownBy(() -> evaluate("Sum[%s, {k, 2, Infinity}]", term))
          .isInstanceOf(UndefinedValueException.class);
    }
    assertThatThrownBy(() -> evaluate("Sum[2^-k + Max[0, k - 9000], {k, 1, Infinity}]"))
        .isInstanceOf(UndefinedValueException.class);
  }

  @Example
  void should_end_a_quadrature_when_the_time_of_the_claim_is_used_up() {
    Effort effort = new Effort(Duration.ofMillis(100));
    String ridge = "E[E[E[Sech[6000 (x - y + z)] Tanh[x + y]^2 E[Exp[w x - w^2], w], x], y], z]";

    assertThatThrownBy(() -> at().within(effort).evaluate(WolframReader.read(ridge)))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageContaining("budget");
  }

  private static void assertHolds(Quantity value, double expected) {
    assertThat(Math.abs(value.value() - expected))
        .as("%s for %s", value, expected)
        .isLessThanOrEqualTo(value.error() + 64 * Math.ulp(expected));
    assertThat(value.error()).isLessThan(1e-7 * Math.max(1, Math.abs(expected)));
  }

  /** Returns a number as the formula has it. */
  private static double center(double number) {
    return Double.parseDouble(plain(number));
  }

  private static String plain(double number) {
    return new java.math.BigDecimal(String.format(Locale.ROOT, "%.6g", number)).toPlainString();
  }

  private static Quantity evaluate(String format, Object... args) {
    return at().evaluate(WolframReader.read(String.format(Locale.ROOT, format, args)));
  }

  private static Evaluator at() {
    return Evaluator.of(Map.of(), ActivationTable.of(Map.of()), null, new KernelWords());
  }
}
