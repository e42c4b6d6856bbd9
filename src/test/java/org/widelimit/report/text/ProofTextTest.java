package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class ProofTextTest {

  private static ProofStep step(String rule, String left, String right, String because) {
    return new ProofStep(rule, WolframReader.read(left), WolframReader.read(right), because);
  }

  @Example
  void should_tell_a_proof_by_price_in_a_paragraph() {
    String text =
        ProofText.of(
            List.of(
                step("definition", "Dual[phi, phi][p, q, r]", "p + q", ""),
                step("smoothness", "p", "p", "The claim is smooth for p > 0."),
                step("Price's theorem, order 1", "0", "0", "equal, as it is 0"),
                step("Price certificate", "p + q", "q + p", "both sides agree"),
                step("linear algebra", "p + q", "p + q", "both sides have one normal form")),
            Map.of());

    assertThat(text)
        .startsWith("By definition $")
        .contains("smooth for p > 0. By Price's theorem", "up to order 1")
        .endsWith("Both sides are $p + q$.");
  }

  @Example
  void should_state_nothing_twice_and_nothing_equal_to_itself() {
    List<ProofLines.Line> lines =
        ProofLines.of(
            List.of(
                step("normal form", "0", "0", ""),
                step("domain", "1 + p", "1 + p", "It is positive."),
                step("domain", "1 + q", "1 + q", "It is positive."),
                step("domain", "1 + q", "1 + q", "It is positive."),
                step("zero test", "2 p", "p + q", "")),
            Map.of());

    assertThat(lines)
        .containsExactly(
            new ProofLines.Line("domain", "It is positive.", List.of("1 + p", "1 + q"), ""),
            new ProofLines.Line("zero test", "", List.of("2 p = p + q"), ""))
        .hasSize(2);
  }

  @Example
  void should_introduce_an_abbreviation_before_its_use() {
    Expr short1 = InternalNames.fresh("t");
    List<ProofLines.Line> lines =
        ProofLines.of(
            List.of(
                new ProofStep("recursion", short1, Expressions.ONE, "by it"),
                new ProofStep(
                    "abbreviation", WolframReader.read("Chi[phi, w][q]"), short1, "written t$1")),
            Map.of());

    assertThat(lines)
        .extracting(ProofLines.Line::rule)
        .containsExactly("abbreviation", "recursion");
    assertThat(lines.get(0).because()).isEqualTo("written t");
  }

  @Example
  void should_average_over_no_variance_at_a_point() {
    assertThat(
            ProofLines.of(List.of(step("limit", "E[Cos[u], {u}, {{0}}]", "1", "at 0")), Map.of())
                .get(0)
                .formulas()
                .toString())
        .doesNotContain("\\mathcal{N}");
  }

  @Example
  void should_set_formulas_in_prose() {
    assertThat(ProseMath.typeset("the density is Exp[-z^2/2]/Sqrt[2 Pi], of a normal", Map.of()))
        .isEqualTo("the density is $\\frac{e^{-\\frac{z^{2}}{2}}}{\\sqrt{2 \\pi}}$, of a normal");
    assertThat(ProseMath.typeset("no formula [at all", Map.of())).isEqualTo("no formula [at all");
    assertThat(ProseMath.typeset("costs $5 in f[x]", Map.of())).isEqualTo("costs $5 in f[x]");
  }

  @Property(tries = 300)
  void should_print_no_internal_name(
      @ForAll("internal") String name, @ForAll("rules") String rule) {
    Expr internal = Expressions.sym(name);
    List<ProofStep> steps =
        List.of(
            new ProofStep(rule, internal, Expressions.ONE, "by parts in " + name),
            new ProofStep(rule + " at " + name + " = 0", internal, internal, ""));

    String all = ProofText.of(steps, Map.of()) + ProofLines.of(steps, Map.of());

    assertThat(all).doesNotContainPattern("[A-Za-z]\\$[0-9]");
  }

  @Provide
  Arbitrary<String> internal() {
    return Arbitraries.of("v", "z", "covariance", "normal", "t")
        .flatMap(word -> Arbitraries.integers().between(1, 20).map(n -> word + "$" + n));
  }

  @Provide
  Arbitrary<String> rules() {
    return Arbitraries.of("Stein's lemma", "definition", "sign", "independence", "linear algebra");
  }
}
