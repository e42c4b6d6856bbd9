package org.widelimit.algebra.symja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.symja.Proposal.Kind;
import org.widelimit.algebra.symja.Proposal.Outcome;
import org.widelimit.algebra.symja.Referee.Judgement;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;

class ConsultationTest {

  private static final Duration BUDGET = Duration.ofSeconds(30);

  /** How a referee may fail. */
  enum Failure implements Function<Expr, Judgement> {
    ARITHMETIC {
      @Override
      public Judgement apply(Expr answer) {
        throw new ArithmeticException("no such number");
      }
    },
    OWN_BUDGET {
      @Override
      public Judgement apply(Expr answer) {
        throw new BudgetExceededException("the zero test", Duration.ZERO);
      }
    },
    DEPTH {
      @Override
      public Judgement apply(Expr answer) {
        throw new StackOverflowError();
      }
    }
  }

  private static Optional<Proposal> consult(Function<Expr, Judgement> referee) {
    Expr question = WolframReader.read("D[x^2, x]");
    return Consultation.of(new SymjaKernel(Doubles.ONE_MORE, BUDGET), BUDGET)
        .consult(Kind.DERIVATIVE, question, question, List.of(), Function.identity(), referee);
  }

  @Property(tries = 10)
  void should_not_decide_where_the_referee_fails(@ForAll Failure failure) {
    assertThat(consult(failure).orElseThrow().outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  /** A computation whose time is over goes on with no other question. */
  @Test
  void should_let_the_end_of_the_whole_computation_through() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();

    assertThatThrownBy(
            () ->
                BoundedTask.run(
                    () -> {
                      try {
                        consult(ConsultationTest::untilTheEnd);
                        return seen.complete("went on");
                      } catch (BudgetExceededException over) {
                        seen.complete("ended");
                        throw over;
                      }
                    },
                    "the derivation",
                    Duration.ofMillis(300)))
        .isInstanceOf(BudgetExceededException.class);

    assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("ended");
  }

  private static Judgement untilTheEnd(Expr answer) {
    while (true) {
      BoundedTask.checkpoint();
    }
  }
}
