package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.syntax.tex.TexReader;
import org.widelimit.algebra.syntax.tex.TexWriter;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Closed forms of dual activations, written as TeX and read again. */
class TexRoundTripProperties {

  private static final List<String> UNARY =
      List.of("ArcSin", "ArcCos", "ArcTan", "Erf", "Erfc", "Sinh", "Cosh", "Log", "Abs");

  @Property(tries = 500)
  void should_read_back_closed_forms(@ForAll Random random) {
    // GIVEN
    Expr form = form(random, 4);
    // WHEN
    String tex = TexWriter.write(form);
    // THEN
    assertThat(TexReader.create().read(tex).sides()).as(tex).containsExactly(form);
  }

  @Property(tries = 300)
  void should_read_back_bars_inside_bars(@ForAll Random random) {
    // GIVEN
    Expr form = bars(random, 2 + random.nextInt(4));
    // WHEN
    String tex = TexWriter.write(form);
    // THEN
    assertThat(TexReader.create().read(tex).sides()).as(tex).containsExactly(form);
    assertThat(TexReader.create().read("\\left. " + tex + " \\right|_{r = s}").sides())
        .as(tex)
        .containsExactly(form.substitute("r", Expressions.sym("s")));
  }

  @Property(tries = 200)
  void should_tell_the_arguments_of_a_probability_apart(@ForAll Random random) {
    // GIVEN
    Expr h = form(random, 2);
    Expr k = Expressions.plus(h, Expressions.ONE);
    Expr rho = Expressions.sym("rho");
    // WHEN
    List<Expr> read =
        TexReader.create()
            .read(TexWriter.write(Expressions.call("BivariateNormalCDF", h, k, rho)))
            .sides();
    // THEN
    assertThat(read)
        .containsExactly(Expressions.call("BivariateNormalCDF", h, k, rho))
        .doesNotContain(Expressions.call("BivariateNormalCDF", k, h, rho))
        .doesNotContain(Expressions.call("BivariateNormalCDF", h, rho, k));
  }

  @Test
  void should_read_the_probability_as_papers_print_it() {
    Expr probability = WolframReader.read("2 BivariateNormalCDF[h, -k, rho]^2");

    for (String tex :
        List.of("2\\Phi_2(h, -k; \\rho)^2", "2 \\Phi_{2}\\left(h, -k, \\rho\\right)^{2}")) {
      assertThat(TexReader.create().read(tex).sides()).as(tex).containsExactly(probability);
    }
    assertThatThrownBy(() -> TexReader.create().read("x + \\Phi_2(h, k)"))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining("two bounds and a correlation");
    // A function of that name that the reader knows is its own.
    assertThat(
            TexReader.create().withFunctions(java.util.Set.of("Phi2")).read("\\Phi_2(x)").sides())
        .containsExactly(WolframReader.read("Phi2[x]"));
  }

  /** An absolute value of a power, product or sum that holds another. */
  private static Expr bars(Random random, int depth) {
    Expr inner = depth == 0 ? Expressions.sym("r") : bars(random, depth - 1);
    Expr beside = form(random, 1);
    return Expressions.call(
        "Abs",
        switch (random.nextInt(5)) {
          case 0 -> Expressions.plus(beside, inner);
          case 1 -> Expressions.times(beside, inner, Expressions.sym("q"));
          case 2 -> Expressions.square(Expressions.plus(inner, Expressions.ONE));
          case 3 -> Expressions.exp(Expressions.times(Expressions.num(-2, 3), inner));
          default -> Expressions.plus(Expressions.square(inner), beside);
        });
  }

  private static Expr form(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(3) == 0
          ? Expressions.num(random.nextInt(9) - 4, 1 + random.nextInt(3))
          : Expressions.sym(List.of("p", "q", "r").get(random.nextInt(3)));
    }
    Expr first = form(random, depth - 1);
    return switch (random.nextInt(7)) {
      case 0 -> Expressions.plus(first, form(random, depth - 1));
      case 1 -> Expressions.times(first, form(random, depth - 1));
      case 2 -> Expressions.square(first);
      case 3 -> Expressions.sqrt(Expressions.plus(Expressions.sym("p"), first));
      case 4 -> Expressions.exp(first);
      case 5 -> Expressions.call(UNARY.get(random.nextInt(UNARY.size())), first);
      default ->
          Expressions.call(
              "BivariateNormalCDF", first, form(random, depth - 1), Expressions.sym("r"));
    };
  }
}
