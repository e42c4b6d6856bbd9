package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.interval.RealInterval;

/** Enclosures of averages and integrals hold closed forms, and divergence has no number. */
class AverageEnclosureProperties {

  private static final Duration LONG = Duration.ofSeconds(20);

  /** An average or integral in {@code a}, and its closed form. */
  record Pair(String average, String form) {}

  private static final List<Pair> KNOWN =
      List.of(
          new Pair("E[Max[0, a z]^2, z]", "a^2/2"),
          new Pair("E[Exp[a z], z]", "Exp[a^2/2]"),
          new Pair("E[Cos[a z], z]", "Exp[-a^2/2]"),
          new Pair("E[Sin[a z]^2, z]", "(1 - Exp[-2 a^2])/2"),
          new Pair("E[Exp[-a z^2], z]", "1/Sqrt[1 + 2 a]"),
          new Pair(
              "E[Exp[-1000 a (z - 1/3)^2], z]", "Exp[-1000 a/9/(1 + 2000 a)]/Sqrt[1 + 2000 a]"),
          new Pair("E[Erf[a z]^2, z]", "2/Pi ArcSin[2 a^2/(1 + 2 a^2)]"),
          new Pair("E[z Erf[a z], z]", "2 a/Sqrt[Pi (1 + 2 a^2)]"),
          new Pair("E[Abs[z - a], z]", "Sqrt[2/Pi] Exp[-a^2/2] + a Erf[a/Sqrt[2]]"),
          new Pair("E[(a z)^8, z]", "105 a^8"),
          new Pair("E[Sign[z + 1/4], z]", "Erf[1/(4 Sqrt[2])]"),
          new Pair("E[z Tanh[a z], z]", "a E[Sech[a z]^2, z]"),
          new Pair("Integrate[x Exp[-a x], {x, 0, Infinity}]", "1/a^2"),
          new Pair("Integrate[x Exp[-x^2/2], {x, a, Infinity}]", "Exp[-a^2/2]"),
          new Pair("Integrate[Exp[a x], {x, -Infinity, 0}]", "1/a"),
          new Pair("Integrate[Exp[a x], {x, a, 2 a}]", "(Exp[2 a^2] - Exp[a^2])/a"),
          new Pair("Integrate[1/(1 + x^2), {x, 0, a}]", "ArcTan[a]"),
          new Pair("Integrate[Abs[x - 1/3], {x, 0, 1}]", "5/18"),
          new Pair("BivariateNormalCDF[0, 0, a/4]", "1/4 + ArcSin[a/4]/(2 Pi)"));

  private static final List<Pair> NESTED =
      List.of(
          new Pair("E[E[Max[0, z + a x], x], z]", "Sqrt[(1 + a^2)/(2 Pi)]"),
          new Pair("E[u^2 v^2, {u, v}, {{1, a/4}, {a/4, 1}}]", "1 + a^2/8"));

  @Provide
  Arbitrary<Pair> known() {
    return Arbitraries.of(KNOWN);
  }

  @Provide
  Arbitrary<Num> numbers() {
    return Arbitraries.integers().between(3, 28).map(i -> Expressions.num(i, 10));
  }

  @Property(tries = 8)
  void should_hold_closed_forms_at_points(@ForAll("known") Pair pair, @ForAll("numbers") Num a) {
    Expr average = WolframReader.read(pair.average());
    Expr form = WolframReader.read(pair.form());
    EnclosedValue left = PointValues.at(average, Map.of("a", a), LONG);
    EnclosedValue right = PointValues.at(form, Map.of("a", a), LONG);
    assertThat(left.isSure()).as("%s at %s: %s", pair.average(), a, left).isTrue();
    assertThat(left.range().isDisjoint(right.range()))
        .as("%s at %s: %s, %s", pair.average(), a, left, right)
        .isFalse();
    assertThat(left.range().width()).isLessThan(1e-8 * Math.max(1, left.range().magnitude()));
  }

