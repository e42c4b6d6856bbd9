package org.widelimit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.activation.Activation;
import org.widelimit.network.FiniteNetwork.Kernels;
import org.widelimit.statistics.Decision;
import org.widelimit.statistics.LimitOutcome;
import org.widelimit.statistics.LimitTest;
import org.widelimit.statistics.SamplingPlan;
import org.widelimit.statistics.WidthLadder;

/**
 * The kernels of finite networks of every kind of layer tend to the recursion's.
 *
 * <p>Error budget: 1e-11 for each of 20 decisions. A kernel is accepted only where the samples
 * exclude every other one at a distance of a tenth of the own kernel; a limit of another
 * architecture, which leaves the layer in question out, must be excluded by the same samples.
 */
class ArchitectureLawTest {

  private static final double LEVEL = 1e-11;
  private static final double DISCREPANCY = 0.1;
  private static final double[] X = {1, 0.4, -0.8};
  private static final double[] Y = {0.7, 0.9, -0.2};

  /** An architecture with a name. */
  private record Case(String name, Architecture architecture) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Layer phi(String name) {
    return new Layer.Nonlinearity(Activation.named(name));
  }

  private static final Case LAYER_NORM =
      new Case(
          "layer norm",
          new Architecture(
              List.of(
                  new Layer.Dense(4, 0.5),
                  new Layer.LayerNorm(),
                  phi("erf"),
                  new Layer.Dense(5, 0.1),
                  new Layer.LayerNorm(),
                  phi("tanh"),
                  new Layer.Dense(1.5, 0.1))));

  static List<Case> cases() {
    return List.of(
        new Case(
            "dense",
            new Architecture(
                List.of(
                    new Layer.Dense(1.5, 0.1),
                    phi("tanh"),
                    new Layer.Dense(2.2, 0.3),
                    phi("relu"),
                    new Layer.Dense(1, 0)))),
        new Case(
            "residual",
            new Architecture(
                List.of(
                    new Layer.Dense(1.5, 0.1),
                    new Layer.Residual(List.of(phi("erf"), new Layer.Dense(1.5, 0.1))),
                    new Layer.Residual(List.of(phi("relu"), new Layer.Dense(2, 0.2))),
                    phi("gelu"),
                    new Layer.Dense(2, 0.1)))),
        new Case(
            "dropout",
            new Architecture(
                List.of(
                    new Layer.Dense(1.5, 0.1),
                    phi("relu"),
                    new Layer.Dropout(0.6),
                    new Layer.Dense(2, 0.1),
                    phi("tanh"),
                    new Layer.Dense(2, 0.1)))),
        LAYER_NORM,
        new Case(
            "all",
            new Architecture(
                List.of(
                    new Layer.Dense(3, 0.1),
                    new Layer.Residual(
                        List.of(
                            new Layer.LayerNorm(),
                            phi("gelu"),
                            new Layer.Dropout(0.7),
                            new Layer.Dense(3, 0.1))),
                    new Layer.LayerNorm(),
                    phi("softplus"),
                    new Layer.StandardDense(1.5, 0.1, 2)))));
  }

  private static KernelState limit(Architecture architecture) {
    return KernelRecursion.of(architecture).output(KernelState.ofInputs(X, Y));
  }

  private static LimitOutcome outcome(
      Architecture architecture, ToDoubleFunction<Kernels> kernel, double limit, double scale) {
    return LimitTest.on(WidthLadder.of(24, 48, 96, 192), DISCREPANCY * scale)
        .withLevel(LEVEL)
        .inMean()
        .withPlan(SamplingPlan.standard().withMaximalWork(1.5e6))
        .test(
            (width, index) ->
                kernel.applyAsDouble(
                    new FiniteNetwork(architecture, X.length, width, 7919L * index + width)
                        .kernels(X, Y)),
            limit);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void should_tend_to_the_recursion(Case which) {
    KernelState limit = limit(which.architecture);
    check(which, Kernels::kernel, limit.covariance(), limit.p());
    check(which, Kernels::ownKernel, limit.p(), limit.p());
    check(which, Kernels::tangent, limit.tangent(), limit.tangentP());
    check(which, Kernels::ownTangent, limit.tangentP(), limit.tangentP());
  }

  private static void check(
      Case which, ToDoubleFunction<Kernels> kernel, double limit, double scale) {
    LimitOutcome outcome = outcome(which.architecture, kernel, limit, scale);
    assertThat(outcome.decision())
        .as("%s: %s", which, outcome.reason())
        .isEqualTo(Decision.ACCEPTED);
    assertThat(outcome.excludes(limit + 2 * DISCREPANCY * scale)).isTrue();
  }

  @Test
  void should_tell_an_architecture_without_its_layer_norm() {
    Architecture with = LAYER_NORM.architecture;
    Architecture without =
        new Architecture(
            with.layers().stream().filter(layer -> !(layer instanceof Layer.LayerNorm)).toList());
    double wrong = limit(without).tangentP();
    assertThat(outcome(with, Kernels::ownTangent, wrong, wrong).decision())
        .isEqualTo(Decision.REJECTED);
  }
}
