package org.widelimit.verification.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;
import org.widelimit.verification.check.Mutations;
import org.widelimit.verification.claim.DerivedClaim;
import org.widelimit.verification.verdict.Evidence;

/** Claims of theorem files about dual activations, proved by certificates. */
class CertificateProofTest {

  private static final String OPEN =
      "symbols:\n  p: {in: \"(0, 4)\"}\n  q: {in: \"(0, 4)\"}\n  r: {in: \"(-4, 4)\"}\n";
  private static final String CLOSED = OPEN.replace("(0, 4)", "[0, 4)");
  private static final String LINES =
      OPEN + "  c: {in: \"(-1, 1)\"}\n  sigmaW: {in: \"[0, 3)\"}\n  sigmaB: {in: \"[0, 2)\"}\n";
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

  /** Cho and Saul 2009, Williams 1997, Tsuchida et al. 2020 on the lines that networks follow. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Dual[erf, erf][p, p, r]; 2 ArcSin[2 r/(1 + 2 p)]/Pi; r^2 < p^2",
        "Dual[erf, erf][p, q, 2 r]; 2 ArcSin[4 r/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi; 4 r^2 < p q",
        "Dual[relu, relu][q, q, c q]; q (Sqrt[1 - c^2] + c (Pi - ArcCos[c]))/(2 Pi); q > 0",
        "Dual[step, step][q, q, c q]; (Pi - ArcCos[c])/(2 Pi); q > 0",
        "Dual[relu, relu][1, 1, c]; (Sqrt[1 - c^2] + c (Pi - ArcCos[c]))/(2 Pi); q > 0",
        "Dual[sin, sin][p, p, c p]; Exp[-p] Sinh[c p]; q > 0",
        "Dual[erf, erf][p, q, c Sqrt[p q]];"
            + " 2 ArcSin[2 c Sqrt[p q]/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi; q > 0",
        "Dual[gelu, gelu][p, p, r]; r/4 + ((r^2 + p^2 ((1 + p)^2 - r^2))/((1 + p)^2 Sqrt[(1 + p)^2"
            + " - r^2]) + r ArcTan[r/Sqrt[(1 + p)^2 - r^2]])/(2 Pi); r^2 < p^2",
        "CorrelationMap[relu, sigmaW, sigmaB][q, c];"
            + " sigmaW^2 (Sqrt[1 - c^2] + c (Pi - ArcCos[c]))/(2 Pi) + sigmaB^2/q; q > 0",
      })
  void should_certify_along_lines(String dual, String form, String where) {
    // GIVEN
    Evidence.Derived derived = DerivedClaim.derive(LINES, dual + " == " + form, where);

    // THEN
    assertThat(isCertified(derived)).as(derived.summary()).isTrue();
    for (Mutations.Mutation mutation : Mutations.of(WolframReader.read(form), 0.01, 3)) {
      String mutant = WolframWriter.write(mutation.formula());
      assertThat(DerivedClaim.derive(LINES, dual + " == " + mutant, where).proved())
          .as(mutant)
          .isFalse();
    }
  }

  /**
   * Second moments: Cho and Saul 2009, Williams 1997, Tsuchida et al. 2020 at full correlation;
   * that of ELU by completing the square, that of hard tanh by parts.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "LengthMap[relu, sigmaW, sigmaB][q]; sigmaW^2 q/2 + sigmaB^2; [0, 9)",
        "LengthMap[abs, sigmaW, sigmaB][q]; sigmaW^2 q + sigmaB^2; [0, 9)",
        "LengthMap[erf, sigmaW, sigmaB][q]; 2 sigmaW^2 ArcSin[2 q/(1 + 2 q)]/Pi + sigmaB^2; [0, 9)",
        "LengthMap[sin, sigmaW, sigmaB][q]; sigmaW^2 (1 - Exp[-2 q])/2 + sigmaB^2; [0, 9)",
        "LengthMap[gelu, sigmaW, sigmaB][q]; sigmaW^2 (q/4 + (2 q^2/((1 + q) Sqrt[1 + 2 q])"
            + " + q ArcTan[q/Sqrt[1 + 2 q]])/(2 Pi)) + sigmaB^2; [0, 9)",
        "LengthMap[hardTanh, sigmaW, sigmaB][q]; sigmaW^2 (1 + (q - 1) Erf[1/Sqrt[2 q]]"
            + " - Sqrt[2 q/Pi] Exp[-1/(2 q)]) + sigmaB^2; (0, 9)",
        "LengthMap[elu, sigmaW, sigmaB][q]; sigmaW^2 (q/2 + 1/2 - Exp[q/2] Erfc[Sqrt[q/2]]"
            + " + Exp[2 q] Erfc[Sqrt[2 q]]/2) + sigmaB^2; [0, 9)",
        "Chi[relu, sigmaW][q]; sigmaW^2/2; (0, 9)",
        "Chi[erf, sigmaW][q]; 4 sigmaW^2/(Pi Sqrt[1 + 4 q]); [0, 9)",
        "Chi[gelu, sigmaW][q]; sigmaW^2 (1/4 + (ArcTan[q/Sqrt[1 + 2 q]]"
            + " + q (3 + 5 q)/((1 + q) (1 + 2 q)^(3/2)))/(2 Pi)); [0, 9)",
        "Chi[elu, sigmaW][q]; sigmaW^2 (1/2 + Exp[2 q] Erfc[Sqrt[2 q]]/2); [0, 9)",
        "Dual[erf, erf][q, q, q]; 2 ArcSin[2 q/(1 + 2 q)]/Pi; [0, 9)",
        "Dual[step, relu][q, q, q]; Sqrt[q/(2 Pi)]; (0, 9)",
      })
  void should_certify_length_maps_and_chi(String word, String form, String variances) {
    // GIVEN
    String symbols = LINES.replace("q: {in: \"(0, 4)\"}", "q: {in: \"" + variances + "\"}");
    // WHEN
    Evidence.Derived derived = DerivedClaim.derive(symbols, word + " == " + form, "");
    // THEN
    assertThat(derived.proved()).as(derived.summary()).isTrue();
    assertThat(derived.steps())
        .extracting("rule")
        .contains("growth", "smoothness", "ends of the domain", "variance certificate");
    for (String wrong : List.of(form + " + q", "(" + form + ")/2", form + " + Exp[-q]")) {
      assertThat(DerivedClaim.derive(symbols, word + " == " + wrong, "").proved())
          .as(wrong)
          .isFalse();
    }
    for (Mutations.Mutation mutation : Mutations.of(WolframReader.read(form), 0.01, 3)) {
      String mutant = WolframWriter.write(mutation.formula());
      assertThat(DerivedClaim.derive(symbols, word + " == " + mutant, "").proved())
          .as(mutant)
          .isFalse();
    }
  }

  /**
   * Where the variance is 0 a function with a jump there has the value at the jump, not the mean.
   */
  @Test
  void should_not_reach_variance_zero_with_a_jump() {
    String closed = LINES.replace("q: {in: \"(0, 4)\"}", "q: {in: \"[0, 4)\"}");

    assertThat(DerivedClaim.derive(LINES, "Chi[relu, 1][q] == 1/2", "").proved()).isTrue();
    assertThat(DerivedClaim.derive(closed, "Chi[relu, 1][q] == 1/2", "").proved()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "E[u v Sign[u v], {u, v}, {{p, r}, {r, q}}] == 2 (Sqrt[p q - r^2] + r ArcSin[r/Sqrt[p"
            + " q]])/Pi",
        // The covariance is no multiple of a symbol.
        "Dual[erf, erf][p, q, r + r^3] == 2 ArcSin[2 (r + r^3)/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi",
      })
  void should_leave_other_claims_to_the_derivation(String claim) {
    assertThat(isCertified(DerivedClaim.derive(OPEN, claim, INSIDE))).isFalse();
  }

