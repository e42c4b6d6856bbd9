package org.widelimit.numeric.interval;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Functions divided by their argument, near 0 and away from it. */
class DividedFunctionsProperties {

  private static final String[] FUNCTIONS = {"Tanh", "Erf", "ArcTan", "Sinh", "Expm1", "Sin"};
  private static final int ORDER = 12;

  private static double value(String function, double x) {
    return switch (function) {
      case "Tanh" -> Math.tanh(x) / x;
      case "Erf" -> ErrorFunctions.erf(RealInterval.of(x)).middle() / x;
      case "ArcTan" -> Math.atan(x) / x;
      case "Sinh" -> Math.sinh(x) / x;
      case "Expm1" -> Math.expm1(x) / x;
      default -> Math.sin(x) / x;
    };
  }

  @Property
  void should_hold_values_and_satisfy_the_recurrence(
      @ForAll @IntRange(min = 0, max = 5) int which,
      @ForAll @DoubleRange(min = -4, max = 4) double x,
      @ForAll @DoubleRange(min = 0, max = 2) double width,
      @ForAll @DoubleRange(min = 0, max = 1) double part) {
    String function = FUNCTIONS[which];
    String name = DividedFunctions.PREFIX + function;
    RealInterval wide = RealInterval.of(x, x + width);
    double inside = Math.min(x + width, x + part * width);
    RealInterval point = RealInterval.of(inside);
    if (Math.abs(inside) > 1e-290) {
      double expected = value(function, inside);
      RealInterval range = DividedFunctions.range(name, wide);
      assertThat(expected)
          .isBetween(range.lo() - 1e-14, range.hi() + 1e-14 * Math.max(1, range.hi()));
    }
    RealInterval[] at = DividedFunctions.coefficients(name, point, ORDER).orElseThrow();
    RealInterval[] f = TaylorCoefficients.of(function, point, ORDER).orElseThrow();
    RealInterval[] over = DividedFunctions.coefficients(name, wide, ORDER).orElse(null);
    RealInterval before = RealInterval.ZERO;
    for (int k = 0; k <= ORDER; k++) {
      RealInterval again = point.times(at[k]).plus(before);
      assertThat(again.isDisjoint(f[k])).as("%s %d at %s", function, k, inside).isFalse();
      before = at[k];
      if (over != null) {
        assertThat(over[k].isDisjoint(at[k])).as("%s %d on %s", function, k, wide).isFalse();
      }
    }
    if (Math.abs(inside) < 0.7 && !function.equals("Erf")) {
      assertThat(at[2].width()).isLessThan(1e-10);
    }
  }

  @Property
  void should_hold_values_beside_the_real_axis(
      @ForAll @DoubleRange(min = -2, max = 2) double re,
      @ForAll @DoubleRange(min = -1.2, max = 1.2) double im,
      @ForAll @DoubleRange(min = 0, max = 0.3) double width) {
    ComplexInterval z =
        new ComplexInterval(
            RealInterval.of(re - width, re + width), RealInterval.of(im - width, im + width));
    ComplexInterval middle = new ComplexInterval(RealInterval.of(re), RealInterval.of(im));
    for (String function : FUNCTIONS) {
      String name = DividedFunctions.PREFIX + function;
      var over = DividedFunctions.complex(name, z);
      var at = DividedFunctions.complex(name, middle);
      if (over.isPresent() && at.isPresent()) {
        assertThat(over.get().re().isDisjoint(at.get().re())).as(function).isFalse();
        assertThat(over.get().im().isDisjoint(at.get().im())).as(function).isFalse();
      }
    }
    double size = re * re + im * im;
    if (size > 1e-4) {
      // Sin[z]/z.
      double a = Math.sin(re) * Math.cosh(im);
      double b = Math.cos(re) * Math.sinh(im);
      ComplexInterval sine =
          DividedFunctions.complex(DividedFunctions.PREFIX + "Sin", z).orElseThrow();
      assertThat((a * re + b * im) / size).isBetween(sine.re().lo() - 1e-9, sine.re().hi() + 1e-9);
      assertThat((b * re - a * im) / size).isBetween(sine.im().lo() - 1e-9, sine.im().hi() + 1e-9);
    }
  }
}
