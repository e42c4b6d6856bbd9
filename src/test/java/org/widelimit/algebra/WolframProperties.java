package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class WolframProperties {

  private static final List<String> FORMULAS =
      List.of(
          "sigmaW^2 E[phi[Sqrt[q] z]^2, z] + sigmaB^2",
          "LengthMap[phi, sigmaW, sigmaB][q] == sigmaW^2/Sqrt[2 Pi] Integrate[f[z], {z, 0, 1}]",
          "Piecewise[{{x, x > 0 && x <= 2.5}, {-x^3, !(x == -1)}}, phi''[x] n!]");

  @Property(tries = 1000)
  void should_read_back_what_it_writes(@ForAll Random random) {
    Expr expr = RandomExpressions.any(random, 5);
    String text = WolframWriter.write(expr);
    assertThat(WolframReader.read(text)).as(text).isEqualTo(expr);
  }

  @Test
  void should_refuse_numbers_beyond_a_thousand_digits_and_huge_exponents() {
    assertThatThrownBy(() -> WolframReader.read("1".repeat(1001)))
        .isInstanceOf(SyntaxException.class);
    assertThatThrownBy(() -> WolframReader.read("x^(2^50)")).isInstanceOf(SyntaxException.class);
    assertThat(WolframReader.read("1".repeat(1000))).isInstanceOf(Expr.Num.class);
  }

  @Property(tries = 1000)
  void should_answer_garbage_with_a_syntax_exception(@ForAll Random random) {
    assertThatReadsOrExplains(Garbage.text(random, "xE2.0 +-*/^!'()[]{},<>=&|_\\\u03c0\n"));
  }

  @Property(tries = 1000)
  void should_survive_mutations_of_formulas(@ForAll Random random) {
    assertThatReadsOrExplains(
        Garbage.mutate(
            random, FORMULAS.get(random.nextInt(FORMULAS.size())), "x2 +-*/^!'()[]{},<>=&_"));
  }

  private static void assertThatReadsOrExplains(String text) {
    try {
      Expr expr = WolframReader.read(text);
      assertThat(WolframReader.read(WolframWriter.write(expr))).as(text).isEqualTo(expr);
    } catch (SyntaxException e) {
      assertThat(e.offset()).as(text).isBetween(0, text.length());
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
