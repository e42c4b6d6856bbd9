package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.WorkMeter;

/** {@code derive --budget}: what is reached is printed, what is not is named, nothing works on. */
@Timeout(300)
class DeriveBudgetTest {

  private static final Duration BUDGET = Duration.ofMillis(1500);

  /** Beyond a fifth of the budget: one look at it for each part, and the reading of the formula. */
  private static final Duration ALLOWANCE = Duration.ofMillis(700);

  private record Outcome(int code, String out, String err) {}

  private static Outcome derive(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Outcome(code, out.toString(), err.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1 + x)^60 Erf[x]",
        "Max[0, x]^60 Exp[-x^2]",
        "x^60 Sin[x + 1]",
        "(1 + Sin[x] + Cos[2 x] + Sin[3 x])^40"
      })
  void should_end_with_the_budget(String activation) {
    // GIVEN
    assertThat(WorkMeter.rests(Duration.ofSeconds(30))).isTrue();
    try (WorkMeter meter = new WorkMeter()) {
      // WHEN
      Outcome outcome = derive("derive", activation, "--budget", "1.5", "--no-steps");
      // THEN
      assertThat(meter.used()).isLessThan(BUDGET.multipliedBy(6).dividedBy(5).plus(ALLOWANCE));
      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains("phi[x] ==")
          .contains("(no closed form: the dual activation did not end within 1500 ms)")
          .contains("Dual[phi, phi][p, q, r] == E[");
      assertThat(outcome.err())
          .startsWith("Not derived within the budget of 1.5 s: ")
          .contains("the dual activation, ");
      assertThat(WorkMeter.rests(Duration.ofSeconds(30))).as("nothing works on").isTrue();
    }
  }

  @Test
  void should_say_nothing_of_a_budget_that_suffices() {
    Outcome outcome = derive("derive", "relu", "--depth", "2", "--no-steps");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("NTK[3][x, y] ==").doesNotContain("did not end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "1e9", "soon"})
  void should_refuse_what_is_no_budget(String budget) {
    Outcome outcome = derive("derive", "relu", "--budget", budget);

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("--budget").doesNotContain("Exception");
  }
}
