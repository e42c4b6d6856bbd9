package org.widelimit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Correlation;

class KernelRecursionTest {

  private static final double[] X = {0.6, 0.8, -0.5};
  private static final double[] FAR = {0.601, 0.8, -0.5};
  private static final double[] TURNED = {0.6008, 0.7994, -0.5};

  /** NNGP and NTK of two inputs 1e-3 apart by the plain recursion in mpmath with 60 digits. */
  @ParameterizedTest
  @CsvSource({
    "far,erf,100,1.5,0.05,0.6017478407645503800397307,527.5884086824622102072866",
    "far,erf,100,2.25,0.05,0.444873698483262547843121,668360.8949984027042285214",
    "far,relu,1000,2,0.1,100.9337333432306337630381,50464.60959200446202491574",
    "turned,erf,100,1.5,0.05,0.6017461495218493353119765,527.5671774340024397907132",
    "turned,erf,100,2.25,0.05,0.4365101370077114914113869,422904.1756893823476500421",
    "turned,relu,1000,2,0.1,100.9333333436061682686822,50463.46060086869280917534"
  })
  void should_keep_near_duplicates_apart_through_many_layers(
      String which,
      String activation,
      int hidden,
      double sigmaW2,
      double sigmaB2,
      double covariance,
      double tangent) {
    Architecture network =
        Architecture.dense(Activation.named(activation), hidden, sigmaW2, sigmaB2);
    double[] other = which.equals("far") ? FAR : TURNED;
    KernelState output = KernelRecursion.of(network).output(KernelState.ofInputs(X, other));
    assertThat(output.covariance() / covariance - 1).isCloseTo(0, within(1e-10));
    assertThat(output.tangent() / tangent - 1).isCloseTo(0, within(1e-10));
    // Control: the inputs matter at this precision.
    double[] control = {other[0] + 1e-4, other[1], other[2]};
    KernelState moved = KernelRecursion.of(network).output(KernelState.ofInputs(X, control));
    assertThat(Math.abs(moved.tangent() / tangent - 1)).isGreaterThan(1e-10);
  }

  @Test
  void should_lose_the_digits_without_the_complement() {
    Architecture network = Architecture.dense(Activation.named("erf"), 100, 2.25, 0.05);
    KernelState exact = KernelState.ofInputs(X, TURNED);
    KernelState rounded =
        KernelState.input(
            exact.p(), exact.q(), Correlation.ofDefect((float) exact.correlation().defect()));
    double difference =
        KernelRecursion.of(network).output(rounded).tangent()
                / KernelRecursion.of(network).output(exact).tangent()
            - 1;
    assertThat(Math.abs(difference)).isGreaterThan(1e-10);
  }

  @Test
  void should_compose_layers() {
    Activation relu = Activation.named("relu");
    KernelState input = KernelState.input(1, 1, Correlation.of(0.5));
    KernelState plain = KernelRecursion.of(Architecture.dense(relu, 1, 2, 0)).output(input);
    // Cho and Saul (2009), kappa_1 at 60 degrees: (sqrt(3)/2 + (2 pi/3)/2)/pi, times sigmaW^4.
    double kappa = (Math.sqrt(3) / 2 + Math.PI / 3) / Math.PI;
    assertThat(plain.covariance()).isCloseTo(2 * kappa, within(1e-15 * 8));
    // Jacot et al. (2018): Theta = K + sigmaW^2 Theta_1 E[phi' phi'], the slopes' dual 1/3 there.
    assertThat(plain.tangent()).isCloseTo(2 * kappa + 2.0 / 3, within(1e-14));
    // A residual network of one block adds the branch to the identity.
    KernelState residual = KernelRecursion.of(Architecture.residual(relu, 1, 2, 0)).output(input);
    assertThat(residual.covariance()).isCloseTo(2 * kappa + 1, within(1e-14));
    assertThat(residual.p()).isCloseTo(4, within(1e-14));
    // Dropout divides the variance and leaves the covariance.
    Architecture dropped =
        new Architecture(
            List.of(
                new Layer.Dense(2, 0),
                new Layer.Nonlinearity(relu),
                new Layer.Dropout(0.5),
                new Layer.Dense(2, 0)));
    KernelState dropout = KernelRecursion.of(dropped).output(input);
    assertThat(dropout.covariance()).isCloseTo(2 * kappa, within(1e-14));
    assertThat(dropout.p()).isCloseTo(4, within(1e-14));
    // Layer norm makes every variance 1.
    Architecture normalized =
        new Architecture(List.of(new Layer.Dense(3, 0.5), new Layer.LayerNorm()));
    KernelState norm = KernelRecursion.of(normalized).output(input);
    assertThat(norm.p()).isEqualTo(1);
    assertThat(norm.covariance()).isCloseTo(2.0 / 3.5, within(1e-15));
    // In standard parameterization each layer's own kernel counts fan-in times.
    Architecture standard =
        new Architecture(
            List.of(
                new Layer.StandardDense(2, 0, 3),
                new Layer.Nonlinearity(relu),
                new Layer.StandardDense(2, 0, 100)));
    KernelState weighed = KernelRecursion.of(standard).output(input);
    double expected = 100 * kappa + 1 + 2 * (3 * 0.5 + 1) / 3;
    assertThat(weighed.tangent()).isCloseTo(expected, within(1e-12));
  }
}
