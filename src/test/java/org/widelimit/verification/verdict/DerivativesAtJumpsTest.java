package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.check.ClaimCheck;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.claim.Subjects;
import org.widelimit.verification.claim.VerificationOptions;

/** Derivatives of functions that jump or bend: as numbers, in proofs, and under averages. */
class DerivativesAtJumpsTest {

  private static final VerificationOptions OPTIONS =
      VerificationOptions.defaults().withRungs(EnumSet.of(Rung.DERIVE, Rung.INTEGRATE));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "D[Floor[Sqrt[3] x] x^2, x] == 2 x Floor[Sqrt[3] x]; PROVED",
        "D[Sin[x] Floor[x/2]^2, x] == Cos[x] Floor[x/2]^2; PROVED",
        "D[Sign[x] x^2, x] == 2 Abs[x]; PROVED",
        "D[Abs[x - 1] x, x] == Sign[x - 1] x + Abs[x - 1]; PROVED",
        "D[E[Sign[x + z], z], x] == 2 Exp[-x^2/2]/Sqrt[2 Pi]; PROVED",
        "D[E[Max[0, Sqrt[q] z], z], {q, 2}] == -1/(4 Sqrt[2 Pi] q^(3/2)); PROVED",
        "D[Floor[x] x, x] == x; REFUTED",
        "D[Sign[x] x^2, x] == 2 x; REFUTED",
      })
  void should_have_their_verdict(String equation, Verdict verdict) {
    Theorem theorem =
        Subjects.theorem(
            """
            title: A test
            symbols:
              x: {in: "(-5, 5)"}
              q: {in: "(0, 4)"}
            claims:
              claim:
                equation: "%s"
            """
                .formatted(equation));

    ClaimResult result = ClaimCheck.of(theorem, theorem.claims().get(0), Map.of(), OPTIONS).run();

    assertThat(result.verdict()).as(result.reason()).isEqualTo(verdict);
  }

  /** What is averaged over a jump counts: the derivative is none almost everywhere. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "E[D[Sign[z + x], x], z]; 2 Exp[-x^2/2]/Sqrt[2 Pi]; 0",
        "E[D[HeavisideTheta[z - x], x], z]; -Exp[-x^2/2]/Sqrt[2 Pi]; 0",
        "E[D[Max[0, z + x], {x, 2}], z]; Exp[-x^2/2]/Sqrt[2 Pi]; 0",
        "E[relu''[Sqrt[q] z], z]; 1/Sqrt[2 Pi q]; 0",
        "Dual[relu'', relu''][q, q, q/2]; 1/(Sqrt[3] Pi q); 0",
        "D[E[Abs[z + x], z], {x, 2}]; 2 Exp[-x^2/2]/Sqrt[2 Pi]; 0",
      })
  void should_be_distributions_under_averages(String average, String value, String forgetful) {
    String symbols = "symbols:\n  x: {in: reals}\n  q: {in: \"(0, 4)\"}\n";

    assertThat(DerivedClaim.derive(symbols, average + " == " + value, "").proved()).isTrue();
    assertThat(DerivedClaim.derive(symbols, average + " == " + forgetful, "").proved()).isFalse();
  }
}
