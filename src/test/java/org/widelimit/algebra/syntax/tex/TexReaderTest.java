package org.widelimit.algebra.syntax.tex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class TexReaderTest {

  private static final TexReader READER =
      TexReader.create()
          .withFunctions(Set.of("phi", "f", "psi"))
          .withDeclared(Set.of("sigmaW", "sigmaB", "qStar", "thetaLin"))
          .withSymbols(Map.of("\\varsigma_{v}^{2}", "v"));

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "\\frac{1}{2} x => x/2",
        "\\frac12 x => x/2",
        "\\tfrac{\\sigma_w^2}{\\sqrt{2\\pi}} => sigmaW^2/Sqrt[2 Pi]",
        "\\sqrt[3]{x} => x^(1/3)",
        "\\sigma_{w}^{2} \\cdot \\sigma^2_b => sigmaW^2 sigmaB^2",
        "\\varsigma_v^2 + 1 => v + 1",
        "2^{-x} => 2^(-x)",
        "x^2 \\cdot 3 => 3 x^2",
        "a(b + c) => a (b + c)",
        "\\phi(a) \\psi (b) => phi[a] psi[b]",
        "\\phi\\left(\\sqrt{q} z\\right)^2 => phi[Sqrt[q] z]^2",
        "\\phi^2(x) => phi[x]^2",
        "\\left[\\phi'(x)\\right]^{2} => phi'[x]^2",
        "\\dot{\\phi}(x) \\phi''(x) => phi'[x] phi''[x]",
        "\\phi^{(2)}(x) => phi''[x]",
        "\\phi'^2(x) => phi'[x]^2",
        "e^{-z^2/2} => Exp[-z^2/2]",
        "\\exp\\{-x\\} => Exp[-x]",
        "\\sin^2 x + \\cos^{2}(x) => Sin[x]^2 + Cos[x]^2",
        "\\arccos \\rho + \\sin^{-1}(x) => ArcCos[rho] + ArcSin[x]",
        "\\operatorname{erf}(x) + \\mathrm{erf} \\frac{x}{2} => Erf[x] + Erf[x/2]",
        "\\tanh 2x => Tanh[2 x]",
        "\\max\\{0, x\\} => Max[0, x]",
        "[x]_+ => Max[0, x]",
        "\\mathrm{ReLU}(x) => Max[0, x]",
        "|x - 1| + |y| => Abs[x - 1] + Abs[y]",
        "\\left| x \\right| y => Abs[x] y",
        "\\left|-2 \\left|p\\right|\\right| => Abs[-2 Abs[p]]",
        "\\bigl| q r |x| \\bigr| + 1 => Abs[q r Abs[x]] + 1",
        "| a \\left| b \\right| c | => Abs[a Abs[b] c]",
        "\\lvert x |y| \\rvert^2 => Abs[x Abs[y]]^2",
        "\\left\\vert e^{2 |x|} \\right\\vert => Abs[Exp[2 Abs[x]]]",
        "|e^{2 |x|}| \\frac{|y|}{2} => Abs[Exp[2 Abs[x]]] Abs[y]/2",
        "\\left. |x| + 1 \\right|_{x = y} => Abs[y] + 1",
        "n! => n!",
        "\\sum_{n=1}^{N} n^2 + 1 => 1 + Sum[n^2, {n, 1, N}]",
        "\\prod_{l=1}^{L-1} a => Product[a, {l, 1, L - 1}]",
        "\\int f(z)\\, dz => Integrate[f[z], {z, -Infinity, Infinity}]",
        "\\int_0^\\infty x\\,\\mathrm{d}x => Integrate[x, {x, 0, Infinity}]",
        "\\int_{-\\infty}^{\\infty} x + 1\\, dx => Integrate[x + 1, {x, -Infinity, Infinity}]",
        "\\int dz\\, f(z) + 1 => Integrate[f[z], {z, -Infinity, Infinity}] + 1",
        "\\int \\mathcal{D}z\\, \\phi(z)^2 + 1 => E[phi[z]^2, z] + 1",
        "\\int \\frac{dz}{\\sqrt{2\\pi}} e^{-z^2/2} f(z) + 1 => 1 + Integrate[Exp[-z^2/2]"
            + " f[z]/Sqrt[2 Pi], {z, -Infinity, Infinity}]",
        "\\int_0^1 \\int_0^x y\\, dy\\, dx => Integrate[Integrate[y, {y, 0, x}], {x, 0, 1}]",
        "\\mathbb{E}_{z}[\\phi(z)] => E[phi[z], z]",
        "\\mathbb{E}\\left[\\phi(\\sqrt{q} z)^2\\right] => E[phi[Sqrt[q] z]^2, z]",
        "\\mathbb{E}_{z \\sim \\mathcal{N}(0, 1)} [ z^2 ] => E[z^2, z]",
        "\\mathbb E_{u\\sim\\mathcal N(m, q)}[u^2] => E[(m + Sqrt[q] u)^2, u]",
        "\\frac{d}{dt} f(t) => D[f[t], t]",
        "\\frac{\\partial^2 f(x)}{\\partial x^2} => D[D[f[x], x], x]",
        "\\partial_r g => D[g, r]",
        "q^{\\ast} \\infty => q^ast",
        "\\theta_{\\mathrm{lin}} => thetaLin",
        "A^{\\mathsf T} B^\\top => Dot[Transpose[A], Transpose[B]]",
        "\\mathrm{trace}(A^{T}) => Trace[A^T]",
        "\\text{diag}(\\phi'(u)) => DiagonalMatrix[phi'[u]]",
        "1 - \\{a - [b - (c)]\\} => 1 - (a - (b - c))",
        "x / y => x/y",
        "\\pi r^2 => Pi r^2",
        "W \\sim \\mathcal{N}(0, s^2) => Distributed[W, Gaussian[0, s^2]]",
      })
  void should_read_the_usual(String tex, String wolfram) {
    if (wolfram.contains("ast")) {
      assertThat(failure(tex)).hasMessageContaining("superscript");
      return;
    }
    assertThat(READER.read(tex).sides()).containsExactly(WolframReader.read(wolfram));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "q_{l+1} = x => 0 => 'q_{l+1}' needs an entry in reads, or a declared symbol of its"
            + " camelCase name",
        "1 + W_{ij}^{l} => 4 => 'W_{ij}^{l}' needs an entry in reads, or a declared symbol of its"
            + " camelCase name",
        "\\dot{\\theta}_t => 0 => '\\dot{\\theta}_t' needs an entry in reads, or a declared symbol"
            + " of its camelCase name",
        "1/2\\pi => 3 => 'a/b c' can be read in two ways; write \\frac or parentheses before"
            + " '\\pi'",
        "\\sin x y => 7 => where does the function's argument end? Write parentheses",
        "(x + 1 => 0 => '(' is never closed; expected ')'",
        "(x + 1] => 6 => expected ')' to close '(', found ']'",
        "\\frac{1}{x => 8 => '{' is never closed; expected '}'",
        "x } => 2 => '}' closes nothing: there is no brace open",
        "x + => 3 => expected a formula, found the end",
        "= x => 0 => expected a formula, found '='",
        "x \\ll y => 2 => only equations and inequalities are read from TeX, not '\\ll'",
        "\\foo x => 0 => '\\foo' is not read; give the fragment that holds it an entry in reads",
        "\\int f(z) => 0 => an integral without its differential, as in \\int f(z)\\, dz",
        "\\sum_n n => 5 => '\\sum' needs limits, as in _{n=1}^{N}",
        "\\mathbb{E}[x] => 0 => an expectation over what? Write \\mathbb{E}_{z}[...], or declare"
            + " law: {z: 'Gaussian[0, 1]'}",
        "x \\pm 1 => 2 => '\\pm' is two equations; write one",
        "x_1_2 => 3 => a second subscript",
        "\u03c3 => 0 => '\u03c3' is not read in TeX; use a command",
        "|a |b|| => 7 => expected a formula, found the end; where bars stand inside bars, write"
            + " \\left| and \\r"
            + "ight|, or \\lvert and \\r"
            + "vert",
        "\\left| x => 8 => expected '|' after an absolute value, found the end",
        "x \\right| => 8 => unexpected '|'",
        "x \\cdot \\right| => 14 => expected a formula, found '|'",
        "x^ => 1 => '^' needs what it raises",
        "\\frac{x}{0} => 0 => a fraction with denominator 0",
      })
  void should_say_what_is_wrong_and_where(String tex, int offset, String message) {
    SyntaxException thrown = failure(tex);
    assertThat(thrown).hasMessage(message);
    assertThat(thrown.offset()).isEqualTo(offset);
  }

  @Test
  void should_end_macros_that_double_and_print_nothing() {
    StringBuilder text = new StringBuilder("\\def\\aaz{} ");
    for (char c = 'y'; c >= 'a'; c--) {
      String next = "\\aa" + (char) (c + 1);
      text.append("\\def\\aa").append(c).append('{').append(next).append(next).append("} ");
    }
    assertThat(failure(text + "\\aaa x")).hasMessageContaining("does not end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "x < y => Less => x; y",
        "0 \\le |x| \\leq 1 => LessEqual LessEqual => 0; Abs[x]; 1",
        "\\frac{1}{2} > x \\geq y^2 \\ge 0 => Greater GreaterEqual GreaterEqual => 1/2; x; y^2; 0",
        "x = y \\leqslant 1 => Equal LessEqual => x; y; 1",
      })
  void should_read_orders(String tex, String relations, String sides) {
    TexReading reading = READER.read(tex);
    assertThat(reading.relations()).containsExactly(relations.split(" "));
    assertThat(reading.sides())
        .containsExactlyElementsOf(
            Arrays.stream(sides.split("; ")).map(WolframReader::read).toList());
    assertThat(reading.isEquation()).isFalse();
  }

  @Test
  void should_refuse_texts_that_are_too_long_or_too_deep() {
    assertThat(failure("")).hasMessage("the formula is empty");
    assertThat(failure("{(".repeat(5000))).hasMessageContaining("too deep");
    assertThat(failure("(".repeat(5000))).hasMessageContaining("too deep");
    assertThat(failure("\\sqrt".repeat(3000) + " x")).isNotNull();
    assertThat(failure("\\sin ".repeat(3000) + " x")).hasMessageContaining("too deep");
    assertThat(failure("x".repeat(20_001))).hasMessageContaining("longer than");
  }

  @Test
  void should_reject_a_fragment_that_occurs_nowhere() {
    SyntaxException thrown =
        catchThrowableOfType(
            SyntaxException.class,
            () -> TexReader.read("q_{l} = x", Map.of("q_l", sym("q"), "q_{l-1}", sym("p"))));
    assertThat(thrown).hasMessage("the fragment 'q_{l-1}' in reads occurs nowhere in the TeX");
  }

  @Test
  void should_match_fragments_whatever_their_spacing_brackets_and_fonts() {
    Map<String, Expr> reads = Map.of("f(\\boldsymbol{x};\\boldsymbol\\theta)", sym("out"));
    assertThat(TexReader.read("y - f \\left( \\mathbf x ; \\, {\\theta} \\right)", reads).sides())
        .containsExactly(WolframReader.read("y - out"));
  }

  @Test
  void should_read_the_length_map_as_printed() {
    TexReading reading =
        READER
            .withReads(reads("q_{l}", "LengthMap[phi, sigmaW, sigmaB][q]", "q_{l-1}", "q"))
            .read(
                "q_{l} = \\frac{\\sigma_{w}^{2}}{\\sqrt{2}} \\int \\phi \\left( \\sqrt{q_{l-1}}z"
                    + " \\right)^{2} \\exp \\left( -\\frac{z^{2}}{2}\\right)\\, dz");
    assertThat(reading.sides())
        .containsExactly(
            WolframReader.read("LengthMap[phi, sigmaW, sigmaB][q]"),
            WolframReader.read(
                "sigmaW^2/Sqrt[2] Integrate[phi[Sqrt[q] z]^2 Exp[-z^2/2], {z, -Infinity,"
                    + " Infinity}]"));
  }

  @Test
  void should_read_chi_as_printed() {
    assertThat(
            READER
                .withReads(reads("q_{l-1}", "q", "\\chi", "Chi[phi, sigmaW][q]"))
                .read(
                    "\\chi = \\sigma_{w}^{2} \\int \\phi' \\left( \\sqrt{q_{l-1}}z \\right)^{2}"
                        + " \\exp \\left( -\\frac{z^{2}}{2}\\right)\\, dz")
                .sides())
        .containsExactly(
            WolframReader.read("Chi[phi, sigmaW][q]"),
            WolframReader.read(
                "sigmaW^2 Integrate[phi'[Sqrt[q] z]^2 Exp[-z^2/2], {z, -Infinity, Infinity}]"));
  }

  @Test
  void should_read_the_training_equations_as_printed() {
    Map<String, Expr> loss =
        reads(
            "\\ell (\\boldsymbol{x}, y)", "Loss[x, y]",
            "f(\\boldsymbol{x}; \\boldsymbol{\\theta})", "Output[x]");
    assertThat(
            READER
                .withReads(loss)
                .read(
                    "\\ell (\\boldsymbol{x}, y)=\\frac{1}{2} \\left\\{ y - f(\\boldsymbol{x};"
                        + " \\boldsymbol{\\theta}) \\right\\}^2")
                .sides())
        .containsExactly(
            WolframReader.read("Loss[x, y]"), WolframReader.read("(y - Output[x])^2/2"));
    Map<String, Expr> step =
        reads(
            "\\Delta \\boldsymbol{\\theta}",
            "ParameterStep[x, y]",
            "\\frac{\\partial \\ell}{\\partial \\boldsymbol{\\theta}}",
            "LossGradient[x, y]",
            "f(\\boldsymbol{x}; \\boldsymbol{\\theta})",
            "Output[x]",
            "\\frac{\\partial}{\\partial \\boldsymbol{\\theta}}f (\\boldsymbol{x};"
                + " \\boldsymbol{\\theta})",
            "OutputGradient[x]");
    assertThat(
            READER
                .withReads(step)
                .read(
                    "\\Delta \\boldsymbol{\\theta} = -\\eta \\frac{\\partial \\ell}{\\partial"
                        + " \\boldsymbol{\\theta}} = -\\eta \\{ y - f(\\boldsymbol{x};"
                        + " \\boldsymbol{\\theta})\\} \\frac{\\partial}{\\partial"
                        + " \\boldsymbol{\\theta}}f (\\boldsymbol{x}; \\boldsymbol{\\theta})")
                .sides())
        .containsExactly(
            WolframReader.read("ParameterStep[x, y]"),
            WolframReader.read("-eta LossGradient[x, y]"),
            WolframReader.read("-eta (y - Output[x]) OutputGradient[x]"));
    Map<String, Expr> flow =
        reads(
            "\\dot{f}(\\boldsymbol{x}; \\boldsymbol{\\theta}_t )",
            "OutputFlow[x]",
            "\\frac{\\partial}{\\partial \\boldsymbol{\\theta}}f(\\boldsymbol{x};"
                + " \\boldsymbol{\\theta}_t)",
            "OutputGradient[x]",
            "\\frac{\\partial}{\\partial \\boldsymbol{\\theta}}f(\\boldsymbol{x}_{n} ;"
                + " \\boldsymbol{\\theta}_t)",
            "OutputGradient[data[n]]",
            "f(\\boldsymbol{x}_n; \\boldsymbol{\\theta}_t)",
            "Output[data[n]]",
            "y_n",
            "target[n]");
    assertThat(
            READER
                .withReads(flow)
                .read(
                    "\\dot{f}(\\boldsymbol{x}; \\boldsymbol{\\theta}_t )="
                        + " -\\frac{\\eta}{N}\\sum_{n=1}^{N} \\left( \\frac{\\partial}{\\partial"
                        + " \\boldsymbol{\\theta}}f(\\boldsymbol{x}; \\boldsymbol{\\theta}_t)"
                        + " \\right)^{\\mathsf{T}} \\frac{\\partial}{\\partial"
                        + " \\boldsymbol{\\theta}}f(\\boldsymbol{x}_{n} ;"
                        + " \\boldsymbol{\\theta}_t)\\left\\{ y_n - f(\\boldsymbol{x}_n;"
                        + " \\boldsymbol{\\theta}_t) \\right\\}")
                .sides())
        .containsExactly(
            WolframReader.read("OutputFlow[x]"),
            WolframReader.read(
                "-eta/N Sum[Dot[Transpose[OutputGradient[x]], OutputGradient[data[n]]] (target[n] -"
                    + " Output[data[n]]), {n, 1, N}]"));
  }

  @Test
  void should_keep_the_order_of_matrices_and_dots() {
    Map<String, Expr> reads =
        reads(
            "J_{l}",
            "Jacobian[l]",
            "\\frac{dh_{L}}{du_{l}}",
            "Jacobian[Postactivation[L], Preactivation[l]]",
            "D_{l}",
            "SlopeMatrix[l]",
            "W_{l+1}",
            "Weights[l + 1]",
            "D_{l+1}",
            "SlopeMatrix[l + 1]",
            "D_{L-1}",
            "SlopeMatrix[L - 1]",
            "W_{L}",
            "Weights[L]",
            "u_{l}",
            "Preactivation[l]");
    List<TexReading> readings =
        READER
            .withReads(reads)
            .readAll(
                "J_{l} := \\frac{dh_{L}}{du_{l}} =D_{l}W_{l+1}^{\\mathsf{T}}D_{l+1}\\cdots"
                    + " D_{L-1}W_{L}^{\\mathsf{T}},\\quad D:= \\mathrm{diag}\\left(\\phi'"
                    + " (u_{l})\\right)");
    assertThat(readings).hasSize(2);
    assertThat(readings.get(0).sides().get(2))
        .isEqualTo(
            WolframReader.read(
                "Dot[SlopeMatrix[l], Transpose[Weights[l + 1]], SlopeMatrix[l + 1], Ellipsis[],"
                    + " SlopeMatrix[L - 1], Transpose[Weights[L]]]"));
    assertThat(readings.get(1).sides())
        .containsExactly(
            WolframReader.read("D"), WolframReader.read("DiagonalMatrix[phi'[Preactivation[l]]]"));
    assertThat(
            READER
                .withReads(reads("\\tilde{q}_{l}", "JacobianSize[l]", "J_{l}", "Jacobian[l]"))
                .read("\\tilde{q}_{l} = \\mathrm{trace} \\left( J_{l}^{\\mathsf{T}} J_{l}\\right)")
                .sides()
                .get(1))
        .isEqualTo(WolframReader.read("Trace[Dot[Transpose[Jacobian[l]], Jacobian[l]]]"));
  }

  @Test
  void should_read_the_definitions_as_printed() {
    List<TexReading> layer =
        READER
            .withReads(
                reads(
                    "h_{i}^l", "h[i, l]",
                    "u_{i}^{l}", "u[i, l]",
                    "W_{ij}^{l}", "w[i, j, l]",
                    "h_{j}^{l-1}", "h[j, l - 1]",
                    "b_{i}^l", "b[i, l]"))
            .readAll(
                "h_{i}^l = \\phi (u_{i}^{l}),\\quad"
                    + " u_{i}^{l}=\\sum_{j=1}^{M}W_{ij}^{l}h_{j}^{l-1} + b_{i}^l");
    assertThat(layer).hasSize(2);
    assertThat(layer.get(1).sides().get(1))
        .isEqualTo(WolframReader.read("b[i, l] + Sum[w[i, j, l] h[j, l - 1], {j, 1, M}]"));
    List<TexReading> weights =
        READER
            .withReads(reads("W_{ij}^{l}", "weight", "b_{i}^l", "bias"))
            .readAll(
                "W_{ij}^{l} \\sim \\mathcal{N} \\left( 0, \\frac{\\sigma_{w}^2}{2} \\right),\\quad"
                    + " b_{i}^{l} \\sim \\mathcal{N} \\left( 0, \\sigma_{b}^{2}\\right)");
    assertThat(weights.stream().map(TexReading::sides).flatMap(List::stream))
        .containsExactly(
            WolframReader.read("Distributed[weight, Gaussian[0, sigmaW^2/2]]"),
            WolframReader.read("Distributed[bias, Gaussian[0, sigmaB^2]]"));
    assertThat(
            READER
                .withReads(reads("q_{l}", "Activity[l]", "u_{i}^{l}", "u[i]"))
                .read("q_{l} = \\frac{1}{N} \\sum_{i=1}^{M} \\left( u_{i}^{l}\\right) ^{2}")
                .sides())
        .containsExactly(
            WolframReader.read("Activity[l]"), WolframReader.read("Sum[u[i]^2, {i, 1, M}]/N"));
    assertThat(
            READER
                .withReads(reads("\\tilde{q}_{1}", "size"))
                .read("\\tilde{q}_{1} = \\chi^{L-1}")
                .sides())
        .containsExactly(sym("size"), WolframReader.read("chi^(L - 1)"));
  }

  private static Expr sym(String name) {
    return Expressions.sym(name);
  }

  private static Map<String, Expr> reads(String... pairs) {
    Map<String, Expr> reads = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      reads.put(pairs[i], WolframReader.read(pairs[i + 1]));
    }
    return reads.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static SyntaxException failure(String tex) {
    return catchThrowableOfType(SyntaxException.class, () -> READER.readAll(tex));
  }
}
