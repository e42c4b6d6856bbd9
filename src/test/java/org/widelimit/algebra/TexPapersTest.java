package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Equations as the papers of the field print them. */
class TexPapersTest {

  private static final TexReader READER =
      TexReader.create()
          .withFunctions(Set.of("phi", "sigma", "J1", "K", "V"))
          .withDeclared(Set.of("sigmaW", "sigmaB", "qStar", "u1", "u2", "xPrime", "J1"));

  private static List<Expr> sides(TexReader reader, String tex, String... reads) {
    Map<String, Expr> fragments = new LinkedHashMap<>();
    for (int i = 0; i < reads.length; i += 2) {
      fragments.put(reads[i], WolframReader.read(reads[i + 1]));
    }
    return reader.withReads(fragments).read(tex).sides();
  }

  private static Expr wolfram(String text) {
    return WolframReader.read(text);
  }

  @Test
  void should_read_poole_et_al_2016() {
    // Equation 3.
    assertThat(
            sides(
                READER,
                "q^l = \\sigma_w^2 \\int \\mathcal{D}z\\, \\phi\\left(\\sqrt{q^{l-1}} z\\right)^2 +"
                    + " \\sigma_b^2",
                "q^l",
                "LengthMap[phi, sigmaW, sigmaB][q]",
                "q^{l-1}",
                "q"))
        .containsExactly(
            wolfram("LengthMap[phi, sigmaW, sigmaB][q]"),
            wolfram("sigmaW^2 E[phi[Sqrt[q] z]^2, z] + sigmaB^2"));
    // Equation 5 with 6 put in.
    assertThat(
            sides(
                    READER,
                    "q_{12}^l = \\sigma_w^2 \\int \\mathcal{D}z_1 \\mathcal{D}z_2\\,"
                        + " \\phi\\left(\\sqrt{q}\\, z_1\\right) \\phi\\left(\\sqrt{q}\\Big[c z_1 +"
                        + " \\sqrt{1 - c^2}\\, z_2\\Big]\\right) + \\sigma_b^2",
                    "q_{12}^l",
                    "covariance")
                .get(1))
        .isEqualTo(
            wolfram(
                "sigmaW^2 E[phi[Sqrt[q] z1] phi[Sqrt[q] (c z1 + Sqrt[1 - c^2] z2)], {z1, z2}, {{1,"
                    + " 0}, {0, 1}}] + sigmaB^2"));
  }

  @Test
  void should_read_schoenholz_et_al_2017() {
    // Equation 5, and the depth scale of section 3.
    assertThat(
            sides(
                    READER,
                    "\\chi_1 = \\sigma_w^2 \\int \\mathcal Dz"
                        + " \\left[\\phi'\\left(\\sqrt{q^*}z\\right)\\right]^2",
                    "\\chi_1",
                    "Chi[phi, sigmaW][qStar]",
                    "q^*",
                    "qStar")
                .get(1))
        .isEqualTo(wolfram("sigmaW^2 E[phi'[Sqrt[qStar] z]^2, z]"));
    assertThat(
            sides(
                    READER,
                    "\\xi_c^{-1} = -\\log\\left[\\sigma_w^2\\int\\mathcal D z_1 \\mathcal D z_2\\,"
                        + " \\phi'(u_1)\\phi'(u_2)\\right]",
                    "\\xi_c",
                    "DepthScale")
                .get(1))
        .isEqualTo(wolfram("-Log[sigmaW^2 E[phi'[u1] phi'[u2], {z1, z2}, {{1, 0}, {0, 1}}]]"));
  }

  @Test
  void should_read_lee_et_al_2018() {
    // Equation 11, the arc-cosine kernel of a ReLU network.
    assertThat(
            sides(
                    READER,
                    "K^l = \\sigma_b^2 + \\frac{\\sigma_w^2}{2\\pi}\\sqrt{K(x, x)\\, K(x', x')}"
                        + " \\left( \\sin\\theta + (\\pi - \\theta)\\cos\\theta \\right)",
                    "K^l",
                    "next")
                .get(1))
        .isEqualTo(
            wolfram(
                "sigmaB^2 + sigmaW^2/(2 Pi) Sqrt[K[x, x] K[xPrime, xPrime]] (Sin[theta] + (Pi -"
                    + " theta) Cos[theta])"));
    assertThat(
            sides(
                READER,
                "\\theta = \\cos^{-1}\\left( \\frac{K(x,x')}{\\sqrt{K(x,x)K(x',x')}}\\right)"))
        .containsExactly(
            wolfram("theta"), wolfram("ArcCos[K[x, xPrime]/Sqrt[K[x, x] K[xPrime, xPrime]]]"));
  }

