package org.widelimit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

/** Kernels through many layers against 60 digits; the table says how it was made. */
class BoundedKernelsTest {

  private static final double TOLERANCE = 1e-10;

  record Row(List<String> cells) {
    Architecture network() {
      return Architecture.dense(
          Activation.named(cells.get(0)), Integer.parseInt(cells.get(1)), sigmaW2(), sigmaB2());
    }

    double sigmaW2() {
      return Double.parseDouble(cells.get(2));
    }

    double sigmaB2() {
      return Double.parseDouble(cells.get(3));
    }

    int hidden() {
      return Integer.parseInt(cells.get(1));
    }

    double[] input(int index) {
      return Arrays.stream(cells.get(4 + index).split(" ", -1))
          .mapToDouble(Double::parseDouble)
          .toArray();
    }

    BigDecimal expected(int index) {
      return new BigDecimal(cells.get(6 + index));
    }

    BigDecimal tangent() {
      return expected(5);
    }

    /** Whether the inputs are 1e-3 apart or nearer. */
    boolean isNear() {
      double[] x = input(0);
      double[] y = input(1);
      return Math.hypot(x[0] - y[0], Math.hypot(x[1] - y[1], x[2] - y[2])) < 1.1e-3;
    }

    @Override
    public String toString() {
      return String.join(" ", cells.subList(0, 6));
    }
  }