  @Property(tries = 8)
  void should_hold_closed_forms_on_intervals(@ForAll("known") Pair pair, @ForAll("numbers") Num a) {
    double low = a.doubleValue();
    RealInterval side = RealInterval.of(low, low + 0.01);
    Expr average = WolframReader.read(pair.average());
    EnclosedValue over = PointValues.over(average, List.of("a"), new RealInterval[] {side}, LONG);
    for (double at : new double[] {low, low + 0.003, side.hi()}) {
      EnclosedValue form =
          PointValues.at(WolframReader.read(pair.form()), Map.of("a", Variable.exact(at)), LONG);
      assertThat(over.range().isDisjoint(form.range()))
          .as("%s at %s: %s, %s", pair.average(), at, over, form)
          .isFalse();
    }
  }

  @Test
  void should_hold_closed_forms_of_nested_averages() {
    Map<String, Num> point = Map.of("a", Expressions.num(6, 5));
    for (Pair pair : NESTED) {
      EnclosedValue left = PointValues.at(WolframReader.read(pair.average()), point, LONG);
      EnclosedValue right = PointValues.at(WolframReader.read(pair.form()), point, LONG);
      assertThat(left.isSure()).as("%s: %s", pair.average(), left).isTrue();
      assertThat(left.range().isDisjoint(right.range())).as("%s: %s", pair, left).isFalse();
      assertThat(left.range().width()).isLessThan(1e-9);
    }
  }

  @Test
  void should_know_no_value_of_what_diverges() {
    for (String text :
        List.of(
            "E[1/Abs[z + 1/2], z]",
            "E[1/z^2, z]",
            "E[Tan[2 z] + 1, z]",
            "E[Exp[z^2/2], z]",
            "E[Exp[z^2], z]",
            "E[Exp[Abs[z]^3], z]",
            "Integrate[1/x, {x, -1, 2}]",
            "Integrate[1/x, {x, 0, 1}]",
            "Integrate[Exp[x], {x, 0, Infinity}]",
            "Integrate[1/(1 + x), {x, 0, Infinity}]",
            "E[E[Exp[z^2 x^2], x], z]")) {
      EnclosedValue value =
          PointValues.at(WolframReader.read(text), Map.of(), Duration.ofSeconds(3));
      assertThat(value.isSure()).as("%s: %s", text, value).isFalse();
    }
  }

  /** Peaks of every width and at every place, and what a peak of half the width would be. */
  @Property(tries = 60)
  void should_hold_averages_of_peaks(
      @ForAll @IntRange(min = -8, max = 18) int sharpness,
      @ForAll @IntRange(min = -96, max = 96) int place) {
    Expr rate = Expressions.power(Expressions.num(3), Expressions.num(sharpness));
    Map<String, Num> point = Map.of("a", (Num) rate, "b", Expressions.num(place, 32));
    RealInterval average = enclosed("E[Exp[-a (z - b)^2], z]", point);
    RealInterval form = enclosed("Exp[-a b^2/(1 + 2 a)]/Sqrt[1 + 2 a]", point);
    RealInterval other = enclosed("Exp[-4 a b^2/(1 + 8 a)]/Sqrt[1 + 8 a]", point);

    assertThat(average.isDisjoint(form)).as("%s, %s at %s", average, form, point).isFalse();
    assertThat(average.isDisjoint(other)).as("%s, %s at %s", average, other, point).isTrue();
  }

  private static RealInterval enclosed(String formula, Map<String, Num> point) {
    EnclosedValue value = PointValues.at(WolframReader.read(formula), point, LONG);
    assertThat(value.isSure()).as("%s at %s: %s", formula, point, value).isTrue();
    return value.range();
  }

  /** Poles beside the real axis: the strip ends there, however near it is. */
  @Property(tries = 40)
  void should_hold_averages_with_poles_near_the_axis(@ForAll @IntRange(min = 1, max = 64) int n) {
    Map<String, Num> point = Map.of("a", Expressions.num(n, 32));
    // The integral of the resolvent along the imaginary direction (Abramowitz and Stegun 7.4.11).
    RealInterval average = enclosed("E[1/(z^2 + a^2), z]", point);
    RealInterval form = enclosed("Sqrt[Pi/2]/a Exp[a^2/2] Erfc[a/Sqrt[2]]", point);

    assertThat(average.isDisjoint(form)).as("%s, %s at %s", average, form, point).isFalse();
    assertThat(average.width()).isLessThan(1e-9 * average.magnitude());
  }
}
