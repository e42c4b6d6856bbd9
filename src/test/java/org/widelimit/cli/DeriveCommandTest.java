package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.JavaPrograms;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.tex.TexWriter;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.SymbolicNetwork;

class DeriveCommandTest {

  /** What a run printed and returned. */
  private record Outcome(int code, String out, String err) {}

  private static Outcome derive(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[args.length + 1];
    all[0] = "derive";
    System.arraycopy(args, 0, all, 1, args.length);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), all);
    return new Outcome(code, out.toString(), err.toString());
  }

  @Test
  void should_print_the_kernels_with_the_steps() {
    Outcome outcome = derive("relu");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("r/4 + r ArcSin[r/Sqrt[p q]]/(2 Pi) + Sqrt[p q - r^2]/(2 Pi)")
        .contains("by Sheppard's theorem")
        .contains("by Stein's lemma and conditioning")
        .contains("sigmaW^2 == 2 && sigmaB == 0");
    assertThat(derive("relu", "--no-steps").out()).doesNotContain("Sheppard");
  }

  @Test
  void should_name_constants_of_many_digits_and_say_what_they_are() {
    Outcome outcome = derive("selu", "--no-steps");

    assertThat(outcome.code()).isZero();
    // Klambauer et al. 2017, section 2
    assertThat(outcome.out())
        .contains("lambda = 1.0507009873554804934193349852946")
        .contains("alpha = 1.673263242354377284817042991671")
        .contains("BivariateNormalCDF[-Sqrt[p], -r/Sqrt[q], r/Sqrt[p q]]")
        .doesNotContainPattern("[0-9]{20}/");
    assertThat(derive("selu", "--format", "python").out())
        .contains("def bivariate_normal_cdf(h, k, rho, ");
    assertThat(derive("selu", "--format", "wolfram").out()).contains("BinormalDistribution[rho]");
    assertThat(derive("relu", "--format", "wolfram").out()).doesNotContain("BinormalDistribution");
  }

  @Test
  void should_say_why_there_is_no_closed_form() {
    assertThat(derive("tanh").out())
        .contains("no closed form: Tanh[u] is outside the class")
        .contains(
            "LengthMap[phi, sigmaW, sigmaB][q] == sigmaB^2 + sigmaW^2 E[Tanh[z Sqrt[q]]^2, z]");
    assertThat(derive("1/x").out()).contains("1/u has a pole of order 1 where u == 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tanhh; did you mean tanh?",
        "Max[0, x; is no expression",
        "Log[x]; not a real number on an interval: it is complex or undefined for x < 0",
        "Sqrt[-x]; complex or undefined for x > 0, half of the line",
        "x^x; complex or undefined for x < 0, half of the line",
        "ArcSin[x]; complex or undefined around x = ",
        "x y; unknown symbol y"
      })
  void should_complain_in_one_line_about_what_is_no_activation(String text, String message) {
    Outcome outcome = derive(text);

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(message).doesNotContain("Exception");
  }

  @Test
  void should_reject_options_out_of_range() {
    assertThat(derive("relu", "--depth", "99").code()).isEqualTo(2);
    assertThat(derive("relu", "--hermite", "-1").code()).isEqualTo(2);
    assertThat(derive("relu", "--format", "cobol").code()).isEqualTo(2);
  }

  @Test
  void should_write_json_whose_formulas_read_back() throws IOException {
    JsonNode root = new ObjectMapper().readTree(derive("erf", "--format", "json").out());

    assertThat(root.get("activation").asText()).isEqualTo("erf");
    for (JsonNode line : root.get("lines")) {
      assertThat(WolframReader.read(line.get("right").asText())).isNotNull();
    }
  }

  @Test
  void should_keep_parameters_symbolic() {
    assertThat(derive("Max[0, x] + a Min[0, x]", "--parameter", "a", "--no-steps").out())
        .contains("LengthMap[phi, sigmaW, sigmaB][q] == sigmaB^2 + q sigmaW^2 (1 + a^2)/2");
  }

  @Test
  void should_add_hermite_coefficients() {
    assertThat(derive("relu", "--hermite", "3", "--no-steps").out())
        .contains("a0[q] == Sqrt[q]/Sqrt[2 Pi]")
        .contains("a1[q] == Sqrt[q]/2")
        .contains("a2[q] == Sqrt[q]/(2 Sqrt[Pi])");
  }

  @Test
  void should_write_wolfram() {
    assertThat(derive("sin", "--format", "wolfram").out())
        .contains("dual[p_, q_, r_] := Exp[(-p - q)/2] Sinh[r]");
  }

  @Test
  void should_write_programs() {
    assertThat(derive("gelu", "--format", "python", "--depth", "2").out())
        .contains("def ntk2(p, q, r, sigmaW, sigmaB):")
        .contains("normal_cdf(")
        .doesNotContain("numpy");
    assertThat(derive("sin", "--format", "java").out())
        .contains("static double dual(double p, double q, double r) {")
        .contains("scaledSinh(r);")
        .contains("// no code for criticality");
  }

  @Test
  void should_write_tex() {
    assertThat(derive("relu", "--format", "tex").out())
        .contains("\\paragraph{Dual activation.}")
        .contains("\\sigma_w")
        .contains("\\item By Sheppard's theorem");
  }

  /** The lines of a derivation that have numbers, with their values by the engine. */
  private static Map<String, Double> values(String activation, int depth) {
    Map<String, Double> values = new LinkedHashMap<>();
    KernelDerivation derivation =
        KernelDerivation.of(Activation.parse(activation), SymbolicNetwork.Layers.DENSE, depth, 2);
    for (KernelDerivation.Line line : derivation.lines()) {
      try {
        values.put(
            line.name(),
            ExpressionCompiler.compile(line.right(), line.parameters())
                .evaluate(line.parameters().stream().mapToDouble(POINT::get).toArray()));
      } catch (IllegalArgumentException e) {
        // An equation or a delta.
        assertThat(line.name()).isIn("criticality", "distribution");
      }
    }
    return values;
  }

  private static final Map<String, Double> POINT =
      Map.ofEntries(
          Map.entry("x", 0.3),
          Map.entry("p", 1.3),
          Map.entry("q", 0.8),
          Map.entry("r", 0.45),
          Map.entry("c", 0.6),
          Map.entry("l", 3.0),
          Map.entry("sigmaW", 1.2),
          Map.entry("sigmaB", 0.3));

  @ParameterizedTest
  @ValueSource(strings = {"relu", "gelu", "Erf[x] + Sin[x]", "x Exp[-x^2]"})
  void should_write_java_that_runs_with_the_values_of_the_engine(String activation)
      throws Exception {
    Map<String, Double> expected = values(activation, 2);
    String source =
        derive(activation, "--format", "java", "--depth", "2", "--hermite", "2", "--no-steps")
            .out();
    Path directory = Files.createTempDirectory("kernels");
    try (URLClassLoader loader = JavaPrograms.compile(directory, Map.of("Kernels", source))) {
      Map<String, Double> found = new LinkedHashMap<>();
      for (Method method : loader.loadClass("Kernels").getMethods()) {
        if (Modifier.isStatic(method.getModifiers())) {
          Object[] arguments = arguments(activation, method.getName());
          found.put(method.getName(), (Double) method.invoke(null, arguments));
        }
      }
      assertThat(found).containsOnlyKeys(expected.keySet()).containsKeys("dual", "ntk2");
      // Both are the same operations in double precision, in another order at most.
      expected.forEach(
          (name, value) ->
              assertThat(found.get(name))
                  .as(name)
                  .isCloseTo(value, within(1e-13 * Math.max(1, Math.abs(value)))));
    }
  }

  private static Object[] arguments(String activation, String name) {
    return KernelDerivation.of(Activation.parse(activation), SymbolicNetwork.Layers.DENSE, 2, 2)
        .lines()
        .stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow()
        .parameters()
        .stream()
        .map(POINT::get)
        .toArray();
  }

  /** Every formula of the TeX reads back to the same numbers; a changed one does not. */
  @ParameterizedTest
  @ValueSource(strings = {"relu", "gelu", "erf", "gabor", "Erf[x] + Sin[x]", "rectifiedPower[2]"})
  void should_write_tex_that_reads_back(String activation) {
    TexReader reader =
        TexReader.create()
            .withSymbols(
                Map.of("\\sigma_w", "sigmaW", "\\sigma_b", "sigmaB", "\\varrho", "keepRate"));
    int compared = 0;
    for (KernelDerivation.Line line :
        KernelDerivation.of(Activation.parse(activation), SymbolicNetwork.Layers.DENSE, 2, 2)
            .lines()) {
      if (List.of("criticality", "distribution").contains(line.name())
          || line.right().toString().contains("HeavisideTheta")) {
        continue; // printed as H(x), which is no name of its own
      }
      String tex =
          TexWriter.write(line.right(), Map.of("sigmaW", "\\sigma_w", "sigmaB", "\\sigma_b"));
      Expr read = reader.read(tex).sides().get(0);
      double[] at = line.parameters().stream().mapToDouble(POINT::get).toArray();
      double expected = ExpressionCompiler.compile(line.right(), line.parameters()).evaluate(at);
      assertThat(ExpressionCompiler.compile(read, line.parameters()).evaluate(at))
          .as(tex)
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
      compared++;
    }
    assertThat(compared).isGreaterThan(12);
    assertThat(derive(activation, "--format", "tex").out())
        .doesNotContain("operatorname{Derivative}")
        .contains("\\[\n");
  }

  @Test
  void should_leave_averages_in_programs() {
    assertThat(derive("tanh", "--format", "python", "--no-steps").out())
        .contains("def expectation(f):")
        .contains(
            "return sigmaB**2 + expectation(lambda z: math.tanh(z * math.sqrt(q))**2) * sigmaW**2");
    assertThat(derive("tanh", "--format", "wolfram", "--no-steps").out())
        .contains("Expectation[Tanh[z Sqrt[q]]^2, Distributed[z, NormalDistribution[0, 1]]]")
        .doesNotContain("E[");
    assertThat(derive("relu", "--format", "python").out()).doesNotContain("expectation");
  }

  @Test
  void should_take_the_parameters_of_an_activation_as_arguments() {
    assertThat(
            derive(
                    "a Min[0, x] + b Max[0, x]",
                    "--parameter",
                    "a",
                    "--parameter",
                    "b",
                    "--format",
                    "python")
                .out())
        .contains("def dual(p, q, r, a, b):")
        .contains("def slopeMoment(q, a, b):");
  }
}