  static List<Row> rows() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    BoundedKernelsTest.class.getResourceAsStream("near-duplicates.csv")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("activation;"))
          .map(line -> new Row(List.of(line.split(";", -1))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double error(Bounded actual, BigDecimal expected) {
    return new BigDecimal(actual.value()).subtract(expected).abs().doubleValue();
  }

  private static double relativeError(double actual, BigDecimal expected) {
    return new BigDecimal(actual)
        .subtract(expected)
        .divide(expected, MathContext.DECIMAL128)
        .abs()
        .doubleValue();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void should_bound_the_error_of_every_kernel_through_all_layers(Row row) {
    BoundedKernels kernels =
        KernelRecursion.of(row.network()).boundedOutput(row.input(0), row.input(1));
    List<Bounded> actual =
        List.of(
            kernels.p(),
            kernels.q(),
            kernels.covariance(),
            kernels.defect(),
            kernels.tangentP(),
            kernels.tangent());
    double own = kernels.p().value();
    double ownTangent = kernels.tangentP().value();
    double[] sizes = {own, own, own, 1, ownTangent, ownTangent};
    for (int i = 0; i < actual.size(); i++) {
      Bounded kernel = actual.get(i);
      assertThat(error(kernel, row.expected(i)))
          .as("kernel %s: %s for %s", i, kernel, row.cells().get(6 + i))
          .isLessThanOrEqualTo(kernel.error());
      // The bound is no blank cheque: a kernel that is off by a tenth of the tolerance shows.
      BigDecimal wrong = row.expected(i).add(new BigDecimal(sizes[i] * TOLERANCE / 10));
      assertThat(error(kernel, wrong)).isGreaterThan(kernel.error());
    }
    assertThat(relativeError(kernels.tangent().value(), row.tangent())).isLessThan(TOLERANCE);
    assertThat(kernels.tangent().relativeError()).isLessThan(TOLERANCE);
    // Inputs that are near keep the relative digits of their distance.
    assertThat(relativeError(kernels.defect().value(), row.expected(3))).isLessThan(TOLERANCE);
  }

  /** All but the network of variance 1.5, in which the two inputs converge and nothing grows. */
  @Test
  void should_lose_the_digits_with_the_correlation_as_a_plain_double() {
    for (Row row : rows()) {
      if (row.isNear() && row.sigmaB2() > 0 && row.sigmaW2() > 1.5) {
        assertThat(relativeError(plainTangent(row), row.tangent()))
            .as("%s", row)
            .isGreaterThan(TOLERANCE);
      }
    }
  }

  /** The recursion as papers print it. */
  private static double plainTangent(Row row) {
    double[] x = row.input(0);
    double[] y = row.input(1);
    double p = row.sigmaW2() * dot(x, x) / x.length + row.sigmaB2();
    double q = row.sigmaW2() * dot(y, y) / x.length + row.sigmaB2();
    double r = row.sigmaW2() * dot(x, y) / x.length + row.sigmaB2();
    double rho = r / Math.sqrt(p * q);
    double tangent = r;
    for (int layer = 0; layer < row.hidden(); layer++) {
      double dual;
      double slope;
      double above = row.sigmaW2();
      double pp;
      double qq;
      if (row.cells().get(0).equals("erf")) {
        double norm = Math.sqrt((1 + 2 * p) * (1 + 2 * q));
        double sine = 2 * rho * Math.sqrt(p * q) / norm;
        dual = 2 / Math.PI * Math.asin(sine);
        slope = 4 / Math.PI / norm / Math.sqrt(1 - sine * sine);
        pp = 2 / Math.PI * Math.asin(2 * p / (1 + 2 * p));
        qq = 2 / Math.PI * Math.asin(2 * q / (1 + 2 * q));
      } else {
        double angle = Math.acos(Math.min(1, rho));
        dual =
            Math.sqrt(p * q)
                * (Math.sqrt(Math.max(0, 1 - rho * rho)) + rho * (Math.PI - angle))
                / (2 * Math.PI);
        slope = (Math.PI - angle) / (2 * Math.PI);
        pp = p / 2;
        qq = q / 2;
      }
      double next = above * dual + row.sigmaB2();
      tangent = next + above * slope * tangent;
      p = above * pp + row.sigmaB2();
      q = above * qq + row.sigmaB2();
      rho = next / Math.sqrt(p * q);
    }
    return tangent;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Test
  void should_take_two_inputs_in_one_place_for_one() {
    double[] x = {0.6, 0.8, -0.5};
    KernelRecursion recursion =
        KernelRecursion.of(Architecture.dense(Activation.named("erf"), 20, 2.25, 0.05));
    BoundedKernels same = recursion.boundedOutput(x, x.clone());
    assertThat(same.defect().value()).isZero();
    assertThat(same.tangent().value()).isEqualTo(same.tangentP().value());
    assertThat(same.tangent().relativeError()).isLessThan(1e-12);
    // Opposite inputs of an odd network stay opposite, and their tangent kernel is the negative.
    double[] opposite = {-0.6, -0.8, 0.5};
    BoundedKernels mirrored =
        KernelRecursion.of(Architecture.dense(Activation.named("erf"), 20, 2.25, 0))
            .boundedOutput(x, opposite);
    assertThat(mirrored.covariance().value()).isEqualTo(-mirrored.p().value());
    assertThat(mirrored.tangent().contains(-mirrored.tangentP().value())).isTrue();
  }

  @Test
  void should_bound_what_quadrature_and_every_kind_of_layer_leave() {
    Activation tanh = Activation.named("tanh");
    Architecture network =
        new Architecture(
            List.of(
                new Layer.Dense(1.5, 0.1),
                new Layer.Residual(
                    List.of(new Layer.Nonlinearity(tanh), new Layer.Dense(1.5, 0.1))),
                new Layer.LayerNorm(),
                new Layer.Nonlinearity(Activation.named("gelu")),
                new Layer.Dropout(0.75),
                new Layer.StandardDense(2, 0.1, 64)));
    KernelState input = KernelState.input(0.8, 1.3, Correlation.of(0.4));
    List<BoundedKernels> bounded = KernelRecursion.of(network).boundedStates(input);
    KernelState plain = KernelRecursion.of(network).output(input);
    BoundedKernels output = bounded.get(bounded.size() - 1);
    assertThat(bounded).hasSize(KernelRecursion.of(network).states(input).size());
    assertThat(output.tangent().value()).isEqualTo(plain.tangent());
    assertThat(output.covariance().value()).isEqualTo(plain.covariance());
    assertThat(output.tangent().relativeError()).isBetween(1e-16, 1e-12);
    // A change of the input beyond rounding moves the kernels beyond their bounds.
    KernelState moved = KernelState.input(0.8 * (1 + 1e-11), 1.3, Correlation.of(0.4));
    assertThat(output.tangent().contains(KernelRecursion.of(network).output(moved).tangent()))
        .isFalse();
  }
}