  @Test
  void should_read_jacot_et_al_2018_and_lee_et_al_2019() {
    assertThat(
            sides(
                    READER,
                    "\\mathcal{T} = \\mathbb E_{(u,v)\\sim\\mathcal N(\\mathbf"
                        + " 0,\\Lambda)}[\\phi(u)\\phi(v)]",
                    "\\mathcal{T}",
                    "Dual[phi, phi][p, q, r]",
                    "\\Lambda",
                    "{{p, r}, {r, q}}")
                .get(1))
        .isEqualTo(wolfram("E[phi[u] phi[v], {u, v}, {{p, r}, {r, q}}]"));
    assertThat(
            sides(
                    READER,
                    "\\Theta^{(L+1)} = \\Theta^{(L)}\\,\\dot\\Sigma^{(L+1)} + \\Sigma^{(L+1)}",
                    "\\Theta^{(L+1)}",
                    "NTK[L + 1]",
                    "\\Theta^{(L)}",
                    "NTK[L]",
                    "\\dot\\Sigma^{(L+1)}",
                    "slope",
                    "\\Sigma^{(L+1)}",
                    "NNGP[L + 1]")
                .get(1))
        .isEqualTo(wolfram("NTK[L] slope + NNGP[L + 1]"));
    assertThat(
            sides(
                    READER,
                    "\\mathbb{E}_{u, v \\sim \\mathcal{N}\\left(0, \\begin{bmatrix} p & r \\\\ r &"
                        + " q \\end{bmatrix}\\r"
                        + "ight)}\\bigl[\\phi'(u)\\, \\phi'(v)\\bigr] = 1")
                .get(0))
        .isEqualTo(wolfram("E[phi'[u] phi'[v], {u, v}, {{p, r}, {r, q}}]"));
  }

  @Test
  void should_read_cho_and_saul_2009() {
    TexReader vectors = READER.withMatrices(Set.of("x", "y"));
    assertThat(
            sides(
                vectors,
                "\\theta = \\cos^{-1} \\left( \\frac{\\mathbf{x} \\cdot"
                    + " \\mathbf{y}}{\\|\\mathbf{x}\\| \\|\\mathbf{y}\\|} \\right)"))
        .containsExactly(wolfram("theta"), wolfram("ArcCos[x . y/(Sqrt[x . x] Sqrt[y . y])]"));
    assertThat(
            sides(
                    vectors,
                    "k = \\frac{1}{\\pi} \\lVert\\mathbf{x}\\r"
                        + "Vert^n \\left\\|\\mathbf{y}\\r"
                        + "ight\\|^n J_1(\\theta)")
                .get(1))
        .isEqualTo(wolfram("1/Pi Sqrt[x . x]^n Sqrt[y . y]^n J1[theta]"));
    assertThat(sides(vectors, "k = \\langle x, y \\rangle + \\Vert x \\Vert_2^2").get(1))
        .isEqualTo(wolfram("x . y + x . x"));
  }

