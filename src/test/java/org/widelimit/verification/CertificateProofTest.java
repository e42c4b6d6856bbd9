package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.WolframReader;
import org.widelimit.algebra.WolframWriter;

/** Claims of theorem files about dual activations, proved by certificates. */
class CertificateProofTest {

  private static final String OPEN =
      "symbols:\n  p: {in: \"(0, 4)\"}\n  q: {in: \"(0, 4)\"}\n  r: {in: \"(-4, 4)\"}\n";
  private static final String CLOSED = OPEN.replace("(0, 4)", "[0, 4)");
  private static final String INSIDE = "r^2 < p q";
  private static final String UP_TO = "r^2 <= p q";

  private static boolean isCertified(Evidence.Derived derived) {
    return derived.proved()
        && derived.steps().stream().anyMatch(step -> step.rule().equals("Price certificate"));
  }

  /** The closed forms of Cho and Saul 2009, Williams 1997, Tsuchida et al. 2020 and others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Dual[relu, relu]; (Sqrt[p q - r^2] + r (Pi - ArcCos[r/Sqrt[p q]]))/(2 Pi)",
        "Dual[step, step]; (Pi - ArcCos[r/Sqrt[p q]])/(2 Pi)",
        "Dual[erf, erf]; 2 ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi",
        "Dual[sin, sin]; Exp[-(p + q)/2] Sinh[r]",
        "Dual[cos, cos]; Exp[-(p + q)/2] Cosh[r]",
        "Dual[exp, exp]; Exp[(p + q)/2 + r]",
        "Dual[Abs[x], Abs[x]]; 2 (Sqrt[p q - r^2] + r ArcSin[r/Sqrt[p q]])/Pi",
        "Dual[sign, erf]; 2 ArcSin[Sqrt[2] r/Sqrt[p (1 + 2 q)]]/Pi",
        "Dual[gelu, gelu]; r/4 + (r^2 + p q ((1 + p) (1 + q) - r^2))/(2 Pi (1 + p) (1 + q)"
            + " Sqrt[(1 + p) (1 + q) - r^2])"
            + " + r ArcTan[r/Sqrt[(1 + p) (1 + q) - r^2]]/(2 Pi)",
        "Dual[x^3, x^3]; 6 r^3 + 9 p q r"
      })
  void should_certify_the_literature_and_none_of_its_mutants(String dual, String form) {
    // GIVEN
    Evidence.Derived derived = DerivedClaim.derive(OPEN, dual + "[p, q, r] == " + form, INSIDE);

    // THEN
    assertThat(isCertified(derived)).as(derived.summary()).isTrue();
    assertThat(derived.steps()).extracting("rule").contains("growth", "smoothness");
    // and what any certificate by r-derivatives alone would let through: functions of p and q
    for (String wrong :
        List.of(
            form + " + p q", form + " + Abs[r] - r", "-(" + form + ")", "(1 + p) (" + form + ")")) {
      assertThat(DerivedClaim.derive(OPEN, dual + "[p, q, r] == " + wrong, INSIDE).proved())
          .as(wrong)
          .isFalse();
    }
    Expr formula = WolframReader.read(form);
    for (Mutations.Mutation mutation : Mutations.of(formula, 0.01, 6)) {
      String mutant = WolframWriter.write(mutation.formula());
      assertThat(DerivedClaim.derive(OPEN, dual + "[p, q, r] == " + mutant, INSIDE).proved())
          .as(mutant)
          .isFalse();
    }
  }

  @Test
  void should_read_the_expectation_as_well_and_solve_for_it() {
    String law = "{u, v}, {{p, r}, {r, q}}";

    assertThat(
            isCertified(
                DerivedClaim.derive(
                    OPEN,
                    "Pi/2 - 3 E[2 Sign[u] Sign[v], "
                        + law
                        + "] == Pi/2 - 12 ArcSin[r/Sqrt[p q]]/Pi",
                    INSIDE)))
        .isTrue();
    assertThat(
            DerivedClaim.derive(
                    OPEN,
                    "Pi/2 - 3 E[2 Sign[u] Sign[v], " + law + "] == Pi/2 - 6 ArcSin[r/Sqrt[p q]]/Pi",
                    INSIDE)
                .proved())
        .isFalse();
  }

  /** The ends of the domain are proved where the certificate reaches them. */
  @Test
  void should_cover_the_domain_that_the_claim_declares() {
    String erf = "Dual[erf, erf][p, q, r] == 2 ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi";
    String jump = "Dual[sign, sign][p, q, r] == 2 ArcSin[r/Sqrt[p q]]/Pi";

    assertThat(isCertified(DerivedClaim.derive(CLOSED, erf, UP_TO))).isTrue();
    // Both sides are undefined where a variance is 0: the certificate says nothing there.
    assertThat(isCertified(DerivedClaim.derive(OPEN, jump, UP_TO))).isTrue();
    assertThat(isCertified(DerivedClaim.derive(CLOSED, jump, UP_TO))).isFalse();
    // True inside, but not where the correlation is 1.
    String broken = erf + " + HeavisideTheta[r - Sqrt[p q]]";
    assertThat(DerivedClaim.derive(OPEN, broken, UP_TO).proved()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Dual[erf, erf][p, p, r] == 2 ArcSin[2 r/(1 + 2 p)]/Pi",
        "Dual[erf, erf][p, q, 2 r] == 2 ArcSin[4 r/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi",
        "E[u v Sign[u v], {u, v}, {{p, r}, {r, q}}] == 2 (Sqrt[p q - r^2] + r ArcSin[r/Sqrt[p"
            + " q]])/Pi"
      })
  void should_leave_other_claims_to_the_derivation(String claim) {
    assertThat(isCertified(DerivedClaim.derive(OPEN, claim, INSIDE))).isFalse();
  }
}
