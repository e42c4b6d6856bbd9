package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;

/** A claim whose sides have a value nowhere is told why. */
class NoPointTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NNGP[7] == NNGP[3]; there is no layer 7; kernels of layers 1 to 3",
        "NTK[2] == NTK[0]; there is no layer 0; kernels of layers 1 to 3",
        "NNGP[2, 1, 3] == NNGP[2, 1, 2]; there is no input 3; this network has 2",
        "NNGP[2, 0, 1] == NNGP[2, 1, 2]; there is no input 0; this network has 2",
        "Sqrt[-1 - sigmaW] == sigmaW; a negative number to the power; 0.5",
      })
  void should_say_why_no_point_has_a_value(String equation, String reason, String known) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: t
            symbols:
              sigmaW: {in: "(0, 3)"}
            network: {hidden: [relu, tanh], sigmaW: sigmaW, inputs: 2}
            claims:
              c:
                equation: "%s"
            """
                .formatted(equation));
    VerificationOptions options =
        VerificationOptions.defaults()
            .withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE))
            .withBudget(Budget.QUICK);

    ClaimResult result = ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), options).run();

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reason()).contains("no point").contains(reason).contains(known);
  }
}
