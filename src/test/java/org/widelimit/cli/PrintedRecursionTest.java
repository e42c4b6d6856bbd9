package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.network.symbolic.KernelDerivation;
import org.widelimit.network.symbolic.SymbolicNetwork;

/** The kernels of deep networks as they are printed: each in those of the layer below. */
class PrintedRecursionTest {

  private static final Map<String, Double> POINT =
      Map.ofEntries(
          Map.entry("p", 1.3),
          Map.entry("q", 0.8),
          Map.entry("r", 0.45),
          Map.entry("p2", 0.7),
          Map.entry("q2", 1.1),
          Map.entry("r2", -0.35),
          Map.entry("keepRate", 0.75),
          Map.entry("sigmaW", 1.2),
          Map.entry("sigmaB", 0.3));

  private static final Pattern PRINTED =
      Pattern.compile("\n  ((?:NNGP|NTK)\\[\\d]\\[x, [xy]]) == (.*)(?:\n  where (.*))?");

  private static String derive(String... args) {
    StringWriter out = new StringWriter();
    String[] all = new String[args.length + 1];
    all[0] = "derive";
    System.arraycopy(args, 0, all, 1, args.length);
    Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), all);
    return out.toString();
  }

  /** Reads what is printed, with the meanings of the names in their places. */
  private static Map<Expr, Expr> read(String text) {
    Map<Expr, Expr> kernels = new LinkedHashMap<>();
    Matcher printed = PRINTED.matcher(text);
    while (printed.find()) {
      Map<Expr, Expr> names = new HashMap<>();
      if (printed.group(3) != null) {
        Call list = (Call) WolframReader.read("{" + printed.group(3) + "}");
        list.args().forEach(name -> names.put(((Call) name).arg(0), ((Call) name).arg(1)));
      }
      Expr right = WolframReader.read(printed.group(2));
      kernels.put(
          WolframReader.read(printed.group(1)),
          right.transform(node -> names.getOrDefault(node, node)));
    }
    return kernels;
  }

  /** Puts the kernels of layer after layer in, down to p, q and r. */
  private static Expr composed(Expr expr, Map<Expr, Expr> kernels) {
    Expr x = Expressions.sym("x");
    Expr y = Expressions.sym("y");
    return expr.transform(
        node -> {
          if (!(node instanceof Call call) || !(call.head() instanceof Call)) {
            return node;
          }
          if (call.args().equals(List.of(y, y))) {
            Expr atX = Expressions.call(call.head(), List.of(x, x));
            return composed(atX, kernels).substitute("p", Expressions.sym("q"));
          }
          return composed(kernels.get(call), kernels);
        });
  }

  private static double value(Expr expr) {
    List<String> names = expr.symbols().stream().filter(POINT::containsKey).sorted().toList();
    return ExpressionCompiler.compile(expr, names)
        .evaluate(names.stream().mapToDouble(POINT::get).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "relu, DENSE",
    "erf, DENSE",
    "sin, DENSE",
    "gelu, DENSE",
    "erf, RESIDUAL",
    "relu, DROPOUT"
  })
  void should_come_to_the_single_formulas(String activation, SymbolicNetwork.Layers layers) {
    String text = derive(activation, "--depth=3", "--no-steps", "--layers=" + layers);
    Map<Expr, Expr> kernels = read(text);

    assertThat(kernels).hasSize(12);
    List<KernelDerivation.Line> lines =
        KernelDerivation.of(Activation.parse(activation), layers, 3, 0).lines();
    for (KernelDerivation.Line line : lines) {
      if (kernels.containsKey(line.left())) {
        double expected = value(line.right());
        // The same operations in another order.
        assertThat(value(composed(kernels.get(line.left()), kernels)))
            .as(line.name())
            .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
      }
    }
    Expr printed = kernels.get(WolframReader.read("NNGP[3][x, y]"));
    assertThat(value(composed(swapped(printed), kernels)))
        .isNotCloseTo(value(composed(printed, kernels)), within(1e-3));
  }

  /** Takes the second input's variance for the first's. */
  private static Expr swapped(Expr expr) {
    Expr first = WolframReader.read("NNGP[2][x, x]");
    Expr second = WolframReader.read("NNGP[2][y, y]");
    return expr.transform(node -> node.equals(first) ? second : node);
  }

  @Test
  void should_print_layers_of_one_length_with_what_the_names_mean() {
    String text = derive("relu", "--depth=5", "--no-steps");

    assertThat(text)
        .contains(
            "NNGP[4][x, y] == sigmaB^2 + sigmaW^2 (r3/4 + r3 ArcSin[r3/Sqrt[p3 q3]]/(2 Pi)"
                + " + Sqrt[p3 q3 - r3^2]/(2 Pi))\n"
                + "  where p3 == NNGP[3][x, x], q3 == NNGP[3][y, y], r3 == NNGP[3][x, y]\n")
        .contains(
            "NTK[4][x, y] == sigmaW^2 (1/4 + ArcSin[r3/Sqrt[p3 q3]]/(2 Pi)) NTK[3][x, y]"
                + " + NNGP[4][x, y]\n");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "erf", "gelu"})
  void should_print_the_same_in_tex(String activation) {
    String tex = derive(activation, "--depth=2", "--no-steps", "--format=tex");
    String text = derive(activation, "--depth=2", "--no-steps");
    TexReader reader =
        TexReader.create()
            .withSymbols(
                Map.of(
                    "\\sigma_w",
                    "sigmaW",
                    "\\sigma_b",
                    "sigmaB",
                    "p_{2}",
                    "p2",
                    "q_{2}",
                    "q2",
                    "r_{2}",
                    "r2"));
    String printed =
        tex.lines()
            .filter(line -> line.strip().startsWith("K^{3}(x, y) = "))
            .collect(Collectors.joining());
    Matcher wolfram = Pattern.compile("NNGP\\[3]\\[x, y] == (.*)\n").matcher(text);

    assertThat(wolfram.find()).isTrue();
    Expr read = reader.read(printed.substring(printed.indexOf('=') + 1)).sides().get(0);
    double expected = value(WolframReader.read(wolfram.group(1)));
    assertThat(value(read)).isCloseTo(expected, within(1e-12));
    assertThat(value(read.substitute("r2", Expressions.sym("q2"))))
        .isNotCloseTo(expected, within(1e-3));
    assertThat(tex)
        .contains("where $p_{2} = K^{2}(x, x)$, $q_{2} = K^{2}(y, y)$, $r_{2} = K^{2}(x, y)$.")
        .contains("\\Theta^{3}(x, y) = ")
        .contains("\\Theta^{2}(x, y)");
  }
}
