package org.widelimit.network.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;
import org.widelimit.network.Layer;
import org.widelimit.numeric.Bounded;

class KernelMatricesTest {

  private static final double[] FIRST = {1, 0.5, -0.75, 2, -1.25, 0.25};
  private static final double[] SECOND = {0.5, -1, 0.25, 0.75, 1.5, -0.5};
  private static final double[] THIRD = {-0.25, 2, 1, -0.5, 0.125, 3};

  /** One network of the reference table with its entries. */
  record Reference(
      String activation, int hidden, double sigmaW2, double sigmaB2, List<double[]> entries) {

    KernelMatrices kernels(double factor) {
      return KernelMatrices.of(
          Activation.named(activation), hidden, factor * sigmaW2, sigmaB2, references());
    }

    /** The largest error relative to the kernels of the two inputs with themselves. */
    double worst(double[][] kernel, int column) {
      Map<Double, Double> own = new LinkedHashMap<>();
      entries.stream().filter(e -> e[0] == e[1]).forEach(e -> own.put(e[0], Math.sqrt(e[column])));
      double worst = 0;
      for (double[] entry : entries) {
        double scale = own.getOrDefault(entry[0], 0.0) * own.getOrDefault(entry[1], 0.0);
        double error = Math.abs(kernel[(int) entry[0]][(int) entry[1]] - entry[column]);
        worst = Math.max(worst, error == 0 ? 0 : error / scale);
      }
      return worst;
    }

    @Override
    public String toString() {
      return "%s, %d layers, (%s, %s)".formatted(activation, hidden, sigmaW2, sigmaB2);
    }
  }

  /** Duplicates, near duplicates, opposites, multiples, zero, and a tiny input. */
  private static double[][] references() {
    double[][] inputs = new double[12][];
    for (int i = 0; i < 9; i++) {
      inputs[i] = FIRST.clone();
    }
    inputs[2][0] += 0x1p-23;
    inputs[3][1] += 0x1p-10;
    for (int k = 0; k < FIRST.length; k++) {
      inputs[4][k] = -FIRST[k];
      inputs[5][k] = -FIRST[k];
      inputs[6][k] = 0;
      inputs[7][k] *= 2;
      inputs[8][k] *= 1 + 0x1p-10;
    }
    inputs[5][2] += 0x1p-20;
    inputs[9] = SECOND;
    inputs[10] = THIRD;
    inputs[11] = java.util.Arrays.stream(SECOND).map(x -> x * 0x1p-30).toArray();
    return inputs;
  }

