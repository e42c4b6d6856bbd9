package org.widelimit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.emit.JavaWriter;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.cli.KernelPoints;
import org.widelimit.cli.KernelPoints.Call;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.KernelDerivation.Line;
import org.widelimit.network.symbolic.SymbolicNetwork.Layers;

/**
 * The programs of networks three hidden layers deep, whose functions call those of the layer below,
 * against the one formula in the first layer's kernel, evaluated to many digits.
 */
class DeepProgramsTest {

  private static final int DEPTH = 3;
  private static final int POINTS = 6;
  private static final int DIGITS = 18;
  private static final List<String> ACTIVATIONS = List.of("relu", "erf", "sin", "gelu");
  private static final List<String> FUNCTIONS = List.of("nngp2", "ntk2", "nngp3", "ntk3");

  private static final Map<String, KernelDerivation> DERIVATIONS = new ConcurrentHashMap<>();
  private static final List<Call> CALLS = new ArrayList<>();

  private static KernelDerivation derivation(String name) {
    return DERIVATIONS.computeIfAbsent(
        name, key -> KernelDerivation.of(Activation.named(key), Layers.DENSE, DEPTH, 0));
  }

  private static Line line(KernelDerivation derivation, String name) {
    return derivation.lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @BeforeAll
  static void evaluate() {
    SplittableRandom random = new SplittableRandom(5);
    for (String name : ACTIVATIONS) {
      for (int i = 0; i < POINTS; i++) {
        double p = Math.exp(random.nextDouble(-3, 2));
        double q = Math.exp(random.nextDouble(-3, 2));
        double r = random.nextDouble(-0.99, 0.99) * Math.sqrt(p * q);
        List<Double> arguments =
            List.of(p, q, r, random.nextDouble(0.5, 1.5), random.nextDouble(0, 1));
        for (String function : FUNCTIONS) {
          Line line = line(derivation(name), function);
          Map<String, Num> point = new HashMap<>();
          for (int k = 0; k < arguments.size(); k++) {
            point.put(
                line.parameters().get(k), Expressions.decimal(new BigDecimal(arguments.get(k))));
          }
          double value =
              HighPrecision.estimate(line.right(), point, DIGITS)
                  .orElseThrow()
                  .value()
                  .doubleValue();
          CALLS.add(new Call(name, function, arguments, value, Math.max(1, Math.abs(value))));
        }
      }
    }
  }

  private static long wrong(double[] values, double factor) {
    long wrong = 0;
    for (int i = 0; i < values.length; i++) {
      Call call = CALLS.get(i);
      double error = Math.abs(values[i] - factor * call.expected());
      wrong += error <= KernelPoints.ACCURACY * call.scale() ? 0 : 1;
    }
    return wrong;
  }

  private static void check(double[] values) {
    assertThat(values).hasSize(ACTIVATIONS.size() * POINTS * FUNCTIONS.size());
    assertThat(wrong(values, 1)).isZero();
    // Kernels that are larger by a ten-thousandth are others.
    assertThat(wrong(values, 1.0001)).isEqualTo(values.length);
  }

  @Test
  void should_write_java_that_agrees_with_the_one_formula(@TempDir Path directory)
      throws Exception {
    check(EmittedPrograms.runJava(directory, CALLS, DeepProgramsTest::derivation));
  }

  @Test
  void should_write_python_that_agrees_with_the_one_formula(@TempDir Path directory)
      throws Exception {
    EmittedPrograms.assumePython();
    check(EmittedPrograms.runPython(directory, CALLS, DeepProgramsTest::derivation));
  }

  @Test
  void should_not_grow_with_the_depth() {
    KernelDerivation gelu = derivation("gelu");
    Line third = line(gelu, "ntk3");
    ProgramBody body = ProgramBody.of(third, gelu);

    String method = JavaWriter.method("ntk3", body.result(), third.parameters(), body.locals());

    assertThat(method.length()).isLessThan(5_000);
    assertThat(JavaWriter.method("ntk3", third.right(), third.parameters()).length())
        .isGreaterThan(100_000);
  }

  /** A parameter of the activation may have the name that a kernel would get. */
  @Test
  void should_write_one_formula_where_a_name_is_taken() {
    Activation activation = Activation.parse("Sin[p2 x]", java.util.Set.of("p2"));
    KernelDerivation derivation = KernelDerivation.of(activation, Layers.DENSE, 2, 0);
    Line line = line(derivation, "nngp2");

    assertThat(line.parameters()).contains("p2");
    assertThat(line.recursion()).isEmpty();
    assertThat(ProgramBody.of(line, derivation).locals()).isEmpty();
    assertThat(ProgramBody.of(line, derivation).result()).isEqualTo(line.right());
  }
}
