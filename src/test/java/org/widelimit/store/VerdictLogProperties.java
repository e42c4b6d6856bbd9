package org.widelimit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Expectation;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.reader.TheoremLoader;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Controls;
import org.widelimit.verification.verdict.Verdict;

/** A verdict is found for what it was reached for, and for nothing else. */
class VerdictLogProperties {

  private static final String ENGINE = "e".repeat(64);
  private static final VerificationOptions OPTIONS = VerificationOptions.defaults();
  private static final Map<String, String> CHOICE = Map.of("phi", "tanh");

  private Path folder = Path.of("");

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("verdict-log");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path file() {
    return folder.resolve("log.jsonl");
  }

  private static final String FILE =
      """
      title: a file
      activations: {phi: [tanh, erf]}
      symbols: {q: {in: "(0, 2)"}, s: {in: "(0, 1)"}}
      network: {hidden: [phi], sigmaW: 1, sigmaB: 0}
      claims:
        one: {says: a, equation: "Chi[phi, s][q] == 1"}
        two: {says: b, equation: "Chi[phi, s][q] == 2", expect: refuted}
      """;

  private static Theorem theorem(String text) {
    return (Theorem) TheoremLoader.parse("a/b.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static ClaimResult verdict(Claim claim, Verdict verdict) {
    return new ClaimResult(
        claim.id(),
        claim.kind(),
        "tanh",
        Expectation.HOLDS,
        verdict,
        true,
        "because",
        claim.formula(),
        List.of(),
        Controls.NONE,
        null,
        1.5);
  }

  private void keepBoth(Theorem theorem) {
    VerdictLog log = VerdictLog.cache(file(), ENGINE, OPTIONS);
    for (Claim claim : theorem.claims()) {
      log.keep(theorem, claim, CHOICE, verdict(claim, Verdict.PROVED));
    }
  }

  private Optional<ClaimResult> find(String text, int index) {
    Theorem theorem = theorem(text);
    return VerdictLog.cache(file(), ENGINE, OPTIONS)
        .find(theorem, theorem.claims().get(index), CHOICE);
  }

  @Example
  void should_find_what_was_kept() {
    keepBoth(theorem(FILE));
    assertThat(find(FILE, 0)).contains(verdict(theorem(FILE).claims().get(0), Verdict.PROVED));
    assertThat(find(FILE, 1)).isPresent();
  }

  /** An edit of the file, and which of its two claims it changes. */
  record Edit(String from, String to, boolean one, boolean two) {}

  @Provide
  Arbitrary<Edit> edits() {
    return Arbitraries.of(
        new Edit("a file", "another title", false, false),
        new Edit("says: a", "says: something else", false, false),
        new Edit("claims:", "# a comment\nclaims:", false, false),
        new Edit("== 1", "== 3", true, false),
        new Edit("== 2", "== 2 s", false, true),
        new Edit(", expect: refuted", "", false, true),
        new Edit("(0, 1)", "(0, 1]", true, true),
        new Edit("(0, 2)", "(0, 3)", true, true),
        new Edit("sigmaB: 0", "sigmaB: 1", true, true),
        new Edit("hidden: [phi]", "hidden: [phi, phi]", true, true),
        new Edit("[tanh, erf]", "[tanh, erf, relu]", false, false));
  }

  @Property
  void should_check_only_the_claims_again_that_an_edit_changes(@ForAll("edits") Edit edit) {
    // GIVEN
    keepBoth(theorem(FILE));

    // WHEN
    String edited = FILE.replace(edit.from(), edit.to());

    // THEN
    assertThat(edited).isNotEqualTo(FILE);
    assertThat(find(edited, 0).isPresent()).isEqualTo(!edit.one());
    assertThat(find(edited, 1).isPresent()).isEqualTo(!edit.two());
  }

  @Example
  void should_not_take_the_verdict_of_another_run_for_its_own() {
    // GIVEN
    Theorem theorem = theorem(FILE);
    Claim claim = theorem.claims().get(0);
    keepBoth(theorem);

    // THEN
    List<VerdictLog> others =
        List.of(
            VerdictLog.cache(file(), "f".repeat(64), OPTIONS),
            VerdictLog.cache(file(), ENGINE, OPTIONS.withSeed(2)),
            VerdictLog.cache(file(), ENGINE, OPTIONS.withBudget(Budget.QUICK)),
            VerdictLog.cache(
                file(),
                ENGINE,
                OPTIONS.withRungs(
                    java.util.Set.of(org.widelimit.verification.verdict.Rung.DERIVE))));
    for (VerdictLog other : others) {
      assertThat(other.find(theorem, claim, CHOICE)).isEmpty();
    }
    VerdictLog own = VerdictLog.cache(file(), ENGINE, OPTIONS.withJobs(7));
    assertThat(own.find(theorem, claim, Map.of("phi", "erf"))).isEmpty();
    assertThat(own.find(theorem, claim, CHOICE)).isPresent();
  }

  @Property(tries = 200)
  void should_never_believe_a_damaged_file(
      @ForAll @IntRange(max = 2000) int place, @ForAll @IntRange(max = 255) int octet)
      throws IOException {
    // GIVEN
    keepBoth(theorem(FILE));
    byte[] bytes = Files.readAllBytes(file());
    int at = place % bytes.length;
    int before = bytes[at];
    boolean same = before == (byte) octet;
    bytes[at] = (byte) octet;
    Files.write(file(), bytes);

    // WHEN
    List<Optional<ClaimResult>> found = new ArrayList<>(List.of(find(FILE, 0), find(FILE, 1)));

    // THEN the verdicts are as they were kept, or none
    for (int i = 0; i < 2; i++) {
      ClaimResult kept = verdict(theorem(FILE).claims().get(i), Verdict.PROVED);
      assertThat(found.get(i).map(one -> one.equals(kept)).orElse(true)).isTrue();
    }
    long believed = found.stream().filter(Optional::isPresent).count();
    if (same) {
      assertThat(believed).isEqualTo(2);
    } else if (!ends(octet) && !ends(before)) {
      assertThat(believed).isEqualTo(1);
    }
  }

  private static boolean ends(int octet) {
    return octet == '\n' || octet == '\r';
  }

  @Property(tries = 100)
  void should_go_on_after_a_line_that_was_torn(@ForAll @IntRange(min = 1, max = 1500) int length)
      throws IOException {
    // GIVEN
    keepBoth(theorem(FILE));
    byte[] bytes = Files.readAllBytes(file());
    int left = Math.max(0, bytes.length - length);
    Files.write(file(), java.util.Arrays.copyOf(bytes, left));

    // WHEN
    keepBoth(theorem(FILE));

    // THEN
    assertThat(find(FILE, 0)).isPresent();
    assertThat(find(FILE, 1)).isPresent();
  }

  @Example
  void should_keep_an_open_claim_for_a_merge_and_not_for_the_next_run() {
    Theorem theorem = theorem(FILE);
    Claim claim = theorem.claims().get(0);
    ClaimResult open = verdict(claim, Verdict.INCONCLUSIVE);
    VerdictLog.cache(file(), ENGINE, OPTIONS).keep(theorem, claim, CHOICE, open);
    assertThat(find(FILE, 0)).isEmpty();
    VerdictLog.journal(file(), ENGINE, OPTIONS).keep(theorem, claim, CHOICE, open);
    assertThat(find(FILE, 0)).contains(open);
  }

  @Example
  void should_do_without_a_file_that_cannot_be_had() throws IOException {
    Files.createDirectories(file());
    VerdictLog log = VerdictLog.cache(file(), ENGINE, OPTIONS);
    Theorem theorem = theorem(FILE);
    log.keep(
        theorem, theorem.claims().get(0), CHOICE, verdict(theorem.claims().get(0), Verdict.PROVED));
    assertThat(log.trouble()).isPresent();
  }
}
