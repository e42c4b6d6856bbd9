package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;

/** No expression keeps the zero test or the reader beyond its budget, or breaks it. */
@Timeout(120)
class HostileExpressionsTest {

  private static final Duration BUDGET = Duration.ofMillis(400);

  static Stream<String> hostile() {
    return Stream.of(
        nested("(#^2 + 1)", 30),
        nested("(#^60 + 1)", 4),
        nested("Exp[#]", 60),
        nested("Tanh[#]", 40),
        nested("Abs[# - 1]", 40),
        nested("Sqrt[# + 1]", 60),
        "x^100000",
        "(1 + x)^100000",
        "(1+x+y+z+w)^60 - (w+z+y+x+1)^59 (1+x+y+z+w)",
        "2^2^2^2^2^2^2 x",
        "Factorial[100000] x",
        "Gamma[100000] x - 99999 Gamma[99999] x",
        "HermiteHe[1000, x]",
        "Sin[x]^60 Cos[x]^60 (Sin[x] + Cos[x])^60 - Sin[x]^60 Cos[x]^60 (Cos[x] + Sin[x])^59"
            + " Sin[x]",
        terms("Abs[x - #]", 40, " + "),
        terms("Sqrt[x + #]", 300, " + "),
        terms("Exp[# x]", 300, " + "),
        terms("1/(x + y^#)", 40, " + "));
  }

  private static String nested(String pattern, int depth) {
    String text = "x";
    for (int i = 0; i < depth; i++) {
      text = pattern.replace("#", text);
    }
    return text;
  }

  private static String terms(String pattern, int count, String between) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> pattern.replace("#", String.valueOf(i)))
        .collect(Collectors.joining(between));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void should_answer_within_the_budget(String text) {
    Expr expr = WolframReader.read(text);
    Expr zero =
        Expressions.minus(expr, Expressions.times(expr, WolframReader.read("Cos[u]^2 + Sin[u]^2")));

    assertThat(ZeroDecider.decide(expr, Assumptions.none(), BUDGET)).isNotNull();
    assertThat(ZeroDecider.decide(zero, Assumptions.none(), BUDGET))
        .isNotInstanceOf(ZeroDecision.Nonzero.class);
  }

  @Test
  void should_leave_behind_what_does_not_end() {
    long[] rounds = new long[1];

    assertThatThrownBy(
            () ->
                BoundedTask.run(
                    () -> {
                      while (true) {
                        BoundedTask.checkpoint();
                        rounds[0]++;
                      }
                    },
                    "counting",
                    Duration.ofMillis(200)))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage("counting did not end within 200 ms");
    assertThat(rounds[0]).isPositive();
    // A control: what ends has its answer, and what fails its own failure.
    assertThat(BoundedTask.run(() -> 42, "an answer", Duration.ofSeconds(5))).isEqualTo(42);
    assertThatThrownBy(
            () ->
                BoundedTask.run(
                    () -> {
                      throw new ArithmeticException("by zero");
                    },
                    "a failure",
                    Duration.ofSeconds(5)))
        .isInstanceOf(ArithmeticException.class);
  }
}
