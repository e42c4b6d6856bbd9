package org.widelimit.simulation.observable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.activation.Activation;
import org.widelimit.meanfield.MeanFieldMaps;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.simulation.experiment.Experiment;
import org.widelimit.simulation.matrix.MatrixKind;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.Inputs;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;

/**
 * The expectations of kernels, activities and Jacobians of finite networks tend to the recursions
 * of infinite ones, which are computed apart, by quadrature and closed forms.
 *
 * <p>Error budget: 1e-11 for each of at most 16 decisions. Power: a limit is accepted only if the
 * samples exclude every other one at a distance of 10 %, and one that is off by 20 % is shown to be
 * excluded; a test whose samples run out decides nothing, and one for each network at most may.
 */
class NetworkConvergenceProperties {

  private static final double LEVEL = 1e-11;
  private static final int TRIES = 4;

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of(
        "relu",
        "leakyRelu[1/5]",
        "abs",
        "erf",
        "gelu",
        "sin",
        "tanh",
        "softplus",
        "swish",
        "elu",
        "hardTanh",
        "x Erf[x]/2");
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void should_tend_to_the_recursions(
      @ForAll("activations") String activation,
      @ForAll @IntRange(min = 1, max = 4) int depth,
      @ForAll long seed) {
    RandomGenerator dice = RandomStreams.of(seed, "scales").generator();
    double sigmaW2 = dice.nextDouble(0.8, 1.8);
    double sigmaB2 = dice.nextDouble(0, 0.3);
    double[] x = {1, 0.4};
    double[] y = {0.3, -0.9};
    Architecture architecture =
        Architecture.dense(Activation.parse(activation), depth, sigmaW2, sigmaB2);
    KernelRecursion recursion = KernelRecursion.of(architecture);
    KernelState end = recursion.output(KernelState.ofInputs(x, y));
    List<KernelState> states = recursion.states(KernelState.ofInputs(x, y));
    MeanFieldMaps maps = MeanFieldMaps.of(Activation.parse(activation), sigmaW2, sigmaB2);
    double size = 1;
    for (int l = 1; l < depth; l++) {
      size *= maps.chi(states.get(l - 1).p()).value();
    }
    NetworkFamily family =
        NetworkFamily.dense(2, Collections.nCopies(depth, activation), sigmaW2, sigmaB2);
    Inputs inputs = Inputs.of(x, y);
    double scale = Math.sqrt(end.p() * end.q());
    double tangentScale = Math.sqrt(end.tangentP() * end.tangentQ());
    int undecided = 0;
    undecided +=
        check(
            new ForwardObservable.EmpiricalNNGP(depth + 1, 1, 2),
            end.covariance(),
            scale,
            family,
            inputs,
            seed);
    undecided +=
        check(
            new ForwardObservable.PreactivationVariance(depth, 1),
            states.get(depth - 1).p(),
            states.get(depth - 1).p(),
            family,
            inputs,
            seed);
    undecided +=
        check(
            new BackwardObservable.EmpiricalNTK(1, 2),
            end.tangent(),
            tangentScale,
            family,
            inputs,
            seed);
    if (depth > 1) {
      undecided +=
          check(new JacobianObservable.JacobianSize(1, depth), size, size, family, inputs, seed);
    }
    assertThat(undecided).isLessThanOrEqualTo(1);
  }

  /** Returns 1 if the samples did not suffice for a decision. */
  private static int check(
      Observable observable,
      double limit,
      double scale,
      NetworkFamily family,
      Inputs inputs,
      long seed) {
    Experiment experiment =
        new Experiment(
            observable.name(),
            family,
            inputs,
            observable,
            null,
            MatrixKind.REVEALED,
            List.of(48, 96, 192, 384),
            1);
    LimitTest test =
        LimitTest.on(WidthLadder.of(48, 96, 192, 384), 0.1 * scale)
            .withLevel(LEVEL)
            .inMean()
            .withPlan(SamplingPlan.standard().withMaximalWork(1.5e6));
    LimitOutcome outcome =
        test.test((width, index) -> experiment.run(width, index, seed)[0], limit);
    assertThat(outcome.decision())
        .as("%s: %s", observable.name(), outcome.reason())
        .isNotEqualTo(Decision.REJECTED);
    if (outcome.decision() == Decision.INCONCLUSIVE) {
      return 1;
    }
    assertThat(outcome.excludes(limit + 0.2 * scale)).as("20 % too large").isTrue();
    assertThat(outcome.excludes(limit - 0.2 * scale)).as("20 % too small").isTrue();
    return 0;
  }
}
