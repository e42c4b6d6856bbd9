package org.widelimit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Correlation;

/**
 * Any sequence of layers, each with its own activation and variances, against the plain recursion.
 */
class ArchitectureProperties {

  /** The plain recursion loses half of the digits of an angle of size 1e-3, which is no smaller. */
  private static final double ACCURACY = 1e-11;

  @Provide
  Arbitrary<Layer> linear() {
    Arbitrary<Double> weights = Arbitraries.doubles().between(0.5, 3);
    Arbitrary<Double> biases = Arbitraries.of(0.0, 0.1, 0.7);
    return Arbitraries.oneOf(
        Combinators.combine(weights, biases).as(Layer.Dense::new),
        Combinators.combine(weights, biases, Arbitraries.integers().between(1, 64))
            .as(Layer.StandardDense::new));
  }

  @Provide
  Arbitrary<Layer> layers() {
    Arbitrary<Layer> simple =
        Arbitraries.oneOf(
            linear(),
            Arbitraries.of("relu", "erf").map(Activation::named).map(Layer.Nonlinearity::new),
            Arbitraries.doubles().between(0.3, 1).map(Layer.Dropout::new),
            Arbitraries.just(new Layer.LayerNorm()));
    Arbitrary<Layer> residual =
        Combinators.combine(simple.list().ofMaxSize(3), linear())
            .as(
                (branch, last) -> {
                  List<Layer> all = new ArrayList<>(branch);
                  all.add(last);
                  return new Layer.Residual(all);
                });
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, simple), net.jqwik.api.Tuple.of(1, residual));
  }

  private static double worst(KernelState actual, PlainRecursion expected) {
    double[] k = expected.kernel();
    double[] t = expected.tangent();
    double worst = Math.abs(actual.p() / k[0] - 1);
    worst = Math.max(worst, Math.abs(actual.q() / k[2] - 1));
    worst = Math.max(worst, Math.abs(actual.covariance() - k[1]) / Math.sqrt(k[0] * k[2]));
    worst = Math.max(worst, Math.abs(actual.tangentP() / t[0] - 1));
    worst = Math.max(worst, Math.abs(actual.tangentQ() / t[2] - 1));
    return Math.max(worst, Math.abs(actual.tangent() - t[1]) / Math.sqrt(t[0] * t[2]));
  }

  @Property(tries = 300)
  void should_agree_with_the_recursion_as_printed(
      @ForAll("linear") Layer first,
      @ForAll @Size(max = 6) List<@net.jqwik.api.From("layers") Layer> rest,
      @ForAll @DoubleRange(min = 0.1, max = 5) double p,
      @ForAll @DoubleRange(min = 0.1, max = 5) double q,
      @ForAll @DoubleRange(min = -0.99, max = 0.99) double rho) {
    List<Layer> layers = new ArrayList<>(List.of(first));
    layers.addAll(rest);
    KernelState input = KernelState.input(p, q, Correlation.of(rho));
    PlainRecursion expected = PlainRecursion.input(p, rho * Math.sqrt(p * q), q).through(layers);

    KernelRecursion recursion = KernelRecursion.of(new Architecture(layers));
    KernelState actual = recursion.output(input);

    assertThat(worst(actual, expected)).isLessThan(ACCURACY);
    // With one layer more, or at another input, it is another kernel.
    layers.add(new Layer.Dense(1.001, 0));
    assertThat(worst(actual, PlainRecursion.input(p, rho * Math.sqrt(p * q), q).through(layers)))
        .isGreaterThan(ACCURACY);
    // The bounds are of the same size.
    BoundedKernels bounded = recursion.boundedOutput(input);
    assertThat(bounded.covariance().value()).isEqualTo(actual.covariance());
    assertThat(bounded.tangentP().relativeError()).isLessThan(ACCURACY);
    assertThat(bounded.covariance().error()).isLessThan(ACCURACY * bounded.p().value());
    assertThat(bounded.tangent().error()).isLessThan(ACCURACY * bounded.tangentP().value());
  }
}
