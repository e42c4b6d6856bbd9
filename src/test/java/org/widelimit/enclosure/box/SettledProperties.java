package org.widelimit.enclosure.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.enclosure.EnclosedValue;
import org.widelimit.enclosure.PointValues;
import org.widelimit.numeric.interval.RealInterval;

/** Fixed points of maps: certified where the start is drawn to them, and nowhere else. */
class SettledProperties {

  private static final Duration LONG = Duration.ofSeconds(20);

  private static Expr settled(String map, String slope, String start) {
    return Expressions.call(
        PointValues.SETTLED,
        Expressions.sym("q"),
        WolframReader.read(map),
        WolframReader.read(slope),
        WolframReader.read(start));
  }

  private static void holds(Expr fixed, String form, Map<String, Num> point) {
    EnclosedValue value = PointValues.at(fixed, point, LONG);
    RealInterval expected = PointValues.at(WolframReader.read(form), point, LONG).range();
    assertThat(value.isSure()).as("%s at %s: %s", fixed, point, value).isTrue();
    assertThat(value.range().isDisjoint(expected))
        .as("%s at %s: %s, %s", fixed, point, value, expected)
        .isFalse();
    assertThat(value.range().width()).isLessThan(1e-12 * value.range().magnitude());
  }

  @Property(tries = 60)
  void should_hold_the_fixed_points_of_known_maps(
      @ForAll @IntRange(min = -90, max = 90) int slope,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(min = 11, max = 29) int rate) {
    Map<String, Num> point =
        Map.of(
            "a", Expressions.num(slope, 100),
            "b", Expressions.num(size, 8),
            "r", Expressions.num(rate, 10));
    if (slope >= 0) {
      holds(settled("a q + b", "a", "1"), "b/(1 - a)", point);
    } else {
      holds(settled("a q + 4 b", "a", "3 b"), "4 b/(1 - a)", point);
    }
    holds(settled("b Sqrt[q]", "b/(2 Sqrt[q])", "1"), "b^2", point);
    // The logistic map is drawn to 1 - 1/r from the top of its parabola on.
    EnclosedValue logistic =
        PointValues.at(settled("r q (1 - q)", "r (1 - 2 q)", "1/2"), point, LONG);
    RealInterval expected = PointValues.at(WolframReader.read("1 - 1/r"), point, LONG).range();
    assertThat(logistic.range().isDisjoint(expected)).isFalse();
    assertThat(logistic.isSure() || rate > 20).as("%s at %s", logistic, point).isTrue();
  }

  @Property(tries = 20)
  void should_hold_the_fixed_points_of_all_maps_of_a_box(
      @ForAll @IntRange(min = 0, max = 60) int slope,
      @ForAll @IntRange(min = 0, max = 8) int inside,
      @ForAll @IntRange(min = 0, max = 8) int beside) {
    RealInterval[] box = {
      RealInterval.of(slope / 64.0, (slope + 1) / 64.0), RealInterval.of(0.5, 0.5625)
    };
    Expr fixed = settled("a q + b^2", "a", "1");
    EnclosedValue over = PointValues.over(fixed, List.of("a", "b"), box, LONG);
    double a = (slope + inside / 8.0) / 64;
    double b = 0.5 + beside / 128.0;

    assertThat(over.isSure()).as("%s", over).isTrue();
    assertThat(over.range().contains(b * b / (1 - a))).as("%s", over).isTrue();
  }

  @Example
  void should_certify_no_fixed_point_that_the_start_is_not_drawn_to() {
    for (Expr fixed :
        List.of(
            // It repels.
            settled("7/2 q (1 - q)", "7/2 (1 - 2 q)", "1/2"),
            // It is marginal.
            settled("q + (q - 2)^3", "1 + 3 (q - 2)^2", "1"),
            // There is none.
            settled("q + 1", "1", "1"),
            // The start is drawn to 0, which is no positive number, past one that repels.
            settled("q^2/2", "q", "1"),
            // It lies where the map has no value.
            settled("Log[q]", "1/q", "1"))) {
      assertThat(PointValues.at(fixed, Map.of(), LONG).isSure()).as("%s", fixed).isFalse();
    }
  }

  @Example
  void should_hold_the_length_that_a_layer_of_error_functions_keeps() {
    // On the critical line, parametrized by the length: E[Erf[Sqrt[q] z]^2] and the slope in z.
    String map = "c E[Erf[Sqrt[q] z]^2, z] + s - c 2/Pi ArcSin[2 s/(1 + 2 s)]";
    String slope = "c E[2/Sqrt[Pi] z Erf[Sqrt[q] z] Exp[-q z^2], z]/Sqrt[q]";
    for (int i = 1; i <= 3; i++) {
      holds(
          settled(map, slope, "1"),
          "s",
          Map.of("s", Expressions.num(i, 2), "c", Expressions.num(9, 10)));
    }
  }
}
