package org.widelimit.meanfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.numeric.Bounded;

/** Basins of length maps that fall as well as rise, against orbits of maps in closed form. */
class LengthBasinsTest {

  private static double settled(DoubleUnaryOperator map, double start) {
    double q = start;
    for (int i = 0; i < 100_000 && q < 1e9; i++) {
      q = map.applyAsDouble(q);
    }
    return q;
  }

  /** {@code E He_2(sqrt(q) z)^2/2 = ((q-1)^2 + 2 q^2)/2}. */
  private static double hermite(double sigmaW2, double q) {
    return sigmaW2 * ((q - 1) * (q - 1) + 2 * q * q) / 2;
  }

  @Test
  void should_end_a_basin_where_the_map_jumps_over_the_next_fixed_point() {
    // GIVEN fixed points at the roots of 3 q^2 - (2 + 2/sigmaW^2) q + 1, lengths 0 thrown above
    // both
    double sigmaW2 = 1.36;
    double sum = (2 + 2 / sigmaW2) / 3;
    double root = Math.sqrt(sum * sum / 4 - 1.0 / 3);
    double attracting = sum / 2 - root;
    double repelling = sum / 2 + root;
    // The parabola takes 2/3 - q to where it takes q.
    double preimage = 2.0 / 3 - repelling;
    // WHEN
    LengthFixedPoints found =
        LengthFixedPoints.of(MeanFieldMaps.of(Activation.named("hermite"), sigmaW2, 0));
    // THEN
    assertThat(found.points()).hasSize(2);
    FixedPoint point = found.points().get(0);
    assertThat(point.value().contains(attracting)).isTrue();
    assertThat(point.basinLower().contains(preimage)).as("%s", point).isTrue();
    // The error of the fixed point above, over the small distance from 0.
    assertThat(point.basinLower().relativeError()).isLessThan(1e-11);
    assertThat(point.basinUpper()).isEqualTo(found.points().get(1).value());
    assertThat(point.reachedFromElsewhere()).isFalse();
    // Control: an orbit from just below the end leaves, and so does one from 0; one inside stays.
    DoubleUnaryOperator map = q -> hermite(sigmaW2, q);
    assertThat(settled(map, preimage * (1 + 1e-6))).isCloseTo(attracting, within(1e-9));
    assertThat(settled(map, preimage * (1 - 1e-6))).isGreaterThan(1e9);
    assertThat(settled(map, 0)).isGreaterThan(1e9);
    assertThat(found.from(0.01)).isEmpty();
    assertThat(found.from(0.1)).contains(point);
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void should_say_that_a_basin_is_no_interval() {
    // GIVEN E (q z^2 exp(-q z^2))^2 = 3 q^2 (1 + 4 q)^(-5/2): short and very long lengths die out
    double sigmaW2 = 50;
    DoubleUnaryOperator map = q -> sigmaW2 * 3 * q * q * Math.pow(1 + 4 * q, -2.5);
    // WHEN
    LengthFixedPoints found =
        LengthFixedPoints.of(MeanFieldMaps.of(Activation.parse("x^2 Exp[-x^2]"), sigmaW2, 0));
    // THEN
    assertThat(found.points()).hasSize(3);
    FixedPoint zero = found.points().get(0);
    FixedPoint repelling = found.points().get(1);
    FixedPoint attracting = found.points().get(2);
    assertThat(zero.basinUpper()).isEqualTo(repelling.value());
    assertThat(zero.reachedFromElsewhere()).isTrue();
    assertThat(attracting.basinLower()).isEqualTo(repelling.value());
    double end = attracting.basinUpper().value();
    assertThat(end).isBetween(1e5, 1e6);
    assertThat(map.applyAsDouble(end) / repelling.value().value() - 1).isBetween(-1e-10, 1e-10);
    assertThat(attracting.reachedFromElsewhere()).isFalse();
    assertThat(settled(map, end * (1 - 1e-4))).isCloseTo(attracting.value().value(), within(1e-9));
    assertThat(settled(map, end * (1 + 1e-4))).isLessThan(1e-9);
    // Control: without the fixed point at 0 there is one basin, all lengths.
    LengthFixedPoints biased =
        LengthFixedPoints.of(MeanFieldMaps.of(Activation.parse("x^2 Exp[-x^2]"), sigmaW2, 0.1));
    assertThat(biased.points()).hasSize(1);
    assertThat(biased.points().get(0).basinUpper().value()).isInfinite();
    assertThat(biased.points().get(0).reachedFromElsewhere()).isFalse();
  }

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of(
        ActivationCatalogue.names().stream().filter(name -> !name.equals("exp")).toList());
  }

  /** Why no orbit alternates: {@code sqrt(q)} times the length map increases. */
  @Property(tries = 300)
  void should_not_fall_faster_than_the_root_of_the_length(
      @ForAll("activations") String name,
      @ForAll @DoubleRange(min = -9, max = 5) double logarithm,
      @ForAll @DoubleRange(min = 0.01, max = 3) double step) {
    MeanFieldMaps maps = MeanFieldMaps.of(Activation.named(name), 1.7, 0);
    double q = Math.exp(logarithm);
    double p = q * Math.exp(step);
    Bounded before = maps.lengthMap(q).times(Math.sqrt(q));
    Bounded after = maps.lengthMap(p).times(Math.sqrt(p));
    assertThat(after.plus(before.times(-1)).upper()).isGreaterThanOrEqualTo(0);
    // Control: of the sixth root it is not true for a bump.
    Bounded bump = MeanFieldMaps.of(Activation.named("gaussian"), 1.7, 0).lengthMap(1e4);
    Bounded closer = MeanFieldMaps.of(Activation.named("gaussian"), 1.7, 0).lengthMap(1);
    assertThat(bump.value() * Math.pow(1e4, 1.0 / 6)).isLessThan(closer.value());
  }

  @Test
  void should_find_no_slope_below_minus_a_half_where_bumps_fall() {
    for (double weight : List.of(1.0, 30.0, 1e3, 1e5)) {
      for (String name : List.of("gaussian", "cos", "gabor", "rbf")) {
        for (FixedPoint point :
            LengthFixedPoints.of(MeanFieldMaps.of(Activation.named(name), weight, 0.01)).points()) {
          assertThat(point.slope().upper()).as("%s %s", name, point).isGreaterThan(-0.5);
        }
      }
    }
    // Control: the bound is no loose one.
    assertThat(
            LengthFixedPoints.of(MeanFieldMaps.of(Activation.named("gaussian"), 1e5, 0.01))
                .points()
                .get(0)
                .slope()
                .value())
        .isLessThan(-0.49);
  }
}
