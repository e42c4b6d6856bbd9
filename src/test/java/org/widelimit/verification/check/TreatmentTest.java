package org.widelimit.verification.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.theorem.vocabulary.Vocabulary;
import org.widelimit.theorem.vocabulary.Word;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Rung;
import org.widelimit.verification.verdict.Verdict;

/** What can be read and not verified is said before anything is verified. */
class TreatmentTest {

  private static final String FILE =
      """
      title: Words
      activations: {phi: [tanh]}
      symbols:
        q: {in: "(0, 2)"}
        sigmaW: {in: "(0, 2)"}
        sigmaB: {in: "(0, 2)"}
        v: {in: vectors}
        x: {in: vectors}
      functions: {f: 1}
      network: {hidden: [phi, phi, phi], inputs: 3, inputDimension: 2}
      claims:
      """;

  private static final VerificationOptions QUICK =
      new VerificationOptions(EnumSet.of(Rung.INTEGRATE), 1, Budget.QUICK, 1, false);

  private static Optional<Theorem> theorem(String claim) {
    TheoremFile file =
        TheoremLoader.parse("t.yaml", (FILE + claim).getBytes(StandardCharsets.UTF_8));
    return file instanceof Theorem theorem ? Optional.of(theorem) : Optional.empty();
  }

  private static Optional<String> obstacle(Theorem theorem) {
    return Treatment.obstacle(theorem, theorem.claims().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "equation: 'NNGP[7] == q' | there is no layer 7",
        "equation: 'NNGP[2, 9] == q' | there is no input 9",
        "equation: 'EmpiricalNTK[] == q' | has no value outside of limits",
        "equation: 'v . v + Depth == q' | 'Depth' has no value here",
        "equation: 'M == q' | 'M' has no value here",
        "equation: 'Gaussian[0, 1] == q' | 'Gaussian' has no value here",
        "inequality: 'NTK[5, 1] <= q' | there is no layer 5",
        "limit: 'EmpiricalNTK[] -> NTK[9]' | there is no layer 9",
        "limit: 'q -> q' | no observable of a finite network",
        "scaling: {of: 'Abs[Output[]]', order: 'Depth^(1/2)'} | only exponents in the width",
        "asymptotic: {of: 'NNGP[9] l', like: l, as: l} | there is no layer 9"
      })
  void should_say_why_a_claim_cannot_be_verified(String claim, String why) {
    Theorem theorem = theorem("  it: {" + claim + "}\n").orElseThrow();

    assertThat(obstacle(theorem)).hasValueSatisfying(said -> assertThat(said).contains(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "equation: 'Log[q - 1] == Log[q - 1]'",
        "equation: 'NNGP[2] == q'",
        "limit: 'EmpiricalNTK[] -> NTK[2]'",
        "scaling: {of: 'Abs[Output[]]', order: 'M^(1/2)'}",
        "equation: 'Integrate[1/z, {z, 0, q}] == q'"
      })
  void should_leave_to_the_verification_what_depends_on_the_point(String claim) {
    assertThat(obstacle(theorem("  it: {" + claim + "}\n").orElseThrow())).isEmpty();
  }

  static Stream<String> examples() {
    return Vocabulary.words().stream()
        .filter(word -> word.kind() != Word.Kind.FUNCTION && word.kind() != Word.Kind.CONDITION)
        .map(Word::example)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void should_treat_every_word_of_which_nothing_is_said(String example) {
    // GIVEN a claim about a word, where a file may hold it
    Optional<Theorem> read = theorem("  it: {equation: \"" + example + " == " + example + "\"}\n");
    if (read.isEmpty() || obstacle(read.get()).isPresent()) {
      return;
    }
    Claim claim = read.get().claims().get(0);

    // WHEN it is verified
    ClaimResult result = ClaimCheck.of(read.get(), claim, Map.of("phi", "tanh"), QUICK).run();

    // THEN no word lacks a value
    assertThat(result.verdict() == Verdict.INCONCLUSIVE ? result.reason() : "")
        .doesNotContain("no value here")
        .doesNotContain("there is no point")
        .doesNotContain("there is no layer")
        .doesNotContain("measured on wide networks");
  }

  @Test
  void should_say_nothing_of_the_library() throws IOException {
    for (TheoremFile file : TheoremLoader.loadAll(List.of(Path.of("theorems")))) {
      Theorem theorem = (Theorem) file;
      for (Claim claim : theorem.claims()) {
        assertThat(Treatment.obstacle(theorem, claim))
            .as(theorem.id() + "#" + claim.id())
            .isEmpty();
      }
    }
  }
}
