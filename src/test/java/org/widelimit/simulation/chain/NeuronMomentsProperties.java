package org.widelimit.simulation.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.data.Percentage;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.simulation.matrix.Interpolant;
import org.widelimit.simulation.matrix.RandomStreams;

/** Moments that are interpolated are those of the quadrature. */
class NeuronMomentsProperties {
  /** Twice what an interpolation may miss where it is tried. */
  private static final Percentage ROUNDING = Percentage.withPercentage(2e-11);

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of(ActivationCatalogue.names());
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void should_interpolate_to_rounding(@ForAll("activations") String activation, @ForAll long seed) {
    NeuronMoments moments = NeuronMoments.of(activation);
    RandomGenerator dice = RandomStreams.of(seed, "variance").generator();
    for (int i = 0; i < 10; i++) {
      double variance = Math.exp(dice.nextDouble(-5, 2));

      double[] means = moments.at(variance).means();

      double[] integrals = moments.integrals(variance);
      for (int k = 0; k < means.length; k++) {
        assertThat(means[k])
            .as("moment %d of %s at %s", k, activation, variance)
            .isCloseTo(integrals[k], ROUNDING);
      }
    }
  }

  /** From the moment generating function of u: {@code E e^(k u) = e^(k^2 V/2)}. */
  @Example
  void should_know_the_moments_of_exponentials() {
    double variance = 0.37;

    NeuronMoments.At at = NeuronMoments.of("exp").at(variance);

    double square = Math.exp(2 * variance);
    double fourth = Math.exp(8 * variance);
    assertThat(at.means()[NeuronMoments.SQUARE]).isCloseTo(square, ROUNDING);
    assertThat(at.means()[NeuronMoments.SQUARE_SLOPE]).isCloseTo(fourth, ROUNDING);
    assertThat(at.means()[NeuronMoments.MIXED]).isCloseTo(2 * variance * square, ROUNDING);
    assertThat(at.covariance()[0][1]).isCloseTo(fourth - square * square, ROUNDING);
  }

  @Example
  void should_not_interpolate_what_varies_too_fast() {
    assertThat(Interpolant.of(1, 1.25, x -> new double[] {Math.exp(x), 1 / x})).isPresent();
    // Negative controls: a kink, a pole nearby, a steep exponential
    assertThat(Interpolant.of(1, 1.25, x -> new double[] {1 + Math.abs(x - 1.1)})).isEmpty();
    assertThat(Interpolant.of(1, 1.25, x -> new double[] {1 / (x - 0.99)})).isEmpty();
    Optional<Interpolant> steep = Interpolant.of(8, 10, x -> new double[] {Math.exp(8 * x)});
    assertThat(steep).isEmpty();
  }
}
