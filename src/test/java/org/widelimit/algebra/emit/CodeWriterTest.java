package org.widelimit.algebra.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.JavaPrograms;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.compile.UnaryFunction;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class CodeWriterTest {

  private static final List<String> FORMULAS =
      List.of(
          "Max[0, x, -1] + x/10",
          "x (1 + Erf[x/Sqrt[2]])/2",
          "x/(1 + Exp[-x])",
          "x Tanh[Log[1 + Exp[x]]]",
          "Piecewise[{{x, x > 0}, {Exp[x] - 1, x <= 0 && x != -1}}, 7]",
          "Piecewise[{{1, !(x < 2) || x == -3}, {2, True}}]",
          "-x^2 + 2 x^7 - (x + 1)^3/3",
          "Sqrt[x^2 + 1]/(2 Pi) - 1/(x^2 + 1)^(3/2)",
          "2^x + Abs[x]^(1/3) + HermiteHe[3, x] - 5!",
          "Sign[x] HeavisideTheta[x] + ArcTan[x] + ArcTan[2, x] + Log[2, 3]",
          "Sech[x]^2 + Log[Cosh[x]] + Sinh[x/9] + 1/3 - E Infinity^0",
          "Erfi[x/20] + DawsonF[x] + Exp[-x^2/2] Erfi[x/Sqrt[3]]",
          "x - (2 - (x - 3)) - -x");

  @Test
  void should_write_java_with_the_compilers_values(@TempDir Path directory) throws Exception {
    StringBuilder source = new StringBuilder("public class Written {\n");
    for (int i = 0; i < FORMULAS.size(); i++) {
      source
          .append("public ")
          .append(JavaWriter.method("f" + i, WolframReader.read(FORMULAS.get(i)), List.of("x")));
    }
    source.append("}\n");
    try (URLClassLoader loader =
        JavaPrograms.compile(directory, Map.of("Written", source.toString()))) {
      Class<?> written = loader.loadClass("Written");
      for (int i = 0; i < FORMULAS.size(); i++) {
        UnaryFunction compiled =
            ExpressionCompiler.compileUnary(WolframReader.read(FORMULAS.get(i)), "x");
        for (double x : new double[] {-3, -1, -0.5, 0, 0.25, 1, 2, 40}) {
          double expected = compiled.applyAsDouble(x);
          assertThat((double) written.getMethod("f" + i, double.class).invoke(null, x))
              .as("%s at %s", FORMULAS.get(i), x)
              .isCloseTo(expected, within(1e-14 * Math.max(1, Math.abs(expected))));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "x (1 + Erf[x/Sqrt[2]])/2 => x * normal_cdf(x)",
        "Max[0, x] => max(0, x)",
        "Log[1 + Exp[x]] => softplus(x)",
        "Piecewise[{{x, x > 0 && x < 1}}, -1] => (x if ((x > 0) and (x < 1)) else -1)",
        "(x + 1)^2/3 => (1 + x)**2 / 3",
        "-x^2 => -x**2",
        "1/Sqrt[2 Pi] => 1 / math.sqrt(2 * math.pi)",
        "(x^2)^(1/3) => power(x**2, 1 / 3)",
        "HeavisideTheta[x] => heaviside(x)",
        "Erfi[x] + DawsonF[x] => dawson(x) + erfi(x)",
        "Exp[-x] Erfi[x] => 2 * dawson(x) * exp(x**2 - x) / math.sqrt(math.pi)",
        "lambda x => lambda_ * x",
        "Exp[x^2] Erfc[x] => erfcx(x)",
        "Exp[-x^2] Sinh[3 x] => exp(abs(3 * x) - x**2) * scaled_sinh(3 * x)",
        "E[z^2 x, z] => expectation(lambda z: x * z**2)",
      })
  void should_write_python(String wolfram, String python) {
    assertThat(PythonWriter.write(WolframReader.read(wolfram), List.of("x", "lambda")))
        .isEqualTo(python);
  }

  @Test
  void should_write_a_module_with_its_imports() {
    String function =
        PythonWriter.function("k", WolframReader.read("1/(1 + Exp[-p]) + r"), List.of("p", "r"));
    assertThat(PythonWriter.module(function))
        .isEqualTo(
            """
            import math


            def logistic(x):
                \"""1/(1 + e^-x)\"""
                return 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)


            def k(p, r):
                return r + logistic(p)
            """);
  }

  @Test
  void should_write_functions_of_covariances_with_their_limits() {
    Expr form = WolframReader.read("r ArcSin[r/Sqrt[p q]] + Sqrt[p q - r^2]/Sqrt[p]");
    assertThat(PythonWriter.function("k", form, List.of("p", "q", "r")))
        .isEqualTo(
            """
            def k(p, q, r):
                p = variance(p)
                return r * math.atan2(r, determinant_root(p, q, r))\
             + determinant_root(p, q, r) / math.sqrt(p)
            """);
    // A length map's denominator is no variance that vanishes; a correlation map has no limit.
    assertThat(JavaWriter.method("k", WolframReader.read("q/(1 + q)"), List.of("q")))
        .doesNotContain("variance(q)");
    assertThat(JavaWriter.method("k", WolframReader.read("c/q"), List.of("q", "c")))
        .doesNotContain("variance(q)");
  }

  @Test
  void should_name_what_has_no_value() {
    assertThatThrownBy(() -> JavaWriter.write(WolframReader.read("x + y"), List.of("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no value for the symbol y");
    assertThatThrownBy(() -> JavaWriter.write(WolframReader.read("E[z^2, z]"), List.of("z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no numeric value for E[z^2, z]");
  }
}
