package org.widelimit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Integrated;
import org.widelimit.verification.verdict.Evidence.Simulated;
import org.widelimit.verification.verdict.Evidence.Witness;
import org.widelimit.verification.verdict.Verdict;

class FindingTest {

  private static final String FILE =
      """
      title: Slope
      source: poole2016, eq. 7
      symbols:
        q: {in: "(0, 20)", tex: q_l}
        w: {in: "(0, 3)", tex: \\sigma_w}
      claims:
        printed:
          tex: 'y = w^2 \\sqrt{q}'
          reads: {y: 'w^2 q'}
          expect: refuted
        right:
          tex: 'y = w^2 q'
          reads: {y: 'w^2 q'}
        elsewhere:
          equation: Sin[q] == Cos[w]
          expect: refuted
      """;

  private static TheoremResult result(
      String file, Map<String, Verdict> verdicts, @Nullable String repair) {
    Theorem theorem =
        (Theorem)
            TheoremLoader.parse("theorems/a b/slope.yaml", file.getBytes(StandardCharsets.UTF_8));
    List<ClaimResult> results = new ArrayList<>();
    for (Claim claim : theorem.claims()) {
      Verdict verdict = verdicts.get(claim.id());
      results.add(
          new ClaimResult(
              claim.id(),
              claim.kind(),
              "",
              claim.expect(),
              verdict,
              true,
              "reason",
              claim.formula(),
              verdict == Verdict.REFUTED ? List.of(witness()) : List.of(),
              Controls.NONE,
              verdict == Verdict.REFUTED ? repair : null,
              0));
    }
    return TheoremResult.of(theorem, results);
  }

  private static Evidence witness() {
    return new Integrated(
        1, 0, 1, 0, new Witness(Map.of("q", 2.0), 1.5, 0.25, 1e-12, ""), List.of(), "differ");
  }

  private static List<Finding> findings(TheoremResult result) {
    return Finding.of(new RunResult("0", 1, List.of(result), 1));
  }

  @Test
  void should_name_what_the_file_has_instead() {
    List<Finding> found =
        findings(
            result(
                FILE,
                Map.of(
                    "printed", Verdict.REFUTED,
                    "right", Verdict.PROVED,
                    "elsewhere", Verdict.REFUTED),
                null));

    Remedy remedy = found.get(0).remedy().orElseThrow();
    assertThat(remedy.claim()).isEqualTo("right");
    assertThat(remedy.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(remedy.tex()).isEqualTo("y = w^2 q");
    assertThat(found.get(0).source()).isEqualTo("poole2016, eq. 7");
    assertThat(found.get(0).printed()).isTrue();
    // A claim about something else is no remedy.
    assertThat(found.get(1).remedy()).isEmpty();
    assertThat(found.get(1).printed()).isFalse();
  }

  @Test
  void should_not_offer_what_does_not_hold_itself() {
    List<Finding> found =
        findings(
            result(
                FILE,
                Map.of(
                    "printed", Verdict.REFUTED,
                    "right", Verdict.INCONCLUSIVE,
                    "elsewhere", Verdict.INCONCLUSIVE),
                null));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).remedy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-B; y = -w^2 \\sqrt{q}; q w^2 == -Sqrt[q] w^2",
        "B/Sqrt[2 Pi]; y = \\frac{1}{\\sqrt{2 \\pi}} w^2 \\sqrt{q}; q w^2 == Sqrt[q]"
            + " w^2/Sqrt[2 Pi]",
        "B + w^2; y = w^2 \\sqrt{q} + \\sigma_w^{2}; q w^2 == w^2 + Sqrt[q] w^2",
        "3 B/M; y = \\frac{3}{M} w^2 \\sqrt{q}; q w^2 == 3 Sqrt[q] w^2/M"
      })
  void should_write_a_proposal_as_a_whole_equation(String repair, String tex, String wolfram) {
    List<Finding> found =
        findings(
            result(
                FILE,
                Map.of(
                    "printed", Verdict.REFUTED,
                    "right", Verdict.INCONCLUSIVE,
                    "elsewhere", Verdict.INCONCLUSIVE),
                repair));

    Remedy remedy = found.get(0).remedy().orElseThrow();
    assertThat(remedy.proposed()).isTrue();
    assertThat(remedy.tex()).isEqualTo(tex);
    assertThat(remedy.wolfram()).isEqualTo(wolfram);
  }

  @Test
  void should_say_a_witness_in_one_line() {
    TheoremResult result =
        result(
            FILE,
            Map.of(
                "printed", Verdict.REFUTED,
                "right", Verdict.PROVED,
                "elsewhere", Verdict.REFUTED),
            null);

    assertThat(WitnessTex.line(result.theorem().orElseThrow(), result.claims().get(0)))
        .isEqualTo("at $q_l = 2$: $1.5 \\ne 0.25$");
    assertThat(WitnessTex.power("1.5e-07")).isEqualTo("1.5 \\cdot 10^{-7}");
  }

  @Test
  void should_quote_a_path_for_the_shell() {
    TheoremResult result =
        result(
            FILE,
            Map.of(
                "printed", Verdict.REFUTED,
                "right", Verdict.PROVED,
                "elsewhere", Verdict.REFUTED),
            null);

    assertThat(Rerun.command(result.theorem().orElseThrow(), 7))
        .isEqualTo("java -jar target/widelimit.jar verify 'theorems/a b/slope.yaml' --seed 7");
  }

  @Test
  void should_rank_verdicts_by_what_they_rest_on() {
    assertThat(Trust.of(claim(Verdict.PROVED, List.of()))).contains(Trust.DERIVATION);
    assertThat(Trust.of(claim(Verdict.VERIFIED, List.of()))).contains(Trust.ENCLOSURE);
    assertThat(Trust.of(claim(Verdict.SUPPORTED, List.of(witness())))).contains(Trust.POINTS);
    assertThat(Trust.of(claim(Verdict.SUPPORTED, List.of(networks())))).contains(Trust.STATISTICS);
    assertThat(Trust.of(claim(Verdict.REFUTED, List.of(witness())))).isEmpty();
  }

  private static Simulated networks() {
    return new Simulated(
        "o", "M", List.of(), 1, "1", java.util.Optional.of(true), 0.01, 1e-9, List.of(), "s");
  }

  private static ClaimResult claim(Verdict verdict, List<Evidence> evidence) {
    return new ClaimResult(
        "id",
        "equation",
        "",
        Expectation.HOLDS,
        verdict,
        true,
        "r",
        "f",
        evidence,
        Controls.NONE,
        null,
        0);
  }
}
