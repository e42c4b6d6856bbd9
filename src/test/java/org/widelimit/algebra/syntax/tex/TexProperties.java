package org.widelimit.algebra.syntax.tex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Garbage;
import org.widelimit.algebra.SyntaxException;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class TexProperties {

  private static final TexReader READER =
      TexReader.create().withFunctions(Set.of("phi", "f")).withDeclared(Set.of("sigmaW"));

  private static final TexReader WITH_LAW =
      READER.withLaws(
          List.of(
              new TexLaw(
                  List.of("u", "v"), Expressions.ZERO, WolframReader.read("{{p, r}, {r, q}}"))));

  private static final List<String> FORMULAS =
      List.of(
          "q = \\frac{\\sigma_{w}^{2}}{\\sqrt{2}} \\int \\phi \\left( \\sqrt{q}z \\right)^{2} \\exp"
              + " \\left( -\\frac{z^{2}}{2}\\right)\\, dz",
          "\\mathbb{E}_{z \\sim \\mathcal{N}(0,1)}[\\dot\\phi(z)] = \\sum_{n=1}^{N} \\{ y - f(x;"
              + " \\boldsymbol{\\theta}) \\}^2",
          "A^{\\mathsf{T}} B \\cdots \\mathrm{diag}(|u|), \\quad \\frac{d}{dt} x = x' \\sim"
              + " \\mathcal{N}(0, \\sin 2x)",
          "\\newcommand{\\gm}[2][z]{e^{-#1^2/2}#2} \\def\\E{\\mathbb{E}} \\boxed{c = \\int Dz\\,"
              + " \\gm{x}} \\tag{3} % note",
          "s = \\underset{z\\sim\\mathcal{N}(0,q)}{\\mathbb{E}} \\phi(z)^2 - \\operatorname{Var}[u]"
              + " + \\mathbb{P}(u v < 0), \\quad \\text{for all } x \\in (0, 1)",
          "\\langle \\phi(u)\\phi(v) \\r"
              + "angle_{K} \\approx 0.394 \\\\ s \\stackrel{!}{=} t \\\\ + p",
          "\\mathbf{1}_{x > 0} = \\Phi(x) + O(x^2) + \\lceil x \\rceil, \\quad (u,v) \\sim"
              + " \\mathcal{N}(0, \\Lambda), l = 1,\\dots,L");

  @Property(tries = 2000)
  void should_survive_mutations_of_formulas(@ForAll Random random) {
    String formula = FORMULAS.get(random.nextInt(FORMULAS.size()));
    assertThatReadsOrExplains(Garbage.mutate(random, formula, "\\{}^_()[]|,=dz2\\sx +-/'"));
  }

  @Property(tries = 2000)
  void should_answer_garbage_with_a_syntax_exception(@ForAll Random random) {
    assertThatReadsOrExplains(
        Garbage.words(
            random,
            List.of(
                "\\frac",
                "\\sqrt",
                "{",
                "}",
                "(",
                ")",
                "^",
                "_",
                "x",
                "2",
                "\\int",
                "d",
                "z",
                "\\sum",
                "=",
                "+",
                "-",
                "\\phi",
                "'",
                "\\left",
                "\\right",
                "|",
                "\\mathrm",
                "\\mathbb{E}",
                "\\dot",
                ",",
                "\\partial",
                "[",
                "]",
                "\\exp",
                "\\top",
                "/",
                ".",
                "\\newcommand{\\a}[1]",
                "\\def\\b",
                "\\a",
                "#1",
                "%",
                "\\underset",
                "\\stackrel",
                "\\boxed",
                "\\tag",
                "\\langle",
                "\\rangle",
                "\\mathbb{P}",
                "\\Var",
                "\\mathbf{1}",
                "\\sim",
                "\\mathcal{N}",
                "\\approx",
                "0.5",
                "\\text{for}",
                "\\in",
                "\\\\",
                "\\lceil",
                "\\Phi",
                "I",
                "u",
                "v",
                ":",
                "\\cdots")));
  }

  private static void assertThatReadsOrExplains(String text) {
    assertThatReadsOrExplains(READER, text);
    assertThatReadsOrExplains(WITH_LAW, text);
  }

  private static void assertThatReadsOrExplains(TexReader reader, String text) {
    try {
      for (TexReading reading : reader.readAll(text)) {
        for (Expr side : reading.sides()) {
          assertThat(WolframReader.read(WolframWriter.write(side))).as(text).isEqualTo(side);
        }
      }
    } catch (SyntaxException e) {
      assertThat(e.offset()).as(text).isBetween(0, text.length());
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
