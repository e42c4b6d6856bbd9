package org.widelimit.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Sequences of which the limit is known, inside and outside the family that is fitted. */
class ExtrapolationProperties {

  private static final long LAST = 4096;

  @Property(tries = 100)
  void should_cover_the_limit_under_powers_and_logarithms(
      @ForAll @DoubleRange(min = -3, max = 3) double limit,
      @ForAll @DoubleRange(min = -5, max = 5) double a,
      @ForAll @DoubleRange(min = -5, max = 5) double b,
      @ForAll @DoubleRange(min = -20, max = 20) double c) {
    Bounded found =
        Extrapolation.limit(
            l -> limit + (a + b * Math.log((double) l)) / l + c / ((double) l * l), LAST);
    assertThat(Math.abs(found.value() - limit)).isLessThanOrEqualTo(found.error());
    assertThat(found.error()).isLessThan(1e-6);
    assertThat(found.contains(limit + 0.001)).isFalse();
  }

  @Property(tries = 100)
  void should_cover_the_limit_under_a_power_that_is_not_fitted(
      @ForAll @DoubleRange(min = 0.5, max = 3) double power,
      @ForAll @DoubleRange(min = -3, max = 3) double size) {
    Bounded found = Extrapolation.limit(l -> 1 + size * Math.pow((double) l, -power), LAST);
    assertThat(Math.abs(found.value() - 1)).isLessThanOrEqualTo(found.error());
    assertThat(found.error()).isLessThan(0.2);
  }

  @Property(tries = 100)
  void should_cover_the_limit_under_an_exponential(
      @ForAll @DoubleRange(min = 0.1, max = 0.99) double rate,
      @ForAll @DoubleRange(min = -3, max = 3) double size) {
    Bounded found = Extrapolation.limit(l -> 1 + size * Math.pow(rate, (double) l), LAST);
    assertThat(Math.abs(found.value() - 1)).isLessThanOrEqualTo(found.error());
    assertThat(found.error()).isLessThan(1e-3);
  }

  @Property(tries = 50)
  void should_not_trust_corrections_that_hardly_fall(
      @ForAll @DoubleRange(min = -3, max = 3) double size,
      @ForAll @DoubleRange(min = 0.1, max = 2) double power) {
    Bounded found =
        Extrapolation.limit(l -> 1 + size * Math.pow(Math.log(l + 1.0), -power), 1 << 20);
    assertThat(Math.abs(found.value() - 1)).isLessThanOrEqualTo(found.error());
  }

  @Property(tries = 50)
  void should_carry_the_errors_of_the_values(@ForAll @IntRange(min = 0, max = 16) int wrong) {
    long[] arguments = Extrapolation.arguments(LAST);
    double[] values = new double[arguments.length];
    double[] errors = new double[arguments.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = 1 + 1.0 / arguments[k];
      errors[k] = 1e-3;
    }
    values[wrong] += 1e-3;
    Bounded found = Extrapolation.limit(arguments, values, errors);
    assertThat(Math.abs(found.value() - 1)).isLessThanOrEqualTo(found.error());
    assertThat(found.error()).isGreaterThan(1e-3);
  }
}
