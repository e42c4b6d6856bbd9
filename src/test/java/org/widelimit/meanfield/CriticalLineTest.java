package org.widelimit.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.DivergentExpectationException;

class CriticalLineTest {

  @Test
  void should_find_the_critical_point_of_tanh_to_thirteen_digits() {
    List<CriticalLine.Point> points = CriticalLine.of(Activation.named("tanh")).at(0.05);
    assertThat(points).hasSize(1);
    // Two independent computations, quadrature with 30 digits.
    assertThat(points.get(0).sigmaW2().value() / 1.76095463960674 - 1).isBetween(-1e-13, 1e-13);
    assertThat(points.get(0).length().orElseThrow().value() / 0.570047881640764 - 1)
        .isBetween(-1e-13, 1e-13);
    assertThat(points.get(0).sigmaW2().relativeError()).isLessThan(1e-13);
  }

  @Test
  void should_follow_the_line_of_erf_in_closed_form() {
    CriticalLine line = CriticalLine.of(Activation.named("erf"));
    for (double q : new double[] {0, 1e-3, 0.3, 1, 7}) {
      // sigmaW^2 4/pi (1 + 4q)^(-1/2) = 1 (Williams 1997 with p = q = r).
      double weight = Math.PI / 4 * Math.sqrt(1 + 4 * q);
      double bias = q - weight * 2 / Math.PI * Math.asin(2 * q / (1 + 2 * q));
      assertThat(line.sigmaW2(q).contains(weight)).isTrue();
      assertThat(line.sigmaW2(q).contains(weight * (1 + 1e-13))).isFalse();
      assertThat(Math.abs(line.sigmaB2(q).value() - bias))
          .isLessThanOrEqualTo(line.sigmaB2(q).error() + 8 * Math.ulp(q + bias));
    }
  }

  @Test
  void should_know_scale_free_activations_and_those_without_a_line() {
    List<CriticalLine.Point> relu = CriticalLine.of(Activation.named("relu")).at(0);
    assertThat(relu).hasSize(1);
    assertThat(relu.get(0).sigmaW2().contains(2)).isTrue();
    assertThat(relu.get(0).length()).isEmpty();
    assertThat(CriticalLine.of(Activation.named("relu")).at(0.1)).isEmpty();
    // Leaky ReLU of slope a: 2/(1 + a^2).
    Bounded leaky = CriticalLine.of(Activation.parse("leakyRelu[1/2]")).at(0).get(0).sigmaW2();
    assertThat(leaky.contains(1.6)).isTrue();
    assertThatThrownBy(() -> CriticalLine.of(Activation.named("step")).at(0.1))
        .isInstanceOf(DivergentExpectationException.class)
        .hasMessageContaining("jump");
  }

  @Test
  void should_find_all_fixed_points_with_their_basins() {
    // q = 0.1 exp(2q) + 0.1 has the roots 0.27244... and 1.19807... (mpmath findroot).
    LengthFixedPoints found =
        LengthFixedPoints.of(MeanFieldMaps.of(Activation.named("exp"), 0.1, 0.1));
    assertThat(found.points()).hasSize(2);
    FixedPoint stable = found.points().get(0);
    FixedPoint unstable = found.points().get(1);
    assertThat(stable.value().contains(0.2724402200799908)).isTrue();
    assertThat(unstable.value().contains(1.1980692530380341)).isTrue();
    assertThat(stable.value().relativeError()).isLessThan(1e-13);
    assertThat(stable.stability()).isEqualTo(Stability.STABLE);
    assertThat(unstable.stability()).isEqualTo(Stability.UNSTABLE);
    assertThat(stable.basinUpper()).isEqualTo(unstable.value());
    assertThat(found.grows()).isTrue();
    assertThat(LengthFixedPoints.of(MeanFieldMaps.of(Activation.named("exp"), 0.2, 0.1)).points())
        .isEmpty();
  }

  @Test
  void should_place_phases_on_their_side_of_the_line() {
    Activation tanh = Activation.named("tanh");
    assertThat(PhasePoint.of(MeanFieldMaps.of(tanh, 1.5, 0.05)).phase()).isEqualTo(Phase.ORDERED);
    assertThat(PhasePoint.of(MeanFieldMaps.of(tanh, 1.76095463960674, 0.05)).phase())
        .isEqualTo(Phase.CRITICAL);
    PhasePoint chaotic = PhasePoint.of(MeanFieldMaps.of(tanh, 2.5, 0.05));
    assertThat(chaotic.phase()).isEqualTo(Phase.CHAOTIC);
    // The correlation settles strictly below 1, where the map's slope is below 1.
    FixedPoint settled = chaotic.correlations().orElseThrow().attractor().orElseThrow();
    assertThat(settled.value().value()).isBetween(0.0, 0.99);
    assertThat(settled.slope().upper()).isLessThan(1);
    Bounded mapped =
        chaotic
            .maps()
            .correlationMap(chaotic.length().orElseThrow().value(), settled.value().value());
    assertThat(Math.abs(mapped.value() - settled.value().value())).isLessThan(1e-13);
    assertThat(PhasePoint.of(MeanFieldMaps.of(Activation.named("relu"), 2.1, 0.1)).phase())
        .isEqualTo(Phase.UNBOUNDED);
  }

  @Test
  void should_lose_the_critical_point_to_dropout() {
    MeanFieldMaps maps =
        MeanFieldMaps.of(Activation.named("tanh"), 1.76095463960674, 0.05).withDropout(0.9);
    PhasePoint point = PhasePoint.of(maps);
    FixedPoint settled = point.correlations().orElseThrow().attractor().orElseThrow();
    assertThat(settled.value().upper()).isLessThan(0.999);
    assertThat(point.trainableDepth().value()).isFinite();
  }
}
