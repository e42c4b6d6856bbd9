package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

class SwitchesTest {

  @Test
  void should_compare_every_pair_of_a_maximum() {
    assertThat(switches("Max[a, b, c]"))
        .containsExactly(
            WolframReader.read("a - b"), WolframReader.read("a - c"), WolframReader.read("b - c"));
    assertThat(switches("Abs[a - 1]")).containsExactly(WolframReader.read("a - 1"));
    assertThat(switches("Exp[Abs[a]]")).isEmpty();
  }

  /** A random point lies there once in twenty thousand. */
  @Test
  void should_refute_what_only_a_rare_branch_of_a_maximum_refutes() {
    Expr wrong = WolframReader.read("Max[q, -1, 1/1000] - q");

    ZeroDecision decision =
        ZeroDecider.decide(
            wrong,
            Assumptions.none().with("q", Interval.open(Expressions.ZERO, Expressions.num(20))),
            Duration.ofSeconds(5));

    assertThat(decision).isInstanceOf(ZeroDecision.Nonzero.class);
  }

  private static List<Expr> switches(String text) {
    return Switches.of((Call) WolframReader.read(text));
  }
}
