package org.widelimit.meanfield;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.widelimit.activation.Activation;

/** A few of the points that {@link PhaseConfirmationStudy} confirms by the thousand. */
class PhaseConfirmationTest {

  @Provide
  Arbitrary<Activation> activations() {
    return RandomActivations.analytic();
  }

  @Provide
  Arbitrary<Double> biases() {
    return Arbitraries.of(0.0, 1e-6, 0.05, 0.7);
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void should_print_critical_points_that_50_digits_confirm(
      @ForAll("activations") Activation phi, @ForAll("biases") double sigmaB2) {
    assertThat(PhaseConfirmation.criticalPoints(phi, sigmaB2)).isEmpty();
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void should_print_fixed_points_that_50_digits_confirm(
      @ForAll("activations") Activation phi, @ForAll("biases") double sigmaB2) {
    assertThat(PhaseConfirmation.lengths(phi, 1.7, sigmaB2)).isEmpty();
  }
}
