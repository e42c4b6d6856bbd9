package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.activation.Activation;
import org.widelimit.activation.ActivationCatalogue;

/**
 * {@code phase} on every activation of the catalogue. A critical weight variance is held against a
 * quadrature that shares no code with it; where there is none, so is the reason.
 */
class PhaseCatalogueTest {

  /** What the reference is off: rounding of some hundred panels, and of weights in doubles. */
  private static final double REFERENCE = 1e-12;

  private static final double REACH = 14;
  private static final double PANEL = 0.5;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(24, -1, 1);

  static Stream<Arguments> cases() {
    return ActivationCatalogue.names().stream()
        .flatMap(name -> Stream.of(0.0, 0.05, 1.0).map(bias -> Arguments.of(name, bias)));
  }

  /** Gauss-Legendre panels that end at the kinks and narrow towards 0. */
  private static double mean(DoubleUnaryOperator f, double q, double... kinks) {
    double root = Math.sqrt(q);
    double[] scales = IntStream.range(0, 12).mapToDouble(k -> REACH * Math.pow(4, -k)).toArray();
    double[] ends =
        DoubleStream.concat(
                DoubleStream.concat(Arrays.stream(scales), Arrays.stream(scales).map(x -> -x)),
                DoubleStream.concat(DoubleStream.of(0), Arrays.stream(kinks).map(x -> x / root)))
            .filter(x -> Math.abs(x) <= REACH)
            .sorted()
            .distinct()
            .toArray();
    double sum = 0;
    for (int i = 0; i + 1 < ends.length; i++) {
      int panels = (int) Math.ceil((ends[i + 1] - ends[i]) / PANEL);
      double half = (ends[i + 1] - ends[i]) / panels / 2;
      for (int panel = 0; panel < panels; panel++) {
        double center = ends[i] + half * (2 * panel + 1);
        sum +=
            half
                * RULE.integrate(
                    t -> {
                      double z = center + half * t;
                      double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
                      return f.applyAsDouble(root * z) * density;
                    });
      }
    }
    return sum;
  }

  private static double square(DoubleUnaryOperator f, double x) {
    double value = f.applyAsDouble(x);
    return value * value;
  }

  private static double moment(Activation phi, double q) {
    return mean(x -> square(phi.function(), x), q, phi.breakpoints());
  }

  private static double slopes(Activation phi, double q) {
    return mean(x -> square(phi.slope(), x), q, phi.breakpoints());
  }

  private static JsonNode phase(String... args) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), args)).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).doesNotContain("NaN");
    return new ObjectMapper().readTree(out.toString());
  }

  /** Asserts that {@code chi_1 = 1} at a fixed point of the length map, to within the bounds. */
  private static boolean isCritical(Activation phi, double bias, JsonNode point) {
    double weight = point.at("/sigmaW2/value").asDouble();
    double weightError = point.at("/sigmaW2/error").asDouble() / weight;
    double q = point.has("everyLength") ? 1 : point.at("/length/value").asDouble();
    if (q == 0) {
      double right = phi.slope().applyAsDouble(Double.MIN_NORMAL);
      double left = phi.slope().applyAsDouble(-Double.MIN_NORMAL);
      double chi = weight * (right * right + left * left) / 2;
      return bias == 0 && Math.abs(chi - 1) <= weightError + REFERENCE;
    }
    double length = point.has("everyLength") ? 0 : point.at("/length/error").asDouble() / q;
    // Moments change by less than this times a relative change of the length of these activations.
    double steepest = 1 + 2 * q;
    double tolerance = weightError + steepest * length + REFERENCE;
    double chi = weight * slopes(phi, q);
    double mapped = weight * moment(phi, q) + bias;
    return Math.abs(chi - 1) <= tolerance && Math.abs(mapped / q - 1) <= tolerance + length;
  }

  /** Whether the bias variance along {@code chi_1 = 1} is never the given one. */
  private static boolean isNeverCritical(Activation phi, double bias) {
    int sign = 0;
    for (double logarithm = -20; logarithm <= 12; logarithm += 0.5) {
      double q = Math.exp(logarithm);
      double excess = q - moment(phi, q) / slopes(phi, q) - bias;
      if (!Double.isFinite(excess) || Math.abs(excess) < 1e-9 * (q + bias)) {
        continue;
      }
      if (sign * excess < 0) {
        return false;
      }
      sign = excess > 0 ? 1 : -1;
    }
    return true;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void should_give_a_critical_weight_variance_or_a_reason_and_all_numbers_of_a_point(
      String name, double bias) throws Exception {
    Activation phi = Activation.named(name);
    // With a point there is no advice, which takes most of the time and is tested elsewhere.
    JsonNode report =
        phase("phase", name, "--sigmaB2", String.valueOf(bias), "--at", "1.5," + bias, "--json");
    if (report.has("divergence")) {
      // Only a jump makes chi_1 infinite at every initialization.
      assertThat(report.get("divergence").asText()).contains("jump");
      assertThat(name).isIn("sign", "step");
      return;
    }
    JsonNode critical = report.get("critical");
    for (JsonNode point : critical) {
      assertThat(isCritical(phi, bias, point)).as("%s", point).isTrue();
    }
    if (critical.isEmpty()) {
      assertThat(report.get("criticalReason").asText()).isNotBlank();
      assertThat(isNeverCritical(phi, bias)).isTrue();
    }
    checkPoint(name, bias, report.get("point"));
  }

  @Test
  void should_reject_what_is_not_critical() throws Exception {
    Activation tanh = Activation.named("tanh");
    JsonNode report = phase("phase", "tanh", "--sigmaB2", "0.05", "--at", "1.5,0.05", "--json");
    JsonNode point = report.at("/critical/0");
    assertThat(isCritical(tanh, 0.05, point)).isTrue();
    assertThat(isCritical(tanh, 0.0500001, point)).isFalse();
    assertThat(isCritical(Activation.named("erf"), 0.05, point)).isFalse();
    assertThat(isNeverCritical(tanh, 0.05)).isFalse();
    assertThat(isNeverCritical(Activation.named("relu"), 0.05)).isTrue();
  }

  private static void checkPoint(String name, double bias, JsonNode point) {
    if (point.at("/lengthMap/fixedPoints").isEmpty()
        && !point.at("/lengthMap/everyLength").asBoolean()) {
      assertThat(point.get("phase").asText()).isEqualTo("UNBOUNDED");
      assertThat(point.at("/lengthMap/grows").asBoolean()).isTrue();
    } else if (!point.get("phase").asText().equals("UNBOUNDED")) {
      double q = point.at("/length/value").asDouble();
      Activation phi = Activation.named(name);
      if (q > 0 && q < 1e4) {
        double error = point.at("/length/error").asDouble() / q;
        assertThat(Math.abs((1.5 * moment(phi, q) + bias) / q - 1))
            .isLessThanOrEqualTo(2 * (1 + q) * error + REFERENCE);
        // Control: the length map is not kept by other weights.
        assertThat(Math.abs((1.5001 * moment(phi, q) + bias) / q - 1)).isGreaterThan(1e-7);
      }
    }
  }
}
