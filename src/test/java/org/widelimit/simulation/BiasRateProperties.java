package org.widelimit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.simulation.chain.ChainBiases;
import org.widelimit.simulation.experiment.ConvergenceStudy;
import org.widelimit.simulation.observable.WideEnsemble;
import org.widelimit.simulation.observable.WideEnsemble.Quantity;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.ScalingOutcome;
import org.widelimit.statistics.ScalingTest;

/**
 * The means of activity, kernels and Jacobian size are off by 1/M, or not off at all: a slice of
 * the table that {@link ConvergenceStudy} prints, another one in every run.
 *
 * <p>Error budget: {@link ConvergenceStudy#LEVEL}, 5e-11, for each of at most {@value #TRIES} times
 * 4 intervals, below 1e-9 in all. Power: where the exponent is accepted the same samples reject
 * those that are off by 1/2 and 1; the table says that they accept it in every cell.
 */
class BiasRateProperties {
  private static final int TRIES = 3;

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of(ActivationCatalogue.names());
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void should_be_off_by_the_reciprocal_of_the_width_or_not_at_all(
      @ForAll("activations") String activation,
      @ForAll @IntRange(min = 1, max = 10) int depth,
      @ForAll long seed) {
    // GIVEN
    WideEnsemble ensemble = ConvergenceStudy.biased(activation, depth);
    ChainBiases biases = ChainBiases.of(ensemble, seed);
    for (Quantity quantity : biases.quantities()) {
      // WHEN, THEN
      if (biases.unbiased(quantity).isPresent()) {
        assertUnbiased(biases, quantity);
      } else {
        assertBias(biases, quantity);
      }
    }
  }

  private static void assertUnbiased(ChainBiases biases, Quantity quantity) {
    ConfidenceInterval mean = biases.narrowestMean(quantity, ConvergenceStudy.LEVEL);
    double limit = biases.limit(quantity);
    double rounding = ConvergenceStudy.LIMIT_ERROR * limit;

    assertThat(mean.lower() - rounding <= limit && limit <= mean.upper() + rounding)
        .as("%s of %s: %s", quantity, biases, mean)
        .isTrue();
    // Negative control: a limit that is off by a tenth
    assertThat(mean.contains(1.1 * limit)).isFalse();
  }

  private static void assertBias(ChainBiases biases, Quantity quantity) {
    ScalingTest test = biases.quickTest(quantity);
    Sampler sampler = biases.sampler(quantity);

    ScalingOutcome outcome = test.test(sampler, -1);

    assertThat(outcome.decision())
        .as("%s of %s: %s", quantity, biases, outcome.reason())
        .isNotEqualTo(Decision.REJECTED);
    if (outcome.decision() == Decision.ACCEPTED) {
      // Negative controls: the root of the width and its square, on the same samples
      assertThat(test.test(sampler, -0.5).decision()).isEqualTo(Decision.REJECTED);
      assertThat(test.test(sampler, -2).decision()).isEqualTo(Decision.REJECTED);
    }
  }
}
