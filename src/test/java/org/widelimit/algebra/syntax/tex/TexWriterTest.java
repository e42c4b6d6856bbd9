package org.widelimit.algebra.syntax.tex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class TexWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "x/2 => \\frac{x}{2}",
        "-x/(2 y) => -\\frac{x}{2 y}",
        "2/3 => \\frac{2}{3}",
        "Sqrt[2 Pi] => \\sqrt{2 \\pi}",
        "1/Sqrt[q] => \\frac{1}{\\sqrt{q}}",
        "x^(1/3) => \\sqrt[3]{x}",
        "(a + b)^2 => \\left(a + b\\right)^{2}",
        "(a/b)^c => \\left(\\frac{a}{b}\\right)^{c}",
        "Exp[-z^2/2] => e^{-\\frac{z^{2}}{2}}",
        "2 2^x => 2 \\cdot 2^{x}",
        "-(a + b) - (c + d) => -\\left(a + b\\right) - \\left(c + d\\right)",
        "Exp[-(a + b)] => e^{-\\left(a + b\\right)}",
        "a - (b - c) d => a - d \\left(b - c\\right)",
        "sigmaW^2 + sigmaB => \\sigma_{b} + \\sigma_{w}^{2}",
        "qStar^2 => {q^{*}}^{2}",
        "x1 + theta => \\theta + x_{1}",
        "width => \\mathrm{width}",
        "Sin[x]^2 => \\sin^{2}\\left(x\\right)",
        "ArcTan[x]^2 => \\arctan\\left(x\\right)^{2}",
        "phi'[x]^2 => \\phi'\\left(x\\right)^{2}",
        "Erf[x] => \\operatorname{erf}\\left(x\\right)",
        "Abs[x] => \\left|x\\right|",
        "E[phi[Sqrt[q] z], z] => \\mathbb{E}_{z}\\left[\\phi\\left(z \\sqrt{q}\\right)\\right]",
        "E[u v, {u, v}, {{p, r}, {r, q}}] => \\mathbb{E}_{\\left(u, v\\right) \\sim"
            + " \\mathcal{N}\\left(0, \\begin{pmatrix}p & r \\\\ r &"
            + " q\\end{pmatrix}\\right)}\\left[u v\\right]",
        "Integrate[f[z], {z, -Infinity, Infinity}] => \\int_{-\\infty}^{\\infty} f\\left(z\\right)"
            + " \\,\\mathrm{d}z",
        "Sum[n^2, {n, 1, N}] => \\sum_{n = 1}^{N} n^{2}",
        "Piecewise[{{x, x > 0}}, -1] => \\begin{cases}x & \\text{if } x > 0 \\\\ -1 &"
            + " \\text{otherwise}\\end{cases}",
        "LengthMap[phi, sigmaW, sigmaB][q] => \\operatorname{LengthMap}_{\\phi, \\sigma_{w},"
            + " \\sigma_{b}}\\left(q\\right)",
        "a == b && c <= d => a = b \\land c \\le d",
        "a != b => a \\ne b",
        "Transpose[A] . B => A^{\\top} B",
        "D[f[x], x] => \\frac{\\partial}{\\partial x} f\\left(x\\right)",
        "n! => n!",
      })
  void should_write_as_papers_print(String wolfram, String tex) {
    assertThat(TexWriter.write(WolframReader.read(wolfram))).isEqualTo(tex);
  }

  @Test
  void should_use_declared_looks() {
    assertThat(
            TexWriter.write(
                WolframReader.read("sigmaW q"), Map.of("sigmaW", "\\varsigma", "q", "q_{l-1}")))
        .isEqualTo("q_{l-1} \\varsigma");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "sigmaW^2/Sqrt[2 Pi] Integrate[phi[Sqrt[q] z]^2 Exp[-z^2/2], {z, -Infinity, Infinity}] =>",
        "(Sqrt[p q - r^2] + r (Pi - ArcCos[r/Sqrt[p q]]))/(2 Pi) =>",
        "r/4 + (r ArcTan[r/Sqrt[(1 + p) (1 + q) - r^2]])/(2 Pi) =>",
        "E[phi'[Sqrt[q] z]^2, z] - Max[0, x]^3 Abs[y] =>",
        "Exp[(-(a + b c) - (a + d f))/2] Sinh[-(a + b)] =>",
        "Sum[a n^2, {n, 1, N}] + Exp[-x/2] 2^(-x) - Tanh[x]^2 =>",
      })
  void should_be_read_back_by_the_reader(String wolfram) {
    Expr expr = WolframReader.read(wolfram);
    TexReader reader =
        TexReader.create()
            .withFunctions(Set.of("phi"))
            .withSymbols(Map.of("\\sigma_{w}", "sigmaW"));
    assertThat(reader.read(TexWriter.write(expr)).sides()).containsExactly(expr);
  }
}
