package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A diff shows both formulas as they are, and marks what differs and nothing else. */
class TexDiffProperties {

  private static TexDiff diff(String before, String after) {
    return TexDiff.of(before, after, tex -> "<-" + tex + "->", tex -> "<+" + tex + "+>");
  }

  @Example
  void should_mark_a_factor_a_sign_and_a_term() {
    assertThat(diff("q = \\sqrt{2} x", "q = \\sqrt{2\\pi} x + b^2"))
        .isEqualTo(
            new TexDiff(
                "q=\\sqrt{2}x",
                "q=\\sqrt{2<+\\pi+>}x<+{}+b^{2}+>",
                diff("q = \\sqrt{2} x", "q = \\sqrt{2\\pi} x + b^2").likeness()));
    assertThat(diff("f = -\\eta x", "f = \\eta x").before()).isEqualTo("f=<-{}-{}->\\eta x");
    assertThat(diff("y = a^2 z", "y = \\frac{a^2}{3} z").after()).contains("{<+3+>}");
    assertThat(diff("\\operatorname{One}(x)", "\\operatorname{Two}(x)").after())
        .isEqualTo("<+\\operatorname{Two}+>(x)");
  }

  @Example
  void should_leave_alone_what_it_does_not_understand() {
    for (String hostile : List.of("a}b{", "\\input{x}", "\\text{if } x", "{".repeat(900))) {
      assertThat(diff(hostile, "x")).isEqualTo(new TexDiff(hostile, "x", 0));
    }
  }

  @Property
  void should_mark_nothing_in_equal_formulas(@ForAll("formulas") String tex) {
    TexDiff same = diff(tex, tex);

    assertThat(same.before()).isEqualTo(same.after()).doesNotContain("<-", "<+");
    assertThat(same.likeness()).isEqualTo(1);
  }

  @Property
  void should_show_each_formula_whole(
      @ForAll("formulas") String left, @ForAll("formulas") String right) {
    TexDiff marked = diff(left, right);

    assertThat(plain(marked.before())).isEqualTo(plain(left));
    assertThat(plain(marked.after())).isEqualTo(plain(right));
    assertThat(marked.likeness()).isBetween(0.0, 1.0);
    if (!plain(left).equals(plain(right))) {
      assertThat(marked.before() + marked.after()).containsPattern("<[-+]");
    }
  }

  @Provide
  Arbitrary<String> formulas() {
    Arbitrary<String> letters = Arbitraries.of("x", "y", "\\sigma", "\\pi", "2", "q");
    return Arbitraries.lazyOf(
        () -> letters,
        () -> letters,
        () -> formulas().map(inner -> "\\sqrt{" + inner + "}"),
        () -> formulas().map(inner -> "\\left( " + inner + " \\right)"),
        () -> letters.flatMap(base -> letters.map(power -> base + "^{" + power + "}")),
        () ->
            formulas()
                .flatMap(above -> letters.map(below -> "\\frac{" + above + "}{" + below + "}")),
        () -> formulas().flatMap(first -> letters.map(second -> first + " + " + second)),
        () -> formulas().flatMap(first -> letters.map(second -> first + " " + second)));
  }

  /** The formula without marks, spaces and the empty neighbours that marks bring. */
  private static String plain(String tex) {
    return tex.replaceAll("<[-+](?=[^}]*)|[-+]>", "").replace("{}", "").replaceAll("\\s", "");
  }
}
