package org.widelimit.numeric.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Rectangles hold the values of complex functions at every point, and refuse poles and cuts. */
class ComplexIntervalProperties {

  private static final double TOLERANCE = 1e-11;

  private static RealInterval side(double middle, double width) {
    return RealInterval.of(middle - width, middle + width);
  }

  private static void holds(ComplexInterval box, double re, double im) {
    double size = TOLERANCE * (1 + Math.hypot(re, im));
    assertThat(re).isBetween(box.re().lo() - size, box.re().hi() + size);
    assertThat(im).isBetween(box.im().lo() - size, box.im().hi() + size);
    assertThat(Math.hypot(re, im)).isLessThanOrEqualTo(box.magnitude() + size);
  }

  private static void holdsIfAny(Optional<ComplexInterval> box, double re, double im) {
    box.ifPresent(found -> holds(found, re, im));
  }

  @Property
  void should_hold_the_values_at_points(
      @ForAll @DoubleRange(min = -4, max = 4) double re,
      @ForAll @DoubleRange(min = -1.5, max = 1.5) double im,
      @ForAll @DoubleRange(min = 0, max = 1) double width,
      @ForAll @DoubleRange(min = -1, max = 1) double t,
      @ForAll @DoubleRange(min = -1, max = 1) double u) {
    ComplexInterval z = new ComplexInterval(side(re, width), side(im, width));
    double x = Math.max(z.re().lo(), Math.min(z.re().hi(), re + t * width));
    double y = Math.max(z.im().lo(), Math.min(z.im().hi(), im + u * width));

    holds(z.exp(), Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y));
    holds(z.sin(), Math.sin(x) * Math.cosh(y), Math.cos(x) * Math.sinh(y));
    holds(z.cos(), Math.cos(x) * Math.cosh(y), -Math.sin(x) * Math.sinh(y));
    holds(z.sinh(), Math.sinh(x) * Math.cos(y), Math.cosh(x) * Math.sin(y));
    holds(z.cosh(), Math.cosh(x) * Math.cos(y), Math.sinh(x) * Math.sin(y));
    holds(z.square(), x * x - y * y, 2 * x * y);
    double below = Math.cosh(2 * x) + Math.cos(2 * y);
    holdsIfAny(z.tanh(), Math.sinh(2 * x) / below, Math.sin(2 * y) / below);
    double square = x * x + y * y;
    holdsIfAny(z.reciprocal(), x / square, -y / square);
    holdsIfAny(z.log(), Math.log(Math.hypot(x, y)), Math.atan2(y, x));
    double root = Math.sqrt(Math.hypot(x, y));
    double half = Math.atan2(y, x) / 2;
    holdsIfAny(z.power(RealInterval.of(0.5)), root * Math.cos(half), root * Math.sin(half));
    double real = Math.cosh(x) * Math.cos(y);
    double imaginary = Math.sinh(x) * Math.sin(y);
    double size = real * real + imaginary * imaginary;
    holdsIfAny(z.sech(), real / size, -imaginary / size);
    // ArcTan[z] = (Log[1 + I z] - Log[1 - I z])/(2 I).
    holdsIfAny(
        z.arcTan(),
        (Math.atan2(x, 1 - y) - Math.atan2(-x, 1 + y)) / 2,
        (Math.log(Math.hypot(1 + y, x)) - Math.log(Math.hypot(1 - y, x))) / 2);
    double[] erf = erf(x, y);
    holds(z.erf(), erf[0], erf[1]);
    holds(z.erfc(), 1 - erf[0], -erf[1]);
  }

  /** {@code Erf[x] + 2/Sqrt[Pi] I Integrate[Exp[-(x + I t)^2], {t, 0, y}]} by Simpson's rule. */
  private static double[] erf(double x, double y) {
    int steps = 400;
    double re = 0;
    double im = 0;
    for (int i = 0; i <= steps; i++) {
      double t = y * i / steps;
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      double size = weight * Math.exp(t * t - x * x);
      re += size * Math.cos(2 * x * t);
      im -= size * Math.sin(2 * x * t);
    }
    double factor = 2 / Math.sqrt(Math.PI) * y / (3 * steps);
    return new double[] {
      ErrorFunctions.erf(RealInterval.of(x)).middle() - factor * im, factor * re
    };
  }

  @Test
  void should_refuse_poles_and_cuts() {
    RealInterval near = RealInterval.of(-0.1, 0.1);
    assertThat(new ComplexInterval(near, near).reciprocal()).isEmpty();
    assertThat(new ComplexInterval(near, RealInterval.of(1.5, 1.6)).tanh()).isEmpty();
    assertThat(new ComplexInterval(near, RealInterval.of(1.5, 1.6)).sech()).isEmpty();
    assertThat(new ComplexInterval(RealInterval.of(-2, -1), near).log()).isEmpty();
    assertThat(new ComplexInterval(RealInterval.of(-2, -1), near).power(RealInterval.of(0.5)))
        .isEmpty();
    assertThat(new ComplexInterval(near, RealInterval.of(0.9, 1.1)).arcTan()).isEmpty();
  }
}
