package org.widelimit.simulation.observable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.simulation.chain.ChainMean;
import org.widelimit.simulation.experiment.ConvergenceStudy;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.observable.WideEnsemble.Quantity;
import org.widelimit.simulation.sampling.ChainSampler;
import org.widelimit.statistics.CachedSampler;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.Sampler;
import org.widelimit.statistics.ScalingOutcome;
import org.widelimit.statistics.ScalingTest;

/**
 * Kernels, activity and Jacobian of a finite network fluctuate with {@code M^(-1/2)}, and their
 * means are off by {@code 1/M}. {@link ConvergenceStudy} prints the exponents of the whole
 * catalogue at all depths to 10.
 *
 * <p>Error budget: {@link ConvergenceStudy#LEVEL}, 5e-11, for each of at most 20 decisions, 1e-9 in
 * all. An exponent of fluctuations that is off by 1/2 is excluded by the samples that decide, and
 * the fixed examples always decide.
 */
class ConvergenceRateProperties {

  private static final int TRIES = 4;

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of(ActivationCatalogue.names());
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void should_fluctuate_with_the_root_of_the_width(
      @ForAll("activations") String activation,
      @ForAll @IntRange(min = 1, max = 10) int depth,
      @ForAll long seed) {
    // GIVEN
    RandomGenerator dice = RandomStreams.of(seed, "variances").generator();
    double q = activation.equals("exp") ? 0.1 : dice.nextDouble(0.5, 1.2);
    WideEnsemble ensemble = WideEnsemble.of(activation, depth, q, dice.nextDouble(0.3, 0.6));
    Map<Quantity, Sampler> samplers = ensemble.samplers(seed, ensemble.quantities());
    for (Quantity quantity : ensemble.quantities()) {
      // WHEN
      ScalingOutcome outcome = ConvergenceStudy.fluctuations(ensemble, samplers.get(quantity));
      // THEN
      assertThat(outcome.decision())
          .as("%s of %s: %s", quantity, ensemble, outcome.reason())
          .isNotEqualTo(Decision.REJECTED);
      if (outcome.decision() == Decision.ACCEPTED) {
        assertThat(outcome.excludes(0)).as("%s does not vanish", quantity).isTrue();
        assertThat(outcome.excludes(-1)).as("%s of order 1/M", quantity).isTrue();
      }
    }
  }

  @Example
  void should_decide_for_tanh_and_exclude_other_exponents() {
    WideEnsemble ensemble = ConvergenceStudy.ensemble("tanh", 3);
    Map<Quantity, Sampler> samplers = ensemble.samplers(1, ensemble.quantities());
    for (Quantity quantity : Quantity.values()) {
      ScalingOutcome outcome = ConvergenceStudy.fluctuations(ensemble, samplers.get(quantity));

      assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.ACCEPTED);
      // Negative controls: other exponents, on the same samples
      assertThat(outcome.excludes(0)).isTrue();
      assertThat(outcome.excludes(-1)).isTrue();
    }
  }

  /**
   * Activations and depths at which the means of a quantity decide on some ten thousand networks.
   */
  @Example
  void should_be_off_by_the_reciprocal_of_the_width_and_exclude_other_exponents() {
    assertBias("tanh", 3, Quantity.ACTIVITY);
    assertBias("erf", 10, Quantity.ACTIVITY);
    assertBias("sin", 3, Quantity.ACTIVITY);
  }

  private static void assertBias(String activation, int depth, Quantity quantity) {
    ScalingOutcome outcome =
        ConvergenceStudy.bias(ConvergenceStudy.biased(activation, depth), 1, quantity);

    assertThat(outcome.decision())
        .as("%s of %s: %s", quantity, activation, outcome.reason())
        .isEqualTo(Decision.ACCEPTED);
    // Negative controls: other exponents, on the same samples
    assertThat(outcome.excludes(-0.5)).isTrue();
    assertThat(outcome.excludes(-1.5)).isTrue();
    assertThat(outcome.excludes(-2)).isTrue();
  }

  /** Kernels and Jacobians through the Markov chain of the kernels, where some hundreds decide. */
  @Example
  void should_know_the_exponents_of_small_biases_and_reject_others() {
    assertChainBias("sigmoid", 3, new BackwardObservable.EmpiricalNTK(1, 1));
    assertChainBias("gelu", 10, new BackwardObservable.EmpiricalNTK(1, 1));
    assertChainBias("softplus", 3, new ForwardObservable.EmpiricalNNGP(4, 1, 1));
    assertChainBias(
        "hardTanh",
        2,
        new JacobianObservable.JacobianSize(1, 2, JacobianObservable.Of.POSTACTIVATION, 1));
  }

  private static void assertChainBias(String activation, int depth, Observable observable) {
    WideEnsemble ensemble = ConvergenceStudy.biased(activation, depth);
    ChainMean mean = ChainMean.of(observable, ensemble.chain()).orElseThrow();
    Sampler sampler =
        new CachedSampler(new ChainSampler(mean, RandomStreams.of(1, activation, "bias")));
    ScalingTest test = ConvergenceStudy.chainBias(ensemble, mean.limit());

    ScalingOutcome outcome = test.test(sampler, -1);

    assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.ACCEPTED);
    assertThat(outcome.excludes(-0.5)).isTrue();
    assertThat(outcome.excludes(-1.5)).isTrue();
    // Negative controls: other claims, and a control whose expectation is not zero
    assertThat(test.test(sampler, -0.5).decision()).isEqualTo(Decision.REJECTED);
    assertThat(test.test(sampler, -2).decision()).isEqualTo(Decision.REJECTED);
    double error = 0.3 * Math.abs(mean.coefficient());
    Sampler biased =
        new Sampler() {
          @Override
          public double sample(int width, long index) {
            return sampler.sample(width, index);
          }

          @Override
          public void fill(int width, long firstIndex, double[] out, double[] reduced) {
            sampler.fill(width, firstIndex, out, reduced);
            for (int i = 0; i < reduced.length; i++) {
              reduced[i] += error / Math.sqrt(width);
            }
          }
        };
    assertThat(test.test(biased, -1).decision()).isEqualTo(Decision.REJECTED);
  }

  @Example
  void should_claim_no_bias_of_what_has_none() {
    // GIVEN one layer, whose activity is a mean of squares of variance q at any width
    WideEnsemble ensemble = ConvergenceStudy.biased("tanh", 1);
    // WHEN
    ScalingOutcome outcome = ConvergenceStudy.bias(ensemble, 1, Quantity.ACTIVITY);
    // THEN
    assertThat(outcome.decision()).as(outcome.reason()).isEqualTo(Decision.INCONCLUSIVE);
    assertThat(outcome.reason()).contains("if there is any").contains("no exponent");
  }
}
