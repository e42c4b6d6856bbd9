package org.widelimit.simulation.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
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
import org.widelimit.simulation.experiment.ConvergenceStudy;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.BackwardObservable;
import org.widelimit.simulation.observable.Controlled;
import org.widelimit.simulation.observable.ForwardObservable;
import org.widelimit.simulation.observable.JacobianObservable.JacobianSize;
import org.widelimit.simulation.observable.JacobianObservable.Of;
import org.widelimit.simulation.observable.Observable;
import org.widelimit.simulation.observable.Sample;
import org.widelimit.simulation.observable.WideEnsemble;
import org.widelimit.simulation.sampling.ControlledSampler;
import org.widelimit.statistics.ConfidenceInterval;
import org.widelimit.statistics.SampleStatistics;

/**
 * Means of finite networks through the Markov chain of their kernels.
 *
 * <p>Error budget: {@link #LEVEL}, 1e-11, for each of at most 90 intervals, 1e-9 in all. What an
 * interval sees is said by the wrong values that are asserted to lie outside.
 */
class ChainMeanProperties {
  private static final double LEVEL = 1e-11;
  private static final int TRIES = 6;

  /** Of a quadrature and a recursion, relative to the mean. */
  private static final double ROUNDING = 1e-12;

  private static final double[] INPUT = {1, -0.5, 0.2};
  private static final double SQUARE = (1 + 0.25 + 0.04) / 3;

  private static NetworkFamily family(String activation, int depth, double w2, double b2) {
    return NetworkFamily.dense(3, Collections.nCopies(depth, activation), w2, b2);
  }

  private static List<Observable> observables(int depth) {
    return List.of(
        new ForwardObservable.PreactivationVariance(depth, 1),
        new ForwardObservable.EmpiricalNNGP(depth + 1, 1, 1),
        new BackwardObservable.EmpiricalNTK(1, 1),
        new BackwardObservable.GradientSize(1),
        new JacobianSize(1, depth, Of.PREACTIVATION, 1),
        new JacobianSize(1, depth, Of.POSTACTIVATION, 1));
  }

