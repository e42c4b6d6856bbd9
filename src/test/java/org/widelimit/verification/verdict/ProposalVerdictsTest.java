package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.widelimit.algebra.symja.Doubles;
import org.widelimit.algebra.symja.Kernels;
import org.widelimit.algebra.symja.Proposal.Outcome;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.VerificationOptions;

/** Whatever the computer algebra does, the verdicts are those without it. */
class ProposalVerdictsTest {

  private static final Duration BUDGET = Duration.ofSeconds(60);

  private static final String FILE =
      """
      title: Derivatives and differential equations, true and false
      source: test
      statement: Some.
      symbols:
        q: {in: "(0, 5)"}
        w: {in: "(0, 2)"}
        k: {in: "(0, 2)"}
        t: {in: "[0, 3]"}
      claims:
        slope:
          equation: D[q Exp[-w q], q] == (1 - w q) Exp[-w q]
        wrong-slope:
          equation: D[q Exp[-w q], q] == (1 + w q) Exp[-w q]
          expect: refuted
        length-slope:
          equation: D[LengthMap[erf, w, 0][q], q] == 4 w^2/(Pi (1 + 2 q) Sqrt[1 + 4 q])
        dual:
          equation: Dual[erf, erf][q, q, q/2] == 2/Pi ArcSin[q/(1 + 2 q)]
        decay:
          ode: {equation: "y'[t] == -k y[t]", initial: "y[0] == 1", solution: "y[t] == Exp[-k t]"}
        wrong-decay:
          ode: {equation: "y'[t] == -k y[t]", initial: "y[0] == 1", solution: "y[t] == Exp[-2 k t]"}
          expect: refuted
      """;

  private static List<Verdict> expected;

  @BeforeAll
  static void verdictsWithout() {
    expected = verdicts(Proposer.silent());
    assertThat(expected)
        .containsExactly(
            Verdict.PROVED,
            Verdict.REFUTED,
            Verdict.PROVED,
            Verdict.PROVED,
            Verdict.PROVED,
            Verdict.REFUTED);
  }

  private static RunResult run(Proposer proposer) {
    TheoremFile file =
        TheoremLoader.parse("derivatives.yaml", FILE.getBytes(StandardCharsets.UTF_8));
    VerificationOptions options =
        VerificationOptions.defaults()
            .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
            .withJobs(2);
    return Verifier.with(options).asking(proposer).verify(List.of(file), VerificationListener.NONE);
  }

  private static List<Verdict> verdicts(Proposer proposer) {
    return run(proposer).theorems().get(0).claims().stream().map(ClaimResult::verdict).toList();
  }

  @ParameterizedTest
  @EnumSource(Doubles.class)
  void should_give_the_same_verdicts_whatever_the_program_does(Doubles program) {
    assertThat(verdicts(Proposer.of(program.kernel(), BUDGET))).isEqualTo(expected);
  }

  @Test
  void should_give_the_same_verdicts_with_symja_and_count_what_it_was_asked() {
    RunResult run = run(Proposer.of(Kernels.symja(), BUDGET));

    assertThat(run.theorems().get(0).claims().stream().map(ClaimResult::verdict).toList())
        .isEqualTo(expected);
    assertThat(run.proposals()).isNotEmpty().noneMatch(asked -> asked.outcome() == Outcome.WRONG);
    assertThat(run.proposals()).containsAll(run.theorems().get(0).claims().get(0).proposals());
  }
}