  static Stream<Reference> tabulated() throws IOException {
    Map<String, Reference> networks = new LinkedHashMap<>();
    try (InputStream in = KernelMatricesTest.class.getResourceAsStream("kernel-matrices.csv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] cells = line.split(",", -1);
                networks
                    .computeIfAbsent(
                        String.join(",", List.of(cells).subList(0, 4)),
                        key ->
                            new Reference(
                                cells[0],
                                Integer.parseInt(cells[1]),
                                Double.parseDouble(cells[2]),
                                Double.parseDouble(cells[3]),
                                new ArrayList<>()))
                    .entries()
                    .add(
                        List.of(cells).subList(4, 8).stream()
                            .mapToDouble(Double::parseDouble)
                            .toArray());
              });
    }
    return networks.values().stream();
  }

  /**
   * A chaotic network magnifies roundings at most a thousand times before a pair is computed on its
   * own, which is 1e-13; an expansion is cut off there as well. On top of it come at most sixteen
   * roundings a layer. Largest seen: 2.4e-14 (relu, 1,000 layers), 1.3e-14 (erf, 10 chaotic layers)
   * and 6e-15 for all others.
   */
  private static double bound(int hidden) {
    return 1e-13 + 16 * Bounded.ROUNDING * hidden;
  }

  @ParameterizedTest
  @MethodSource("tabulated")
  void should_agree_with_high_precision(Reference reference) {
    // WHEN
    KernelMatrices kernels = reference.kernels(1);
    // THEN
    double bound = bound(reference.hidden());
    assertThat(reference.worst(kernels.nngp(), 2)).isLessThan(bound);
    assertThat(reference.worst(kernels.neuralTangentKernel(), 3)).isLessThan(bound);
    // Control: a weight variance that is off in the twelfth digit
    KernelMatrices wrong = reference.kernels(1 + 4e-12);
    assertThat(reference.worst(wrong.neuralTangentKernel(), 3)).isGreaterThan(bound);
  }

  private static double[][] random(int size, int dimension) {
    Random random = new Random(7);
    double[][] inputs = new double[size][dimension];
    for (double[] input : inputs) {
      for (int k = 0; k < dimension; k++) {
        input[k] = random.nextGaussian();
      }
    }
    return inputs;
  }

  private static Layer activation(String name) {
    return new Layer.Nonlinearity(Activation.named(name));
  }

  static Stream<Architecture> architectures() {
    Layer dense = new Layer.Dense(1.5, 0.1);
    return Stream.of(
        new Architecture(List.of(dense)),
        Architecture.residual(Activation.named("relu"), 3, 1.5, 0.1),
        Architecture.residual(Activation.named("tanh"), 2, 1.5, 0.1),
        new Architecture(
            List.of(
                new Layer.StandardDense(2, 0.1, 6),
                activation("gelu"),
                new Layer.StandardDense(1.5, 0, 64),
                activation("leakyRelu"),
                new Layer.StandardDense(1.2, 0.2, 32))),
        new Architecture(
            List.of(
                dense,
                activation("erf"),
                new Layer.Dropout(0.8),
                dense,
                new Layer.LayerNorm(),
                activation("sin"),
                dense)),
        new Architecture(List.of(dense, activation("step"), dense)),
        new Architecture(List.of(dense, activation("sigmoid"), dense, activation("abs"), dense)),
        new Architecture(List.of(dense, activation("hardTanh"), dense, activation("cos"), dense)));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void should_agree_with_the_recursion_of_single_pairs(Architecture architecture) {
    // GIVEN
    double[][] inputs = random(9, 6);
    // WHEN
    KernelMatrices kernels = KernelMatrices.of(architecture, inputs);
    // THEN
    double bound = bound(architecture.layers().size());
    double[] difference = difference(kernels, architecture, inputs);
    assertThat(difference[0]).isLessThan(bound);
    assertThat(difference[1]).isLessThan(bound);
    // Control: one layer more
    List<Layer> deeper = new ArrayList<>(architecture.layers());
    deeper.add(new Layer.Dense(1 + 1e-11, 0));
    assertThat(difference(kernels, new Architecture(deeper), inputs)[1]).isGreaterThan(bound);
  }

  /** The largest differences, relative to the kernels of the two inputs with themselves. */
  private static double[] difference(
      KernelMatrices kernels, Architecture architecture, double[][] inputs) {
    double[][] nngp = kernels.nngp();
    double[][] tangent = kernels.neuralTangentKernel();
    KernelRecursion single = KernelRecursion.of(architecture);
    double[] worst = new double[2];
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; j < i; j++) {
        KernelState state = single.output(KernelState.ofInputs(inputs[i], inputs[j]));
        double scale = Math.sqrt(state.p() * state.q());
        worst[0] = Math.max(worst[0], Math.abs(nngp[i][j] - state.covariance()) / scale);
        // A jump makes an input's own tangent kernel infinite.
        double own = Math.sqrt(state.tangentP() * state.tangentQ());
        double tangentScale = Double.isInfinite(own) ? Math.abs(state.tangent()) : own;
        double error = Math.abs(tangent[i][j] - state.tangent());
        worst[1] = Math.max(worst[1], error / tangentScale);
      }
      KernelState state = single.output(KernelState.ofInputs(inputs[i], inputs[i]));
      worst[1] =
          Math.max(
              worst[1],
              tangent[i][i] == state.tangentP()
                  ? 0
                  : Math.abs(tangent[i][i] - state.tangentP()) / state.tangentP());
    }
    return worst;
  }

  /** More inputs than a panel and a chunk of pairs hold, and no multiple of either. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 256, 257, 300})
  void should_fill_matrices_of_every_size(int size) {
    // GIVEN
    double[][] inputs = random(size, 3);
    Activation relu = Activation.named("relu");
    // WHEN
    KernelMatrices kernels = KernelMatrices.of(relu, 2, 1.5, 0.1, inputs);
    // THEN
    Architecture architecture = Architecture.dense(relu, 2, 1.5, 0.1);
    double[] difference = difference(kernels, architecture, inputs);
    assertThat(difference[0]).isLessThan(bound(5));
    assertThat(difference[1]).isLessThan(bound(5));
    double[][] nngp = kernels.nngp();
    double[][] tangent = kernels.neuralTangentKernel();
    for (int i = 0; i < size; i++) {
      assertThat(kernels.nngpRow(i)).containsExactly(nngp[i]);
      assertThat(kernels.neuralTangentKernelRow(i)).containsExactly(tangent[i]);
      for (int j = 0; j < i; j++) {
        assertThat(nngp[j][i]).isEqualTo(nngp[i][j]);
        assertThat(tangent[j][i]).isEqualTo(tangent[i][j]);
      }
    }
  }

  @Test
  void should_reject_data_that_is_no_matrix() {
    Activation relu = Activation.named("relu");
    assertThatThrownBy(() -> KernelMatrices.of(relu, 1, 2, 0, new double[][] {{1, 2}, {3}}))
        .hasMessageContaining("input 2");
    assertThatThrownBy(() -> KernelMatrices.of(relu, 1, 2, 0, new double[][] {{Double.NaN}}))
        .hasMessageContaining("NaN");
  }

  @Test
  void should_reject_layer_norm_of_a_zero_input() {
    Architecture normalized =
        new Architecture(List.of(new Layer.Dense(1, 0), new Layer.LayerNorm()));
    assertThatThrownBy(() -> KernelMatrices.of(normalized, new double[][] {{1}, {0}}))
        .isInstanceOf(ArithmeticException.class);
  }
}