  private static ConfidenceInterval mean(int samples, IntFunction<Double> sample) {
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = sample.apply(i);
    }
    return ConfidenceInterval.ofMean(SampleStatistics.of(values), LEVEL);
  }

  private static ConfidenceInterval reduced(ChainMean mean, int width, int samples) {
    return mean(samples, i -> mean.draw(width, stream("chain", width, i))[1]);
  }

  /** Samples of several means on the same chains, what is drawn and what is left of it. */
  private static double[][][] shared(
      KernelChain chain, List<ChainMean> means, int width, int samples, long seed) {
    double[][][] values = new double[means.size()][2][samples];
    for (int i = 0; i < samples; i++) {
      RandomStreams streams = RandomStreams.of(seed, "shared").child("width", width);
      KernelChain.Draw draw = chain.draw(width, streams.child("sample", i).generator());
      for (int k = 0; k < means.size(); k++) {
        double[] drawn = means.get(k).values(draw);
        values[k][0][i] = drawn[0];
        values[k][1][i] = drawn[1];
      }
    }
    return values;
  }

  private static List<ChainMean> means(KernelChain chain) {
    return observables(chain.depth()).stream()
        .map(observable -> ChainMean.of(observable, chain).orElseThrow())
        .toList();
  }

  private static RandomGenerator stream(String name, int width, long index) {
    return RandomStreams.of(7, name).child("width", width).child("sample", index).generator();
  }

  /** Means of explicit networks, their innovations taken out. */
  private static ConfidenceInterval networks(
      Observable observable, NetworkFamily family, int width, int samples) {
    Observable controlled = new Controlled(observable);
    double[] values = new double[samples];
    double[] reduced = new double[samples];
    new ControlledSampler(
            (m, first, count) -> {
              double[][] rows = new double[count][];
              for (int i = 0; i < count; i++) {
                RandomStreams streams =
                    RandomStreams.of(8, "network").child("m", m).child("sample", first + i);
                try (Sample sample =
                    new Sample(family.at(m), Inputs.of(INPUT), null, MatrixKind.DENSE, streams)) {
                  rows[i] = controlled.measure(sample);
                }
              }
              return rows;
            },
            2 * width,
            1000)
        .fill(width, 0, values, reduced);
    return ConfidenceInterval.ofMean(SampleStatistics.of(reduced), LEVEL);
  }

  /** Two intervals of one number meet, each of which may miss it. */
  private static boolean meet(ConfidenceInterval one, ConfidenceInterval other) {
    return one.lower() <= other.upper() && other.lower() <= one.upper();
  }

  @Example
  void should_have_the_mean_of_explicit_networks_at_every_width() {
    // GIVEN networks of width 6, whose means are far from their limits
    for (String activation : List.of("tanh", "relu", "monomial")) {
      NetworkFamily family = family(activation, 3, activation.equals("monomial") ? 0.2 : 2, 0.3);
      for (Observable observable : observables(3)) {
        ChainMean mean = ChainMean.of(observable, family, INPUT).orElseThrow();
        // WHEN
        ConfidenceInterval chain = mean(10_000, i -> mean.draw(6, stream("plain", 6, i))[0]);
        ConfidenceInterval networks = networks(observable, family, 6, 4000);
        // THEN
        assertThat(meet(chain, networks))
            .as("%s of %s: %s and %s", observable.name(), activation, chain, networks)
            .isTrue();
      }
    }
  }

  /**
   * Squares, without biases, by hand: {@code E V_3 = 3 sigmaW^2 E V_2^2} with {@code E V_2^2 = 9
   * sigmaW^4 V^4 + 96 sigmaW^4 V^4/M}, as {@code E z^8 - 9 = 96}; and {@code (1/M) tr J^T J} of
   * {@code h^2} by {@code u^1} is {@code 16 sigmaW^4 V^3 (3 + 42/M)}, by Wick's theorem for {@code
   * E u^2 W^2} and the moments 1, 3, 15 of a normal variable.
   */
  @Example
  void should_have_the_exact_mean_of_networks_of_squares() {
    // GIVEN
    double w2 = 0.4;
    double v = w2 * SQUARE;
    ChainMean variance =
        ChainMean.of(
                new ForwardObservable.PreactivationVariance(3, 1),
                family("monomial", 3, w2, 0),
                INPUT)
            .orElseThrow();
    ChainMean jacobian =
        ChainMean.of(
                new JacobianSize(1, 2, Of.POSTACTIVATION, 1), family("monomial", 2, w2, 0), INPUT)
            .orElseThrow();
    double cube = Math.pow(w2, 3) * Math.pow(v, 4);
    // WHEN
    ConfidenceInterval seenVariance = reduced(variance, 400, 4000);
    ConfidenceInterval seenJacobian = reduced(jacobian, 400, 4000);
    // THEN
    double size = 16 * w2 * w2 * v * v * v;
    assertThat(variance.limit()).isCloseTo(27 * cube, relative(1e-12));
    assertThat(variance.coefficient()).isCloseTo(288 * cube, relative(1e-4));
    assertThat(seenVariance.contains((27 + 0.72) * cube)).as("%s", seenVariance).isTrue();
    assertThat(jacobian.limit()).isCloseTo(3 * size, relative(1e-12));
    assertThat(jacobian.coefficient()).isCloseTo(42 * size, relative(1e-4));
    assertThat(seenJacobian.contains(3.105 * size)).as("%s", seenJacobian).isTrue();
    // Negative controls: the limits, and biases without the weights that are seen twice
    assertThat(seenVariance.contains(27 * cube)).isFalse();
    assertThat(seenVariance.contains((27 + 0.65) * cube)).isFalse();
    assertThat(seenJacobian.contains(3 * size)).isFalse();
    assertThat(seenJacobian.contains(3.03 * size)).isFalse();
  }

  private static org.assertj.core.data.Offset<Double> absolute(double error) {
    return org.assertj.core.data.Offset.offset(error);
  }

  private static org.assertj.core.data.Percentage relative(double error) {
    return org.assertj.core.data.Percentage.withPercentage(100 * error);
  }

  @Provide
  Arbitrary<String> activations() {
    List<String> smooth = new ArrayList<>(ActivationCatalogue.names());
    smooth.removeAll(List.of("sign", "step"));
    return Arbitraries.of(smooth);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void should_take_out_nothing_but_noise(
      @ForAll("activations") String activation,
      @ForAll @IntRange(min = 1, max = 4) int depth,
      @ForAll long seed) {
    // GIVEN wide networks, of which linear noise is large against the quadratic one, and both count
    KernelChain chain = ConvergenceStudy.biased(activation, depth).chain();
    // WHEN
    List<ChainMean> means = means(chain);
    double[][][] drawn = shared(chain, means, 32, 2000, seed);
    // THEN
    for (int k = 0; k < drawn.length; k++) {
      double[][] values = drawn[k];
      ConfidenceInterval noise = mean(2000, i -> values[0][i] - values[1][i]);
      double rounding = ROUNDING * means.get(k).limit();
      assertThat(noise.lower() - rounding <= 0 && 0 <= noise.upper() + rounding)
          .as("%s: %s", observables(depth).get(k).name(), noise)
          .isTrue();
    }
  }

  @Example
  void should_find_a_control_whose_expectation_is_not_zero() {
    // GIVEN the noise of a mean, and the same without the expectation of its squares
    KernelChain chain = ConvergenceStudy.biased("tanh", 3).chain();
    SecondOrder expansion =
        new SecondOrder(shift -> chain.limit(shift).variance(4), chain.limitCovariances());
    List<Double> right = new ArrayList<>();
    List<Double> wrong = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      KernelChain.Draw draw = chain.draw(16, stream("wrong", 16, i));
      right.add(expansion.noise(draw.innovations(), draw.covariances(), 1 / 16.0));
      wrong.add(expansion.noise(draw.innovations(), draw.covariances(), 0));
    }
    // WHEN
    ConfidenceInterval zero = mean(right.size(), right::get);
    ConfidenceInterval biased = mean(wrong.size(), wrong::get);
    // THEN
    assertThat(zero.contains(0)).as("%s", zero).isTrue();
    assertThat(biased.contains(0)).as("%s", biased).isFalse();
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void should_predict_the_bias_to_leading_order(
      @ForAll("activations") String activation,
      @ForAll @IntRange(min = 1, max = 4) int depth,
      @ForAll long seed) {
    // GIVEN
    WideEnsemble ensemble = ConvergenceStudy.biased(activation, depth);
    int width = 512 * depth;
    List<ChainMean> means = means(ensemble.chain());
    // WHEN
    double[][][] half = shared(ensemble.chain(), means, width / 2, 400, seed);
    double[][][] full = shared(ensemble.chain(), means, width, 400, seed);
    for (int k = 0; k < means.size(); k++) {
      ChainMean mean = means.get(k);
      ConfidenceInterval narrow = ConfidenceInterval.ofMean(SampleStatistics.of(half[k][1]), LEVEL);
      ConfidenceInterval wide = ConfidenceInterval.ofMean(SampleStatistics.of(full[k][1]), LEVEL);
      // THEN the bias is c/M, but for a correction whose double is seen at half the width
      double biasHalf = (narrow.estimate() - mean.limit()) * width / 2;
      double bias = (wide.estimate() - mean.limit()) * width;
      double noise =
          (narrow.halfWidth() + 2 * wide.halfWidth()) * width + ROUNDING * width * mean.limit();
      assertThat(bias)
          .as("%s of %s", observables(depth).get(k).name(), ensemble)
          .isCloseTo(mean.coefficient(), absolute(2 * Math.abs(bias - biasHalf) + noise));
      // Negative control: another coefficient, where there is a bias
      if (Math.abs(bias) > 20 * noise) {
        assertThat(Math.abs(bias - 1.2 * mean.coefficient()))
            .isGreaterThan(2 * Math.abs(bias - biasHalf) + noise);
      }
    }
  }
}
