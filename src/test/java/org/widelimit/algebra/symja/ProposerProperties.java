package org.widelimit.algebra.symja;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.calculus.Differentiation;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.symja.Proposal.Outcome;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/**
 * What is proposed is believed where it is proved, and a program that misbehaves changes nothing.
 */
class ProposerProperties {

  private static final Duration BUDGET = Duration.ofSeconds(30);
  private static final SymjaKernel SYMJA = Kernels.symja();

  /** The usual waiting is for tens of seconds. */
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  /** Functions that are smooth but for kinks, in x. */
  @Provide
  Arbitrary<Expr> functions() {
    Arbitrary<String> leaves =
        Arbitraries.of("x", "2", "1/3", "x^2", "Tanh[x]", "Erf[x]", "Exp[-x^2]", "Max[0, x]", "Pi");
    Arbitrary<String> inner =
        Arbitraries.of("Sin[$]", "ArcTan[$]", "Abs[$]", "Log[2 + ($)^2]", "Sqrt[1 + ($)^2]", "($)");
    Arbitrary<String> parts = inner.flatMap(f -> leaves.map(leaf -> f.replace("$", leaf)));
    return parts
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .flatMap(
            factors ->
                Arbitraries.of(" + ", " * ", " - ")
                    .map(sign -> WolframReader.read(String.join(sign, factors))));
  }

  @Property(tries = 30)
  void should_believe_no_wrong_derivative(@ForAll("functions") Expr function, @ForAll Wrong wrong) {
    Proposer proposer = Proposer.of(wrong.program.kernel(), BUDGET);
    Expr own = new Differentiation("x").of(function).orElseThrow();

    Believed slope = proposer.derivative(function, "x", Assumptions.none());

    if (!slope.value().equals(own)) {
      assertThat(
              ZeroDecider.decide(Expressions.minus(slope.value(), own), Assumptions.none(), BUDGET))
          .isInstanceOf(ZeroDecision.Zero.class);
    }
    for (Proposal asked : proposer.proposals()) {
      boolean same = asked.answer().isPresent() && isZero(asked.answer().get(), own);
      assertThat(asked.outcome() == Outcome.PROVED).isEqualTo(same);
    }
  }

  /** The programs that answer, and wrongly. */
  enum Wrong {
    ONE_MORE(Doubles.ONE_MORE),
    OPPOSITE(Doubles.OPPOSITE),
    ZERO(Doubles.ZERO),
    UNDEFINED(Doubles.UNDEFINED);

    private final Doubles program;

    Wrong(Doubles program) {
      this.program = program;
    }
  }

  private static boolean isZero(Expr answer, Expr own) {
    return ZeroDecider.decide(Expressions.minus(answer, own), Assumptions.none(), BUDGET)
        instanceof ZeroDecision.Zero;
  }

  @Property(tries = 25)
  void should_have_three_derivatives_agree_or_name_the_disagreement(
      @ForAll("functions") Expr function, @ForAll @IntRange(min = 1, max = 60) int at) {
    Proposer proposer = Proposer.of(SYMJA, BUDGET);
    Expr own = new Differentiation("x").of(function).orElseThrow();
    BigDecimal x = BigDecimal.valueOf(at).divide(BigDecimal.valueOf(17), MathContext.DECIMAL64);

    proposer.derivative(function, "x", Assumptions.none());

    BigDecimal quotient = centralDifference(function, x);
    assertThat(value(own, x).subtract(quotient).abs()).isLessThan(CLOSE);
    for (Proposal asked : proposer.proposals()) {
      asked
          .answer()
          .ifPresent(
              answer -> {
                boolean agrees = value(answer, x).subtract(quotient).abs().compareTo(CLOSE) < 0;
                // Where Symja disagrees, the referee has said so and named what is right.
                assertThat(agrees || asked.outcome() == Outcome.WRONG).isTrue();
                assertThat(asked.outcome() != Outcome.WRONG || !asked.right().isEmpty()).isTrue();
              });
    }
  }

  /** A central difference is off by h^2/6 times the third derivative, here below 1e14. */
  private static final BigDecimal CLOSE = new BigDecimal("1e-25");

  private static BigDecimal centralDifference(Expr function, BigDecimal x) {
    BigDecimal h = new BigDecimal("1e-20");
    return value(function, x.add(h))
        .subtract(value(function, x.subtract(h)))
        .divide(h.add(h), new MathContext(50));
  }

  private static BigDecimal value(Expr expr, BigDecimal x) {
    return HighPrecision.evaluate(expr, Map.of("x", x), 80).orElseThrow();
  }

  @Property(tries = 15)
  void should_believe_no_wrong_form_or_integral(
      @ForAll("functions") Expr function, @ForAll Wrong wrong) {
    Proposer proposer = Proposer.of(wrong.program.kernel(), BUDGET);

    Believed form = proposer.simplified(function, Assumptions.none());
    Optional<Believed> integral = proposer.antiderivative(function, "x", Assumptions.none());

    assertThat(form.value().equals(function) || isZero(form.value(), function)).isTrue();
    integral.ifPresent(
        found ->
            assertThat(isZero(new Differentiation("x").of(found.value()).orElseThrow(), function))
                .isTrue());
  }

