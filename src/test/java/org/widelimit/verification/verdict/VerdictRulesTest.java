package org.widelimit.verification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.widelimit.numeric.Grade;
import org.widelimit.verification.verdict.Controls.Mutant;
import org.widelimit.verification.verdict.Evidence.Derived;
import org.widelimit.verification.verdict.Evidence.Enclosed;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Witness;

class VerdictRulesTest {

  private static final Derived PROOF = new Derived(true, "closed", List.of());
  private static final Derived OPEN = new Derived(false, "open", List.of());
  private static final Integrated AGREES = numbers(48, null);
  private static final Integrated NOWHERE = numbers(0, null);
  private static final Witness WITNESS = new Witness(Map.of("q", 1.0), 1, 2, 1e-12, "");
  private static final Integrated DIFFERS = numbers(48, WITNESS);
  private static final Controls KILLED =
      Controls.of(List.of(new Mutant("factor", "2 B", true, false)));
  private static final Controls SURVIVOR =
      Controls.of(
          List.of(
              new Mutant("factor", "2 B", true, false), new Mutant("sign", "-B", false, false)));
  private static final Controls EQUIVALENT =
      Controls.of(
          List.of(new Mutant("factor", "2 B", true, false), new Mutant("even", "B", false, true)));

  @Test
  void should_prove_only_with_a_proof_and_numbers_and_dead_controls() {
    assertThat(verdict(KILLED, PROOF, AGREES)).isEqualTo(Verdict.PROVED);
    assertThat(verdict(EQUIVALENT, PROOF, AGREES)).isEqualTo(Verdict.PROVED);
    assertThat(verdict(SURVIVOR, PROOF, AGREES)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(Controls.NONE, PROOF, AGREES)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(KILLED, PROOF)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void should_support_by_points_alone() {
    assertThat(verdict(KILLED, OPEN, AGREES)).isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(KILLED, AGREES)).isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(SURVIVOR, OPEN, AGREES)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void should_verify_by_a_rigorous_enclosure_of_the_whole_domain_only() {
    assertThat(verdict(KILLED, OPEN, AGREES, enclosed(true, null))).isEqualTo(Verdict.VERIFIED);
    assertThat(verdict(KILLED, PROOF, AGREES, enclosed(true, null))).isEqualTo(Verdict.PROVED);
    assertThat(verdict(KILLED, OPEN, AGREES, enclosed(false, null))).isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(SURVIVOR, OPEN, AGREES, enclosed(true, null)))
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(KILLED, OPEN, AGREES, enclosed(false, WITNESS))).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void should_not_refute_by_a_bound_that_is_an_estimate() {
    for (Grade grade : List.of(Grade.ESTIMATE, Grade.CONDITIONAL)) {
      Integrated numbers = numbers(48, new Witness(Map.of("q", 1.0), 1, 2, 1e-12, grade, ""));
      assertThat(verdict(Controls.NONE, OPEN, numbers)).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(VerdictRules.decide(List.of(PROOF, numbers), Controls.NONE).reason())
          .contains("refutes nothing")
          .doesNotContain("defect");
      // Unless an enclosure confirms it.
      assertThat(verdict(Controls.NONE, OPEN, numbers, enclosed(false, WITNESS)))
          .isEqualTo(Verdict.REFUTED);
    }
  }

  @Test
  void should_leave_open_what_the_derivation_speaks_against() {
    Derived differs = new Derived(false, "it differs", List.of(), Map.of("q", BigDecimal.ONE));
    assertThat(verdict(KILLED, differs, AGREES)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(KILLED, differs, DIFFERS)).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void should_say_at_which_points_nothing_was_seen() {
    Evidence.Point none =
        new Evidence.Point(
            Map.of("x", -3.0),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Evidence.Agreement.UNDEFINED,
            "a logarithm of a negative number");
    Integrated half = new Integrated(24, 20, 4, 0, 13, null, List.of(none), "agree");
    for (Derived derivation : List.of(PROOF, OPEN)) {
      assertThat(VerdictRules.decide(List.of(derivation, half), KILLED).reason())
          .contains("where defined; undefined at 20 of 48 points, e.g. x = -3")
          .contains("a logarithm of a negative number")
          .contains("at 4 of 48 the error bound is too large");
    }
    assertThat(VerdictRules.decide(List.of(PROOF, AGREES), KILLED).reason())
        .doesNotContain("defined");
  }

  @Test
  void should_not_pass_over_zero_points() {
    assertThat(verdict(KILLED, PROOF, NOWHERE)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(KILLED)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(KILLED, OPEN)).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void should_refute_with_a_witness_only() {
    assertThat(verdict(Controls.NONE, OPEN, DIFFERS)).isEqualTo(Verdict.REFUTED);
    assertThat(verdict(Controls.NONE, simulated(Optional.of(false)))).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void should_report_a_proof_that_numbers_contradict_as_a_defect() {
    VerdictRules.Decision decision = VerdictRules.decide(List.of(PROOF, DIFFERS), Controls.NONE);

    assertThat(decision.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(decision.reason()).contains("defect");
  }

  @Test
  void should_support_by_simulation() {
    assertThat(verdict(KILLED, simulated(Optional.of(true)))).isEqualTo(Verdict.SUPPORTED);
    assertThat(verdict(SURVIVOR, simulated(Optional.of(true)))).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(verdict(KILLED, simulated(Optional.empty()))).isEqualTo(Verdict.INCONCLUSIVE);
  }

  private static Verdict verdict(Controls controls, Evidence... evidence) {
    return VerdictRules.decide(List.of(evidence), controls).verdict();
  }

  private static Integrated numbers(int points, @Nullable Witness witness) {
    return new Integrated(points, 0, 0, 13, witness, List.of(), "numbers");
  }

  private static Enclosed enclosed(boolean covered, @Nullable Witness witness) {
    return new Enclosed(covered, 1e-10, 12, "q in (0, 1)", "", "", witness, "enclosed");
  }

  private static Simulated simulated(Optional<Boolean> agrees) {
    return new Simulated("q", "M", List.of(), 1, "1", agrees, 0.01, 1e-9, List.of(), "seen");
  }
}