  /** A value certified at numbers for other symbols says nothing of their other values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "E[relu[Sqrt[q] z]^4, z] + %s == 3 q^2/2",
        "E[relu[Sqrt[q] z]^4, z] == 3 q^2/2 + %s",
        "2 E[Erf[Sqrt[q] z]^2, z] == 4/Pi ArcSin[2 q/(1 + 2 q)] (1 + %s)",
        "(1 + %s) Dual[erf, erf][p, q, r] == 2 ArcSin[2 r/Sqrt[(1 + 2 p) (1 + 2 q)]]/Pi",
        "LengthMap[relu, s, sigmaB][q] == s^2 q/2 + sigmaB^2 + %s",
      })
  void should_decide_the_equation_for_all_values_of_other_symbols(String equation) {
    String symbols = LINES + "  s: {in: \"(0, 3)\"}\n  m: {in: \"integers [1, 500000]\"}\n";

    for (String rest : List.of("(s - 1)", "10^-17 (s - 1)", "(m - 1) Floor[m/3000]")) {
      Evidence.Derived derived = DerivedClaim.derive(symbols, equation.formatted(rest), INSIDE);
      assertThat(derived.proved()).as(rest).isFalse();
      assertThat(derived.counterexample()).as(rest).isNotNull();
    }
    assertThat(DerivedClaim.derive(symbols, equation.formatted("(s - s)"), INSIDE).proved())
        .isTrue();
  }
}