  @Test
  void should_read_hayou_et_al_2019_and_yang_2019() {
    assertThat(
            sides(
                    READER,
                    "\\chi = \\sigma_w^2\\, \\mathbb{E}\\left[\\phi'(\\sqrt{q} Z)^2\\right]",
                    "\\chi",
                    "Chi[phi, sigmaW][q]")
                .get(1))
        .isEqualTo(wolfram("sigmaW^2 E[phi'[Sqrt[q] Z]^2, Z]"));
    assertThat(
            sides(
                    READER,
                    "\\beta = \\frac{2\\, \\mathbb{E}[\\phi'(\\sqrt q Z)^2]}{q\\,"
                        + " \\mathbb{E}[\\phi''(\\sqrt q Z)^2]}")
                .get(1))
        .isEqualTo(wolfram("2 E[phi'[Sqrt[q] Z]^2, Z]/(q E[phi''[Sqrt[q] Z]^2, Z])"));
    assertThat(
            sides(
                    READER,
                    "V(q) = \\mathop{\\mathbb{E}}_{z\\sim \\mathcal{N}(0, q)} \\phi(z)^2 .",
                    "\\mathop{\\mathbb{E}}_{z\\sim \\mathcal{N}(0, q)} \\phi(z)^2",
                    "E[phi[Sqrt[q] z]^2, z]")
                .get(1))
        .isEqualTo(wolfram("E[phi[Sqrt[q] z]^2, z]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "\\begin{cases} x & x > 0 \\\\ \\alpha (e^x - 1) & x \\leq 0 \\end{cases} =>"
            + " Piecewise[{{x, x > 0}, {alpha (Exp[x] - 1), x <= 0}}]",
        "\\begin{cases} 1, & \\text{if } x \\ge 0, \\\\ 0, & \\text{otherwise.} \\end{cases} =>"
            + " Piecewise[{{1, x >= 0}}, 0]",
        "2 \\begin{dcases} x^2 & \\text{if } 0 < x < 1 \\\\ 0 & \\text{else}\\end{dcases} + 1 =>"
            + " 2 Piecewise[{{x^2, 0 < x && x < 1}}, 0] + 1",
        "\\begin{pmatrix} p & r \\\\ r & q \\end{pmatrix} => {{p, r}, {r, q}}",
        "\\begin{bmatrix} a \\\\ b \\end{bmatrix} => {a, b}",
        "\\begin{aligned} a + b \\end{aligned} => a + b",
        "\\Bigl( a - \\bigl[ b - c \\bigr] \\Bigr) => a - (b - c)",
        "\\left. x^2 + 1 \\right|_{x = 3} + 1 => 11",
        "\\left( x^2 + 1 \\right)\\Big|_{x = 3} => 10",
        "\\frac{\\partial}{\\partial x} (x^3) \\bigg|_{x=2} => 12",
        "\\left. \\frac{d}{dx} \\phi(x) \\right|_{x = 1} => phi'[1]",
        "\\langle \\phi(z)^2 \\rangle_z => E[phi[z]^2, z]",
        "\\dfrac{1}{2}\\tfrac{a}{b} => a/(2 b)",
        "\\iint \\mathcal{D}z_1 \\mathcal{D}z_2\\, z_1 z_2 => E[z1 z2, {z1, z2}, {{1, 0}, {0, 1}}]",
        "\\mathbb{E}_{z_1}[z_1^2] => E[z1^2, z1]",
        "\\int_{-\\infty}^\\infty \\frac{dz_1}{\\sqrt{2\\pi}} z_1^2 e^{-z_1^2/2} =>"
            + " Integrate[z1^2 Exp[-z1^2/2]/Sqrt[2 Pi], {z1, -Infinity, Infinity}]",
        "\\operatorname{erfi}(x) => Erfi[x]",
      })
  void should_read_what_papers_print(String tex, String wolfram) {
    assertThat(READER.read(tex).sides()).containsExactly(WolframReader.read(wolfram));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "\\begin{cases} x \\\\ 0 \\end{cases} => 16 => expected '&' between a case and its"
            + " condition, found '\\\\'",
        "\\begin{cases} x & y \\end{cases} => 20 => expected an inequality as the condition of a"
            + " case, found '\\end:cases'",
        "\\begin{cases} x & x > 0 => 23 => expected \\end{cases}, found the end",
        "\\end{cases} => 0 => '\\end{cases}' ends nothing that was begun",
        "\\begin{pmatrix} a & b \\\\ c \\end{pmatrix} => 27 => a row of 1 entries after one of 2",
        "\\begin{tabular} a \\end{tabular} => 0 => the environment 'tabular' is not read",
        "\\|x\\|_1 => 0 => only Euclidean norms are read; give this one an entry in reads",
        "\\|x => 3 => expected '\\|' after a norm, found the end",
        "\\langle x \\r"
            + "angle => 0 => angle brackets hold two vectors, or an average over a variable, as in"
            + " \\langle f(z) \\r"
            + "angle_{z}; or declare the law, as in law: {'u, v': '{{p, r}, {r, q}}'}",
        "\\mathbb{E}_{(u,v) \\sim \\mathcal{N}(0, \\Lambda)}[u v] => 0 => the covariance of a pair"
            + " needs its entries: a pmatrix, or an entry in reads such as {{p, r}, {r, q}}",
        "\\mathbb{E}_{z \\sim U(0, 1)}[z] => 19 => expected a normal distribution \\mathcal{N},"
            + " found 'U'",
        "\\mathbb{E}[z + Z] => 0 => an expectation over what? Write \\mathbb{E}_{z}[...], or"
            + " declare law: {z: 'Gaussian[0, 1]'}",
        "1 + x^2 |_{x = 1} => 17 => the bar of an evaluation may belong to the last term or to the"
            + " sum; write parentheses",
        "\\left. x + 1 => 0 => only the bar of an evaluation closes '\\left.'",
        "\\iint f => 0 => '\\iint' is not read; write nested \\int",
        "x' + 1 => 0 => 'x'' needs an entry in reads, or a declared symbol of its camelCase name",
      })
  void should_say_what_is_wrong_and_where(String tex, int offset, String message) {
    TexReader reader = TexReader.create();
    SyntaxException thrown = catchThrowableOfType(SyntaxException.class, () -> reader.readAll(tex));
    assertThat(thrown).hasMessage(message);
    assertThat(thrown.offset()).isEqualTo(offset);
  }
}
