package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
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
import org.widelimit.numeric.interval.TaylorCoefficients;

/** Ranges and Taylor coefficients of functions hold values to fifty digits. */
class FunctionEnclosureProperties {

  private static final List<String> FUNCTIONS =
      List.of(
          "Exp",
          "Log",
          "Sin",
          "Cos",
          "Tan",
          "ArcSin",
          "ArcCos",
          "ArcTan",
          "Sinh",
          "Cosh",
          "Tanh",
          "ArcTanh",
          "Sech",
          "Erf",
          "Erfc",
          "Erfi",
          "DawsonF",
          "Sqrt",
          "Gamma",
          "Abs",
          "Sign",
          "HeavisideTheta",
          "Floor",
          "Square",
          "Cube",
          "Reciprocal",
          "ThirdRoot");

  private static final MathContext DIGITS = new MathContext(80);

  /** A number, and one not far from it. */
  record Near(double center, double step) {
    double point() {
      return center + step;
    }

    RealInterval interval() {
      return RealInterval.of(Math.min(center, point()), Math.max(center, point()));
    }
  }

  @Provide
  Arbitrary<String> functions() {
    return Arbitraries.of(FUNCTIONS);
  }

  @Provide
  Arbitrary<Near> near() {
    Arbitrary<Double> centers =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-1, 1),
            Arbitraries.doubles().between(-6, 6),
            Arbitraries.doubles().between(-40, 40),
            Arbitraries.integers().between(-8, 8).map(i -> i / 4.0),
            Arbitraries.integers().between(-300, 300).map(i -> Math.scalb(1.0, i)));
    Arbitrary<Double> steps =
        Combinators.combine(
                Arbitraries.doubles().between(-1, 1), Arbitraries.integers().between(-40, 2))
            .as(Math::scalb);
    return Combinators.combine(centers, steps).as(Near::new);
  }

  private static Expr call(String function, Expr x) {
    return switch (function) {
      case "Exp" -> Expressions.exp(x);
      case "Sqrt" -> Expressions.sqrt(x);
      case "Square" -> Expressions.square(x);
      case "Cube" -> Expressions.power(x, Expressions.num(3));
      case "Reciprocal" -> Expressions.power(x, Expressions.MINUS_ONE);
      case "ThirdRoot" -> Expressions.power(x, Expressions.num(1, 3));
      default -> Expressions.call(function, x);
    };
  }

  private static Optional<HighPrecision.Estimate> value(String function, double x) {
    return HighPrecision.estimate(
        call(function, Expressions.sym("x")), Map.of("x", Variable.exact(x)), 40);
  }

  static boolean mayHold(RealInterval interval, HighPrecision.Estimate value) {
    BigDecimal low = value.value().subtract(value.error());
    BigDecimal high = value.value().add(value.error());
    return (interval.lo() == Double.NEGATIVE_INFINITY
            || new BigDecimal(interval.lo()).compareTo(high) <= 0)
        && (interval.hi() == Double.POSITIVE_INFINITY
            || new BigDecimal(interval.hi()).compareTo(low) >= 0);
  }

  @Property(tries = 1000)
  void should_hold_the_values_at_a_point_and_on_an_interval(
      @ForAll("functions") String function, @ForAll("near") Near near) {
    Optional<HighPrecision.Estimate> value = value(function, near.point());
    if (value.isEmpty()) {
      return;
    }
    for (RealInterval x : List.of(RealInterval.of(near.point()), near.interval())) {
      EnclosedValue enclosed =
          PointValues.over(
              call(function, Expressions.sym("x")),
              List.of("x"),
              new RealInterval[] {x},
              java.time.Duration.ofSeconds(1));
      assertThat(enclosed.definedness()).isNotEqualTo(Definedness.NOWHERE);
      assertThat(mayHold(enclosed.range(), value.get()))
          .as("%s on %s: %s holds %s", function, x, enclosed.range(), value.get().value())
          .isTrue();
    }
  }

  @Property(tries = 1000)
  void should_not_be_defined_everywhere_beside_a_point_without_value(
      @ForAll("functions") String function, @ForAll("near") Near near) {
    boolean isOut =
        switch (function) {
          case "Log" -> near.point() <= 0;
          case "Sqrt", "ThirdRoot" -> near.point() < 0;
          case "ArcSin", "ArcCos" -> Math.abs(near.point()) > 1;
          case "ArcTanh" -> Math.abs(near.point()) >= 1;
          case "Reciprocal" -> near.point() == 0;
          case "Gamma" -> near.point() <= 0 && near.point() == Math.rint(near.point());
          default -> false;
        };
    EnclosedValue enclosed =
        PointValues.over(
            call(function, Expressions.sym("x")),
            List.of("x"),
            new RealInterval[] {near.interval()},
            java.time.Duration.ofSeconds(1));
    if (isOut) {
      assertThat(enclosed.definedness()).isNotEqualTo(Definedness.EVERYWHERE);
    }
  }

  /** {@code f(x) - Sum[f_j (x - c)^j, j < k]} lies in {@code f_k(X) (x - c)^k}, for every k. */
  @Property(tries = 1000)
  void should_hold_the_rest_of_taylor_series(
      @ForAll("functions") String function, @ForAll("near") Near near) {
    RealInterval center = RealInterval.of(near.center());
    Optional<RealInterval[]> at = coefficients(function, center);
    Optional<RealInterval[]> over = coefficients(function, near.interval());
    Optional<HighPrecision.Estimate> value = value(function, near.point());
    if (at.isEmpty() || over.isEmpty() || value.isEmpty()) {
      return;
    }
    BigDecimal step =
        new BigDecimal(near.point()).subtract(new BigDecimal(near.center()), MathContext.UNLIMITED);
    BigDecimal low = value.get().value().subtract(value.get().error());
    BigDecimal high = value.get().value().add(value.get().error());
    BigDecimal power = BigDecimal.ONE;
    for (int k = 0; k < over.get().length; k++) {
      RealInterval rest = over.get()[k];
      if (!rest.isBounded() || !at.get()[k].isBounded()) {
        return;
      }
      BigDecimal first = new BigDecimal(rest.lo()).multiply(power, DIGITS);
      BigDecimal second = new BigDecimal(rest.hi()).multiply(power, DIGITS);
      BigDecimal off = first.abs().max(second.abs()).movePointLeft(70);
      assertThat(first.min(second).subtract(off))
          .as("%s, coefficient %d at %s", function, k, near)
          .isLessThanOrEqualTo(high);
      assertThat(first.max(second).add(off))
          .as("%s, coefficient %d at %s", function, k, near)
          .isGreaterThanOrEqualTo(low);
      BigDecimal one = new BigDecimal(at.get()[k].lo()).multiply(power, DIGITS);
      BigDecimal other = new BigDecimal(at.get()[k].hi()).multiply(power, DIGITS);
      BigDecimal rounding = one.abs().max(other.abs()).movePointLeft(70);
      low = low.subtract(one.max(other)).subtract(rounding);
      high = high.subtract(one.min(other)).add(rounding);
      power = power.multiply(step, DIGITS);
    }
  }

  private static Optional<RealInterval[]> coefficients(String function, RealInterval x) {
    return switch (function) {
      case "Sqrt" -> TaylorCoefficients.power(x, RealInterval.of(0.5), 9);
      case "Square" -> TaylorCoefficients.power(x, RealInterval.of(2), 9);
      case "Cube" -> TaylorCoefficients.power(x, RealInterval.of(3), 9);
      case "Reciprocal" -> TaylorCoefficients.power(x, RealInterval.of(-1), 9);
      case "ThirdRoot" ->
          TaylorCoefficients.power(x, RealInterval.ONE.dividedBy(RealInterval.of(3)), 9);
      default -> TaylorCoefficients.of(function, x, 9);
    };
  }
}
