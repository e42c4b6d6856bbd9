package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.widelimit.budget.BoundedTask;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/** A check that fails, in whatever way, costs its own verdict and no other. */
class VerifierTest {

  private static final VerificationOptions OPTIONS =
      VerificationOptions.defaults().withRungs(EnumSet.of(Rung.INTEGRATE)).withJobs(2);

  private static Theorem theorem(int claims) {
    StringBuilder text = new StringBuilder("title: T\nsource: t\nstatement: None.\n");
    text.append("symbols: {q: {in: \"(0, 20)\"}}\nclaims:\n");
    for (int i = 0; i < claims; i++) {
      text.append("  c").append(i).append(": {equation: \"(q + 1)^2 == q^2 + 2 q + 1\"}\n");
    }
    return (Theorem)
        TheoremLoader.parse(
            "theorems/test/test.yaml", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<Throwable> failures() {
    return Arbitraries.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new AssertionError("inside a library"),
        new NoClassDefFoundError("compiled formula"),
        new IllegalStateException("a defect"),
        new ArithmeticException("/ by zero"));
  }

  @Property(tries = 40)
  void should_lose_one_verdict_to_any_failure(
      @ForAll("failures") Throwable failure, @ForAll @IntRange(min = 0, max = 4) int failing) {
    // GIVEN five claims, of which one fails
    AtomicInteger started = new AtomicInteger();
    Verifier verifier =
        Verifier.with(
            OPTIONS.withJobs(1),
            check -> {
              if (started.getAndIncrement() == failing) {
                throw VerifierTest.<RuntimeException>sneaky(failure);
              }
              return BoundedTask.run(check, "a check", Duration.ofSeconds(60));
            });
    List<ClaimResult> heard = new ArrayList<>();
    // WHEN
    List<ClaimResult> results =
        verifier
            .verify(
                theorem(5),
                new VerificationListener() {
                  @Override
                  public void finished(Theorem theorem, ClaimResult result) {
                    heard.add(result);
                  }
                })
            .claims();
    // THEN
    assertThat(results).hasSize(5);
    assertThat(heard).hasSize(5);
    for (int i = 0; i < 5; i++) {
      ClaimResult result = results.get(i);
      if (i == failing) {
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.reason()).isNotBlank();
        assertThat(result.met()).isFalse();
      } else {
        assertThat(result.verdict()).as("%s", result).isNotEqualTo(Verdict.INCONCLUSIVE);
      }
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  @Timeout(60)
  void should_end_a_check_that_never_ends() {
    // GIVEN one that does not hear an interrupt, under a budget of half a second
    AtomicInteger started = new AtomicInteger();
    AtomicBoolean released = new AtomicBoolean();
    Verifier verifier =
        Verifier.with(
            OPTIONS.withJobs(1),
            check ->
                started.getAndIncrement() == 1
                    ? BoundedTask.run(
                        () -> {
                          while (!released.get()) {
                            Math.sin((double) System.nanoTime());
                          }
                          return check.call();
                        },
                        "a check",
                        Duration.ofMillis(500))
                    : BoundedTask.run(check, "a check", Duration.ofSeconds(60)));
    // WHEN
    long start = System.nanoTime();
    List<ClaimResult> results = verifier.verify(theorem(3), VerificationListener.NONE).claims();
    released.set(true);
    // THEN
    assertThat(results).hasSize(3);
    assertThat(results.get(1).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(results.get(1).reason()).contains("did not end within");
    assertThat(results.get(1).seconds()).isBetween(0.4, (System.nanoTime() - start) / 1e9);
    assertThat(results.get(0).verdict()).isNotEqualTo(Verdict.INCONCLUSIVE);
    assertThat(results.get(2).verdict()).isNotEqualTo(Verdict.INCONCLUSIVE);
  }
}