  @ParameterizedTest
  @EnumSource(Doubles.class)
  @Timeout(120)
  void should_go_on_without_a_program_that_misbehaves(Doubles program) {
    Proposer proposer = Proposer.of(program.kernel(), BUDGET);
    long start = System.nanoTime();
    for (int order = 1; order <= EvaluationWorkers.MOST_LATE + 1; order++) {
      Expr function = WolframReader.read("x^" + order + " Tanh[x]");
      Expr own = new Differentiation("x").of(function).orElseThrow();
      assertThat(proposer.derivative(function, "x", Assumptions.none()).value()).isEqualTo(own);
    }
    assertThat(proposer.proposals()).noneMatch(asked -> asked.outcome() == Outcome.PROVED);
    // Three questions of some seconds each, or eight that are late, and then it is given up.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(100));
  }

  @Test
  void should_give_up_a_program_that_hangs() {
    SymjaKernel kernel = Doubles.HANGS.kernel();
    for (int i = 0; i < EvaluationWorkers.MOST_ABANDONED; i++) {
      assertThat(kernel.isAlive()).isTrue();
      kernel.ask(Expressions.num(i), Duration.ofMillis(100));
    }
    assertThat(kernel.isAlive()).isFalse();
    long start = System.nanoTime();
    assertThat(kernel.ask(Expressions.num(99), Duration.ofSeconds(5)).value()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  /** Gives each question back; the first ones take a pause, unless they are stopped. */
  private static final class Busy implements ComputerAlgebra {
    private final AtomicInteger asked = new AtomicInteger();
    private final int late;
    private final Duration pause;

    Busy(int late, Duration pause) {
      this.late = late;
      this.pause = pause;
    }

    @Override
    public String name() {
      return "busy";
    }

    @Override
    public Session open() {
      return new Session() {
        private volatile boolean stopped;

        @Override
        public Optional<Expr> evaluate(Expr question) {
          long end = System.nanoTime() + pause.toNanos();
          boolean slow = asked.incrementAndGet() <= late;
          while (slow && !stopped && System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          return Optional.of(question);
        }

        @Override
        public void stop() {
          stopped = true;
        }
      };
    }
  }

  @Test
  void should_ask_a_program_again_that_was_late_for_a_while() throws InterruptedException {
    ComputerAlgebra busy = new Busy(EvaluationWorkers.MOST_LATE, Duration.ofMinutes(2));
    SymjaKernel kernel = new SymjaKernel(busy, SHORT);
    for (int i = 1; i <= EvaluationWorkers.MOST_LATE; i++) {
      assertThat(kernel.isAlive()).isTrue();
      assertThat(kernel.ask(Expressions.num(i), Duration.ofMillis(500)).value()).isEmpty();
    }
    assertThat(kernel.isAlive()).isFalse();
    assertThat(kernel.ask(Expressions.num(99), Duration.ofSeconds(5)).value()).isEmpty();
    Thread.sleep(SHORT.rest().toMillis() + 100);
    assertThat(kernel.ask(Expressions.num(99), Duration.ofSeconds(60)).value())
        .contains(Expressions.num(99));
  }

  @Test
  void should_not_give_up_for_questions_that_had_no_time() throws InterruptedException {
    int questions = 2 * EvaluationWorkers.MOST_LATE;
    SymjaKernel kernel =
        new SymjaKernel(new Busy(questions, Duration.ofMillis(100)), Duration.ofSeconds(60));
    for (int i = 1; i <= questions; i++) {
      kernel.ask(Expressions.num(i), Duration.ofNanos(1));
      while (!kernel.isAlive()) {
        Thread.sleep(10);
      }
    }
    assertThat(kernel.ask(Expressions.num(99), Duration.ofSeconds(60)).value())
        .contains(Expressions.num(99));
  }

  @Test
  void should_end_a_program_that_listens_to_nothing() throws InterruptedException {
    AtomicInteger counted = new AtomicInteger();
    ComputerAlgebra deaf =
        new ComputerAlgebra() {
          @Override
          public String name() {
            return "deaf";
          }

          @Override
          public Session open() {
            return new Session() {
              @Override
              public Optional<Expr> evaluate(Expr question) {
                while (counted.incrementAndGet() != Integer.MIN_VALUE) {
                  counted.compareAndSet(Integer.MAX_VALUE, 0);
                }
                return Optional.empty();
              }

              @Override
              public void stop() {
                // It does not listen.
              }
            };
          }
        };
    SymjaKernel kernel = new SymjaKernel(deaf, SHORT);
    assertThat(kernel.ask(Expressions.ONE, Duration.ofMillis(20)).value()).isEmpty();
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    boolean works = true;
    while (works && System.nanoTime() < end) {
      int before = counted.get();
      Thread.sleep(200);
      works = counted.get() != before;
    }
    assertThat(works).isFalse();
  }

  @Test
  void should_ask_the_same_once_and_count_it_for_every_part() {
    Proposer run = Proposer.of(Kernels.symja(), BUDGET);
    Expr function = WolframReader.read("x Tanh[x]");
    List<Proposer> parts = List.of(run.part(BUDGET), run.part(BUDGET));
    for (Proposer part : parts) {
      part.during(() -> Proposer.here().derivative(function, "x", Assumptions.none()));
    }
    assertThat(parts.get(0).proposals()).isEqualTo(parts.get(1).proposals()).hasSize(1);
  }

  @Test
  void should_ask_nothing_outside_of_a_run() {
    assertThat(Proposer.here().derivative(WolframReader.read("x^2"), "x", Assumptions.none()))
        .isEqualTo(Believed.own(WolframReader.read("2 x")));
  }
}
