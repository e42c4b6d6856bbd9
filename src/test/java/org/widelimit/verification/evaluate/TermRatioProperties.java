package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.ActivationTable;

/** Bounds of the ratio of neighbouring terms, and sums to infinity that rest on them. */
class TermRatioProperties {

  private static Evaluator at(double a) {
    return Evaluator.of(
        Map.of("a", Quantity.of(a)), ActivationTable.of(Map.of()), null, new KernelWords());
  }

  @Provide
  Arbitrary<String> factors() {
    return Arbitraries.of(
        "a^k",
        "(-1)^k",
        "a^(2 k + 1)",
        "Exp[-a k]",
        "k^2",
        "(k^2 + 3 k + 1)",
        "1/(2 k + 1)",
        "1/k!",
        "1/(2 k + 1)!",
        "Sqrt[k + 2]",
        "Tanh[a]",
        "(1 + k)^(-3)");
  }

  @Property(tries = 200)
  void should_bound_all_ratios_that_follow(
      @ForAll @Size(min = 1, max = 4) List<@net.jqwik.api.From("factors") String> factors,
      @ForAll @DoubleRange(min = -0.9, max = 0.9) double a,
      @ForAll @IntRange(min = 1, max = 12) int n) {
    // GIVEN
    String term = String.join(" ", factors);
    Evaluator at = at(a);
    IntToDoubleFunction bound =
        TermRatio.of(WolframReader.read(term), "k", at::evaluate)
            .orElseThrow(() -> new AssertionError(term + " as " + WolframReader.read(term)));
    // THEN
    for (int k = n; k < n + 12; k++) {
      double here = value(term, at, k);
      double next = value(term, at, k + 1);
      assertThat(Math.abs(next))
          .as("%s at a = %s, k = %s", term, a, k)
          .isLessThanOrEqualTo(
              bound.applyAsDouble(n) * Math.abs(here) * (1 + 1e-9) + Double.MIN_NORMAL);
    }
  }

  private static double value(String term, Evaluator at, int k) {
    return at.with("k", Quantity.of(k)).evaluate(WolframReader.read(term)).value();
  }

  @Property
  void should_say_nothing_of_terms_of_another_form(@ForAll("others") String term) {
    assertThat(TermRatio.of(WolframReader.read(term), "k", at(0.5)::evaluate)).isEmpty();
  }

  @Provide
  Arbitrary<String> others() {
    return Arbitraries.of(
        "a^k + 2^k",
        "(k - 3)^2 a^k",
        "Sin[k] a^k",
        "k! a^k",
        "a^(k^2)",
        "1/(k - 1/2)",
        "a^k/(k/2)!",
        "Log[k] a^k");
  }

  @Property(tries = 60)
  void should_give_geometric_sums_rigorous_bounds(
      @ForAll @DoubleRange(min = -0.9, max = 0.9) double a,
      @ForAll @IntRange(min = 0, max = 5) int first) {
    Quantity sum = at(a).evaluate(WolframReader.read("Sum[a^k, {k, " + first + ", Infinity}]"));
    double exact = Math.pow(a, first) / (1 - a);
    assertThat(sum.grade()).isEqualTo(Grade.RIGOROUS);
    assertThat(Math.abs(sum.value() - exact)).isLessThanOrEqualTo(sum.error() + 1e-15);
    assertThat(sum.error()).isLessThan(1e-12);
  }

  @Example
  void should_not_take_a_zero_among_the_terms_for_the_end() {
    // GIVEN terms of which the first, or all but a later one, are small or 0
    Quantity first = at(0.5).evaluate(WolframReader.read("Sum[k a^k, {k, 0, Infinity}]"));
    assertThat(Math.abs(first.value() - 2)).isLessThanOrEqualTo(first.error());
    Quantity inner = at(0.5).evaluate(WolframReader.read("Sum[(k - 3)^2 a^k, {k, 3, Infinity}]"));
    assertThat(inner.grade()).isNotEqualTo(Grade.RIGOROUS);
    assertThat(Math.abs(inner.value() - 0.75)).isLessThanOrEqualTo(inner.error());
  }

  @Example
  void should_leave_what_diverges_without_a_value() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> at(1.5).evaluate(WolframReader.read("Sum[a^k, {k, 0, Infinity}]"))))
        .isInstanceOf(UndefinedValueException.class);
  }
}
