package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.enclosure.box.Definedness;
import org.widelimit.numeric.interval.RealInterval;

/** Enclosures of whole formulas on boxes hold their values to fifty digits. */
class FormulaEnclosureProperties {

  private static final List<String> UNARY =
      List.of(
          "Sin",
          "Cos",
          "ArcTan",
          "Tanh",
          "Sech",
          "Erf",
          "Erfc",
          "Abs",
          "Exp",
          "Log",
          "Sqrt",
          "Square",
          "Cube",
          "Reciprocal",
          "Sign",
          "ArcSin",
          "Sinh",
          "DawsonF");

  @Provide
  Arbitrary<Expr> formulas() {
    Arbitrary<Expr> leaves =
        Arbitraries.oneOf(
            Arbitraries.of("x", "y").map(Expressions::sym),
            Combinators.combine(
                    Arbitraries.integers().between(-9, 9), Arbitraries.integers().between(1, 7))
                .as((a, b) -> (Expr) Expressions.num(a, b)));
    Arbitrary<Expr> formulas = leaves;
    for (int depth = 0; depth < 4; depth++) {
      formulas = Arbitraries.oneOf(leaves, larger(formulas), larger(formulas));
    }
    return formulas;
  }

  private static Arbitrary<Expr> larger(Arbitrary<Expr> parts) {
    Arbitrary<Expr> cases =
        Combinators.combine(parts, parts, parts, parts)
            .as(
                (a, b, c, d) ->
                    Expressions.call(
                        "Piecewise",
                        Expressions.list(Expressions.list(a, Expressions.call("LessEqual", b, c))),
                        d));
    Arbitrary<Expr> pairs =
        Combinators.combine(Arbitraries.of("Plus", "Times", "Max", "Min"), parts, parts)
            .as((head, a, b) -> Expressions.call(head, a, b));
    Arbitrary<Expr> single =
        Combinators.combine(Arbitraries.of(UNARY), parts).as(FormulaEnclosureProperties::unary);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, single),
        net.jqwik.api.Tuple.of(4, pairs),
        net.jqwik.api.Tuple.of(1, cases));
  }

  private static Expr unary(String function, Expr x) {
    return switch (function) {
      case "Exp" -> Expressions.exp(x);
      case "Sqrt" -> Expressions.sqrt(x);
      case "Square" -> Expressions.square(x);
      case "Cube" -> Expressions.power(x, Expressions.num(3));
      case "Reciprocal" -> Expressions.call("Power", x, Expressions.MINUS_ONE);
      default -> Expressions.call(function, x);
    };
  }

  /** A side of a box, and a point of it. */
  record Side(RealInterval interval, double point) {}

  @Provide
  Arbitrary<Side> sides() {
    Arbitrary<Double> centers = Arbitraries.doubles().between(-4, 4);
    Arbitrary<Double> widths =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(-30, 3))
            .as(Math::scalb);
    return Combinators.combine(centers, widths, Arbitraries.doubles().between(0, 1))
        .as(
            (low, width, at) -> {
              double high = low + width;
              return new Side(
                  RealInterval.of(low, high), Math.max(low, Math.min(high, low + at * width)));
            });
  }

  @Property(tries = 1000)
  void should_hold_the_value_at_every_point_of_a_box(
      @ForAll("formulas") Expr formula, @ForAll("sides") Side x, @ForAll("sides") Side y) {
    Optional<HighPrecision.Estimate> value =
        HighPrecision.estimate(
            formula, Map.of("x", Variable.exact(x.point()), "y", Variable.exact(y.point())), 30);
    EnclosedValue enclosed =
        PointValues.over(
            formula,
            List.of("x", "y"),
            new RealInterval[] {x.interval(), y.interval()},
            Duration.ofSeconds(2));
    if (value.isPresent()) {
      assertThat(enclosed.definedness()).isNotEqualTo(Definedness.NOWHERE);
      assertThat(FunctionEnclosureProperties.mayHold(enclosed.range(), value.get()))
          .as("%s holds %s", enclosed.range(), value.get().value())
          .isTrue();
    }
  }

  @Property(tries = 1000)
  void should_hold_the_difference_of_two_dresses_of_a_formula(
      @ForAll("formulas") Expr formula, @ForAll("sides") Side x, @ForAll("sides") Side y) {
    Expr other = Expressions.call("Sqrt", Expressions.call("Power", formula, Expressions.TWO));
    Expr difference = Expressions.minus(Expressions.call("Abs", formula), other);
    EnclosedValue enclosed =
        PointValues.over(
            difference,
            List.of("x", "y"),
            new RealInterval[] {x.interval(), y.interval()},
            Duration.ofSeconds(2));
    if (enclosed.definedness() == Definedness.EVERYWHERE) {
      assertThat(enclosed.range().contains(0)).isTrue();
    }
  }
}
