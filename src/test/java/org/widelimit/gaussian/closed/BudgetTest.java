package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.widelimit.algebra.Expressions.sym;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.WorkMeter;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.budget.Allowance;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/**
 * No evaluation uses more of the processor than its budget, and none works on behind an answer. The
 * clock is not asked but against hanging.
 */
@Timeout(300)
class BudgetTest {

  /**
   * Beyond a fifth of the budget: the time between two looks at it, with a garbage collection and
   * the step from one checkpoint to the next.
   */
  private static final Duration ALLOWANCE = Duration.ofMillis(400);

  /** By the clock, on a machine that does much else. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private static void holds(Duration budget, Runnable evaluation) {
    assertThat(WorkMeter.rests(LONGEST_END)).isTrue();
    try (WorkMeter meter = new WorkMeter()) {
      evaluation.run();
      assertThat(meter.used()).isLessThan(budget.multipliedBy(6).dividedBy(5).plus(ALLOWANCE));
      assertThat(WorkMeter.rests(LONGEST_END)).as("nothing works on").isTrue();
      assertThat(meter.used())
          .as("nothing worked on for long")
          .isLessThan(budget.multipliedBy(6).dividedBy(5).plus(ALLOWANCE.multipliedBy(2)));
    }
  }

  private static GaussianResult dual(String text) {
    Activation phi = Activation.parse(text, Set.of("a", "b", "c", "w"));
    Assumptions given =
        new Assumptions(
            Map.of("p", Interval.POSITIVE, "q", Interval.POSITIVE, "a", Interval.POSITIVE),
            List.of(WolframReader.read("r^2 < p q")));
    return GaussianCalculus.dual(phi, phi, sym("p"), sym("q"), sym("r"), given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1 + x)^60 Erf[x]",
        "x^60 Sin[w x + c]",
        "Max[0, x]^60 Exp[-x^2]",
        "x^40 Erf[x] Exp[-x^2]",
        "(a x^2 + b x + c)^30",
        "(1 + Sin[x] + Cos[2 x] + Sin[3 x])^40"
      })
  void should_stop_a_dual_at_its_budget(String text) {
    Duration budget = Duration.ofMillis(500);

    holds(
        budget,
        () ->
            assertThatThrownBy(() -> new Allowance(budget).run(() -> dual(text), "the dual"))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage("the dual did not end within 500 ms"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Max[0, x]^60",
        "(1 + x)^30",
        "HermiteHe[40, x]",
        "Sin[x]^12",
        "x^60",
        "x^24 Sin[w x + c]"
      })
  void should_answer_where_powers_are_high_but_the_form_is_short(String text) throws Exception {
    Allowance allowance = new Allowance(Duration.ofSeconds(10));

    assertThat(allowance.run(() -> dual(text), "the dual")).isInstanceOf(ClosedForm.class);
  }

  @Test
  void should_have_the_value_of_the_recurrence_at_high_powers() {
    ClosedForm form = (ClosedForm) dual("Max[0, x]^60");
    Expr same = form.value().substitute("p", sym("q")).substitute("r", sym("q"));

    // E[Max[0, Sqrt[q] z]^120] = 119!! q^60/2
    BigInteger doubleFactorial = BigInteger.ONE;
    for (int odd = 1; odd < 120; odd += 2) {
      doubleFactorial = doubleFactorial.multiply(BigInteger.valueOf(odd));
    }
    Expr moment = WolframReader.read(doubleFactorial + " q^60/2");
    Assumptions positive = new Assumptions(Map.of("q", Interval.POSITIVE), List.of());
    Duration budget = Duration.ofSeconds(10);
    assertThat(ZeroDecider.decide(Expressions.minus(same, moment), positive, budget))
        .isInstanceOf(ZeroDecision.Zero.class);
    Expr wrong = Expressions.times(moment, WolframReader.read("1 + 1/10^30"));
    assertThat(ZeroDecider.decide(Expressions.minus(same, wrong), positive, budget))
        .isInstanceOf(ZeroDecision.Nonzero.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'(1+x+y+z+w)^30/(1+x-y+z-w)^20 - (w+z+y+x+1)^29 (1+x+y+z+w)/(x-y+1-w+z)^20'",
    "'Sqrt[1+x^7+y^9]/(Sqrt[x^11+2]+Sqrt[y^13+3]+Sqrt[x y+5]) - Sqrt[x+y]/(x^5+Sqrt[y^7+11])'",
    "'(x^80+3 x^7+1)(y^80+x)/(x^80-y^70+1) - 1/(x^60 y^50 + x + 2 y + 3)'"
  })
  void should_stop_a_zero_test_at_its_budget(String text) {
    Expr expr = WolframReader.read(text);
    Expr zero =
        Expressions.minus(expr, Expressions.times(expr, WolframReader.read("Cos[u]^2 + Sin[u]^2")));
    Duration budget = Duration.ofMillis(300);

    holds(
        budget, () -> assertThat(ZeroDecider.decide(zero, Assumptions.none(), budget)).isNotNull());
  }

  @Test
  void should_count_the_time_of_what_a_computation_waits_for() {
    Duration budget = Duration.ofMillis(300);
    int[] rounds = new int[1];

    holds(
        budget,
        () ->
            assertThatThrownBy(
                    () ->
                        new Allowance(budget)
                            .run(
                                () -> {
                                  while (true) {
                                    BoundedTask.run(BudgetTest::spin, "a part", budget);
                                    rounds[0]++;
                                  }
                                },
                                "the whole"))
                .hasMessage("the whole did not end within 300 ms"));
    // A control: the parts are far below the budget, and it is their sum that ends the whole.
    assertThat(rounds[0]).isGreaterThan(2);
  }

  private static Void spin() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 30_000_000) {
      BoundedTask.checkpoint();
    }
    return null;
  }

  @Test
  void should_share_an_allowance_among_computations() {
    Allowance allowance = new Allowance(Duration.ofMillis(200));

    assertThat(allowance.run(() -> 42, "an answer")).isEqualTo(42);
    assertThatThrownBy(
            () ->
                allowance.run(
                    () -> {
                      while (true) {
                        BoundedTask.checkpoint();
                      }
                    },
                    "the first"))
        .hasMessage("the first did not end within 200 ms");
    assertThatThrownBy(() -> allowance.run(() -> 42, "the second"))
        .hasMessage("the second did not end within 200 ms");
  }

  /** A meter that saw nothing would let everything pass. */
  @Test
  void should_see_a_thread_that_works_on() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    Thread busy =
        new Thread(
            () -> {
              while (!stop.get()) {
                Thread.onSpinWait();
              }
            },
            "derivation");
    try (WorkMeter meter = new WorkMeter()) {
      busy.start();
      assertThat(WorkMeter.rests(Duration.ofMillis(300))).isFalse();
      while (meter.used().toMillis() < 50) {
        Thread.sleep(5);
      }
    } finally {
      stop.set(true);
      busy.interrupt();
      busy.join(10_000);
    }
  }
}
