package org.widelimit.simulation.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.ActivationCatalogue;
import org.widelimit.simulation.experiment.ConvergenceStudy;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.JacobianObservable.JacobianSize;
import org.widelimit.simulation.observable.JacobianObservable.Of;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.WideEnsemble;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.SampleStatistics;

/**
 * Means that do not depend on the width at all.
 *
 * <p>Error budget: intervals at 1e-11, some 20 of them. Power: half widths are asserted to be below
 * 3 % of the limit, and networks that have a bias of some per cent are seen to have one.
 */
class UnbiasedTest {
  private static final double LEVEL = 1e-11;

  private static final List<String> AFFINE_LENGTH =
      List.of("identity", "relu", "leakyRelu", "abRelu", "abs", "sign", "step", "rbf");

  private static List<Observable> observables(int depth) {
    return List.of(
        new ForwardObservable.PreactivationVariance(depth, 1),
        new ForwardObservable.EmpiricalNNGP(depth + 1, 1, 1),
        new BackwardObservable.EmpiricalNTK(1, 1),
        new JacobianSize(1, depth, Of.POSTACTIVATION, 1));
  }

  /** The bias times the width, in the limit of wide networks, over the limit. */
  private static double relativeBias(Observable observable, WideEnsemble ensemble) {
    ChainMean mean = ChainMean.of(observable, ensemble.chain()).orElseThrow();
    return mean.limit() == 0 ? 0 : Math.abs(mean.coefficient() / mean.limit());
  }

  @Test
  void should_tell_the_activations_whose_means_have_no_bias() {
    for (String activation : ActivationCatalogue.names()) {
      WideEnsemble ensemble = ConvergenceStudy.biased(activation, 3);
      for (Observable observable : observables(3)) {
        // WHEN
        Optional<String> reason = Unbiased.because(observable, ensemble.family());
        double bias = relativeBias(observable, ensemble);
        // THEN
        assertThat(reason.isPresent())
            .as("%s of %s: %s", observable.name(), activation, reason)
            .isEqualTo(AFFINE_LENGTH.contains(activation));
        if (reason.isPresent()) {
          // By differences, to five digits of terms of some ten times the limit.
          assertThat(bias).as("%s of %s", observable.name(), activation).isLessThan(1e-4);
        } else {
          assertThat(bias).as("%s of %s", observable.name(), activation).isGreaterThan(1e-3);
        }
      }
    }
  }

  @Test
  void should_know_the_depth_to_which_any_mean_has_no_bias() {
    WideEnsemble one = ConvergenceStudy.biased("tanh", 1);
    WideEnsemble two = ConvergenceStudy.biased("tanh", 2);
    for (Observable observable : observables(1)) {
      assertThat(Unbiased.because(observable, one.family())).isPresent();
      assertThat(relativeBias(observable, one)).isLessThan(1e-6);
    }
    List<Observable> deeper = observables(2);
    assertThat(Unbiased.because(deeper.get(0), two.family())).isPresent();
    assertThat(relativeBias(deeper.get(0), two)).isLessThan(1e-6);
    for (Observable observable : deeper.subList(1, 4)) {
      assertThat(Unbiased.because(observable, two.family())).isEmpty();
      assertThat(relativeBias(observable, two)).isGreaterThan(1e-3);
    }
  }

  @Test
  void should_say_nothing_of_what_depends_on_two_inputs() {
    NetworkFamily relu = NetworkFamily.dense(3, Collections.nCopies(3, "relu"), 2, 0);
    assertThat(Unbiased.because(new BackwardObservable.EmpiricalNTK(1, 2), relu)).isEmpty();
    assertThat(Unbiased.because(new ForwardObservable.EmpiricalNNGP(3, 2, 2), relu)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "abRelu", "rbf"})
  void should_be_without_bias_at_every_width(String activation) {
    assertThat(biasIsSeen(activation)).isFalse();
  }

  @Test
  void should_see_a_bias_where_there_is_one() {
    assertThat(biasIsSeen("softplus")).isTrue();
  }

  private static boolean biasIsSeen(String activation) {
    // GIVEN networks with biases, of only 64 neurons
    WideEnsemble ensemble = ConvergenceStudy.biased(activation, 3);
    boolean seen = false;
    for (Observable observable : observables(3)) {
      ChainMean mean = ChainMean.of(observable, ensemble.chain()).orElseThrow();
      double[] values = new double[6_000];
      for (int i = 0; i < values.length; i++) {
        RandomStreams streams = RandomStreams.of(11, "unbiased").child("sample", i);
        values[i] = mean.draw(64, streams.generator())[1];
      }
      ConfidenceInterval interval = ConfidenceInterval.ofMean(SampleStatistics.of(values), LEVEL);
      assertThat(interval.halfWidth())
          .as("%s of %s", observable.name(), activation)
          .isLessThan(0.03 * mean.limit());
      seen |= !interval.contains(mean.limit());
    }
    return seen;
  }
}
