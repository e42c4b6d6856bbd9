package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.Verifier;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;

/**
 * Claims of limits as one would write them, and what is said of them. Seeds are fixed; at others a
 * verdict against the truth has at most the probability of a check's share of the error budget,
 * 2.4e-10.
 */
class LimitVerdictsTest {

  private static final String FILE =
      """
      title: Limits
      activations: {phi: [%s]}
      network: {hidden: [phi, phi, phi], sigmaW: 3/2, sigmaB: 3/10, inputVariance: 1}
      claims:
        claim:
          limit: %s
      """;

  private static ClaimResult verify(String activation, String claim, Budget budget) {
    Theorem theorem =
        (Theorem)
            TheoremLoader.parse(
                "theorems/area/limits.yaml",
                FILE.formatted(activation, claim.replace("; ", "\n    "))
                    .getBytes(StandardCharsets.UTF_8));
    List<ClaimResult> results =
        Verifier.with(VerificationOptions.defaults().withBudget(budget))
            .verify(theorem, VerificationListener.NONE)
            .claims();
    return results.get(0);
  }

  private static String summary(ClaimResult result) {
    return result.evidence().stream()
        .filter(Evidence.Simulated.class::isInstance)
        .map(seen -> ((Evidence.Simulated) seen).summary())
        .collect(Collectors.joining());
  }

  /** The output has a random limit; a kernel a deterministic one, not one that is 1 % larger. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Output[] -> 0 | REFUTED | no limit but a random one",
        "Output[]^2 -> NNGP[] | REFUTED | if its expectation is meant, write Mean[...]",
        "Mean[Output[]^2] -> NNGP[] | SUPPORTED | would have been seen",
        "Mean[Output[]^2] -> 99/100 NNGP[] | REFUTED | which excludes",
        "Mean[Output[]^2] -> NNGP[3] | REFUTED | which excludes",
        "EmpiricalNTK[] -> NTK[] | SUPPORTED | would have been seen",
        "EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1] | SUPPORTED | would have been seen",
        "EmpiricalNNGP[4, 1, 1] -> 101/100 NNGP[4, 1, 1] | REFUTED | which excludes",
        "EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1]; rate: 1 | REFUTED | of the fluctuations",
        "M EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1] | REFUTED | ever larger steps"
      })
  void should_tell_limits_from_what_has_none(String claim, Verdict verdict, String reason) {
    ClaimResult result = verify("tanh", claim, Budget.STANDARD);

    ClaimResultAssert.assertThat(result).hasVerdict(verdict);
    assertThat(summary(result)).contains(reason);
  }

  /** Cubes of cubes have heavier tails than a mean at this level can be known of. */
  @Test
  void should_say_that_tails_are_too_heavy() {
    ClaimResult result = verify("x^3", "EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1]", Budget.QUICK);

    ClaimResultAssert.assertThat(result).hasVerdict(Verdict.INCONCLUSIVE);
    assertThat(summary(result)).contains("the tails are too heavy for a mean to be known");
  }

  @ParameterizedTest
  @CsvSource({"1, SUPPORTED", "1/2, REFUTED", "2, REFUTED"})
  void should_decide_the_exponent_of_a_bias(String exponent, Verdict verdict) {
    ClaimResult result =
        verify(
            "tanh", "EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1]; bias: " + exponent, Budget.STANDARD);

    ClaimResultAssert.assertThat(result).hasVerdict(verdict);
    if (verdict == Verdict.SUPPORTED) {
      ClaimResultAssert.assertThat(result).killsEveryControl();
    }
  }

  /**
   * At one input the kernel of rectified layers is linear in the one below, so its mean is exact.
   */
  @Test
  void should_say_that_an_exponent_cannot_be_claimed_where_there_is_no_bias() {
    ClaimResult result =
        verify("relu", "EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1]; bias: 1", Budget.QUICK);

    ClaimResultAssert.assertThat(result).hasVerdict(Verdict.INCONCLUSIVE);
    assertThat(summary(result))
        .contains(
            "there is no exponent, as the mean is the limit at every width: E phi^2 is affine");
  }

  @Test
  void should_say_what_would_decide_a_discrepancy_beyond_the_budget() {
    ClaimResult result =
        verify(
            "tanh", "EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1]; discrepancy: 0.00002", Budget.QUICK);

    ClaimResultAssert.assertThat(result).hasVerdict(Verdict.INCONCLUSIVE);
    assertThat(summary(result))
        .contains("times as many networks would decide")
        .contains("or a discrepancy of");
  }

  @Test
  void should_not_advise_more_networks_than_anybody_simulates() {
    ClaimResult result =
        verify("tanh", "EmpiricalNNGP[4, 1, 1] -> NNGP[4, 1, 1]; discrepancy: 1e-9", Budget.QUICK);

    ClaimResultAssert.assertThat(result).hasVerdict(Verdict.INCONCLUSIVE);
    assertThat(summary(result))
        .contains("it would take far more networks than any budget has, or a discrepancy of")
        .doesNotContain("times as many networks would decide");
  }
}
