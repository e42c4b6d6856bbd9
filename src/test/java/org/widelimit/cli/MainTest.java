package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final String TRUE_CLAIM =
      """
      title: Square
      activations: {phi: [relu]}
      symbols: {q: {in: "(0, 20)"}}
      claims:
        c: {equation: "(q + 1)^2 == q^2 + 2 q + 1"}
      """;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("t.yaml"), text);
  }

  private int verify(String text) throws IOException {
    return run(
        "verify",
        file(text).toString(),
        "--out",
        directory.resolve("reports").toString(),
        "--budget",
        "quick",
        "--rungs",
        "integrate");
  }

  @Test
  void should_exit_with_0_when_every_expectation_is_met() throws IOException {
    assertThat(verify(TRUE_CLAIM)).as(out + "\n" + err).isZero();
    assertThat(out.toString()).contains("as expected", "t#c: ", "Every expectation is met");
    assertThat(directory.resolve("reports/index.html")).exists();
  }

  @Test
  void should_exit_with_1_when_an_expectation_is_missed() throws IOException {
    assertThat(verify(TRUE_CLAIM.replace("2 q + 1", "2 q + 2"))).as(err.toString()).isEqualTo(1);
    assertThat(out.toString()).contains("REFUTED", "NOT EXPECTED", "1 expectation not met");
  }

  @Test
  void should_exit_with_2_for_a_broken_file_and_say_so_once() throws IOException {
    assertThat(verify(TRUE_CLAIM.replace("title", "titel"))).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .endsWith("t.yaml:1:1: unknown key 'titel' in the file (did you mean 'title'?)");
    assertThat(out.toString()).doesNotContain("titel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "verfy",
        "verify --rungs jump",
        "verify --jobs 0",
        "verify --budget huge",
        "verify --seed x",
        "verify no-such-directory-here",
        "check",
        "check no-such-file.yaml",
        "explain NoSuchWord",
        "new Not_An_Id"
      })
  void should_exit_with_2_and_without_a_stack_trace_on_misuse(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ", "Exception");
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
  }

  @Test
  void should_check_without_verifying() throws IOException {
    assertThat(run("check", file(TRUE_CLAIM).toString())).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("1 theorem file with 1 claim: fine");
  }

  @Test
  void should_write_the_errata_of_a_paper() throws IOException {
    // GIVEN a paper of three equations: one holds, one does not, one is of undeclared letters
    Path paper = directory.resolve("paper.tex");
    Files.writeString(
        paper,
        """
        \\newcommand{\\half}{\\frac{1}{2}}
        % widelimit:
        % symbols: {q: {in: "(0, 2)"}}
        \\begin{equation} \\half q + \\half q = q \\end{equation}
        \\begin{equation} (q + 1)^2 = q^2 + q + 1 \\end{equation}
        \\begin{equation} q = \\lambda \\end{equation}
        """);
    Path errata = directory.resolve("ERRATA.md");

    // WHEN it is verified
    int code =
        run(
            "verify",
            paper.toString(),
            "--rungs",
            "integrate",
            "--errata",
            errata.toString(),
            "--out",
            directory.resolve("r").toString());

    // THEN the page has the wrong one as printed, and why the third was not checked
    assertThat(code).isEqualTo(2);
    assertThat(Files.readString(errata))
        .contains("### Equation (2), line 5", "(q + 1)^2 = q^2 + q + 1", "witness q")
        .contains("eq-3, line 6: not checked", "lambda")
        .doesNotContain("### Equation (1)");
  }

  @Test
  void should_explain_words_and_activations() {
    assertThat(run("explain", "LengthMap")).isZero();
    assertThat(run("explain", "gelu")).isZero();
    assertThat(run("explain", "law")).isZero();
    assertThat(run("explain", "tex")).isZero();
    assertThat(run("explain", "\\langle")).isZero();
    assertThat(run("explain")).isZero();
    assertThat(out.toString())
        .contains("LengthMap  (map, 3 arguments, then 1 argument)", "Hendrycks", "FixedPoint");
  }

  @Test
  void should_write_a_new_theorem_once() {
    String into = directory.resolve("theorems").toString();

    assertThat(run("new", "area/mine", "--into", into)).isZero();
    assertThat(run("check", into)).isZero();
    assertThat(run("new", "area/mine", "--into", into)).isEqualTo(2);
    assertThat(err.toString()).contains("exists already");
  }
}
