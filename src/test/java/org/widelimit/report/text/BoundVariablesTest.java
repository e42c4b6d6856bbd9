package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class BoundVariablesTest {

  @Test
  void should_print_internal_names_as_letters() {
    ProofStep step =
        new ProofStep(
            "symmetry",
            internal("E[Sign[a] b[k], a]", Map.of("a", "z$1", "k", "k$1")),
            internal("E[u v, {u, v}, {{p, r}, {r, q}}]", Map.of("u", "u$1", "v", "v$1")),
            "odd in normal");

    ProofStep readable = BoundVariables.readable(step, Set.of("p", "q", "r"));

    assertThat(readable.left()).isEqualTo(WolframReader.read("E[Sign[z] b[k], z]"));
    assertThat(readable.right()).isEqualTo(WolframReader.read("E[u v, {u, v}, {{p, r}, {r, q}}]"));
    assertThat(MathTex.equation(step, Map.of())).doesNotContain("$").contains("_{z}");
    assertThat(MathTex.equation(step.left(), step.right(), Map.of())).doesNotContain("$");
    assertThat(WolframWriter.write(step.left())).isEqualTo("E[Sign[z] b[k], z]");
  }

  @Test
  void should_never_take_a_letter_that_is_there() {
    ProofStep step =
        new ProofStep(
            "linearity",
            internal("E[z1 a + b, a]", Map.of("a", "z$1", "b", "z$2")),
            WolframReader.read("t"),
            "");

    ProofStep readable = BoundVariables.readable(step, Set.of("z"));

    assertThat(readable.left().symbols()).containsExactlyInAnyOrder("z1", "z2", "z3");
    assertThat(readable.right()).isEqualTo(step.right());
  }

  @Test
  void should_leave_other_steps_alone() {
    ProofStep step =
        new ProofStep(
            "definition", WolframReader.read("E[z, z]"), WolframReader.read("0"), "because");

    assertThat(BoundVariables.readable(step, Set.of())).isSameAs(step);
  }

  /** An expression that no file can write: some of its names are replaced by internal ones. */
  private static Expr internal(String text, Map<String, String> names) {
    Expr expr = WolframReader.read(text);
    for (Map.Entry<String, String> name : names.entrySet()) {
      expr = expr.substitute(name.getKey(), Expressions.sym(name.getValue()));
    }
    return expr;
  }

  @Test
  void should_print_a_statement_that_is_true_as_it_stands() {
    Expr positive = WolframReader.read("q > 0");
    assertThat(
            MathTex.equation(
                new ProofStep("sign", positive, Expressions.sym("True"), ""), Map.of()))
        .isEqualTo("q > 0");
    assertThat(
            MathTex.equation(
                new ProofStep("sign", positive, Expressions.sym("False"), ""), Map.of()))
        .contains("=");
  }
}
