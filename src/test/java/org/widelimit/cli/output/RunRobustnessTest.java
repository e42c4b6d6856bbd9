package org.widelimit.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.cli.Main;

/** What a run leaves behind when a file, a disk or a process fails it. */
class RunRobustnessTest {

  private static final String CLAIMS =
      """
      title: Two squares
      source: test
      statement: None.
      symbols:
        q: {in: "(0, 20)"}
      claims:
        first: {equation: "(q + 1)^2 == q^2 + 2 q + 1"}
        second: {equation: "(q - 1)^2 == q^2 - 2 q + 1"}
        wrong: {equation: "(q - 1)^2 == q^2 - 2 q + 3/2", expect: refuted}
      """;

  private static final String RANDOM =
      """
      title: Everything that draws at random
      source: test
      statement: None.
      activations: {phi: [relu, erf]}
      symbols:
        q: {in: "(2, 20)"}
        r: {in: "(-1, 1)"}
      network: {hidden: [phi, phi], sigmaW: 1, sigmaB: 1/2}
      claims:
        points: {equation: "LengthMap[phi, 1, 0][q] == E[phi[Sqrt[q] z]^2, z]"}
        zero: {equation: "Dual[phi, phi][q, q, q r] == Dual[phi, phi][q, q, q r] + q - q"}
        refuted: {equation: "Log[q^2 r^2 + 1] == 2 Log[q] + r", expect: refuted}
        simulated:
          limit: PreactivationVariance[2] -> Nest[LengthMap[phi, 1, 1/2], InputVariance[], 1]
          discrepancy: 0.05
      """;

  private static final String SIMULATED =
      ": {limit: \"PreactivationVariance[2] -> Nest[LengthMap[tanh, 1, 1/2], InputVariance[], 1]\","
          + " discrepancy: 0.001}\n";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path reports() {
    return directory.resolve("reports");
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(reports())) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void should_say_at_once_what_it_does_and_leave_nothing_but_reports() throws IOException {
    assertThat(run("verify", file("t.yaml", CLAIMS).toString(), "--out", reports().toString()))
        .as("%s%s", out, err)
        .isZero();
    assertThat(out.toString().lines().findFirst().orElseThrow()).contains("t.yaml");
    assertThat(out.toString().lines().skip(1).findFirst().orElseThrow())
        .contains("3 checks of 1 theorem file", "derive, integrate, simulate", "seed 1", "reports");
    assertThat(written())
        .containsExactly(
            "badge.svg",
            "claims.bib",
            "claims.tex",
            "index.html",
            "junit.xml",
            "report.sarif",
            "report.tex",
            "verdicts.cache.jsonl",
            "verdicts.json");
  }

  @Test
  void should_keep_the_report_when_all_files_are_broken_and_name_all_faults() throws IOException {
    // GIVEN a good report
    Path good = file("t.yaml", CLAIMS);
    assertThat(run("verify", good.toString(), "--out", reports().toString())).isZero();
    String before = Files.readString(reports().resolve("verdicts.json"));
    // WHEN
    Path one = file("one.yaml", "title: [");
    Path two = file("two.yaml", "titel: misspelt\nclaims: {}\n");
    assertThat(run("verify", one.toString(), two.toString(), "--out", reports().toString()))
        .isEqualTo(2);
    // THEN
    assertThat(err.toString()).contains("one.yaml", "two.yaml");
    assertThat(out.toString()).contains("2 broken files", "no report was written");
    assertThat(reports().resolve("verdicts.json")).content().isEqualTo(before);
    // Control: a run with verdicts replaces it, and has the broken file in it.
    assertThat(run("verify", good.toString(), one.toString(), "--out", reports().toString()))
        .isEqualTo(2);
    assertThat(reports().resolve("verdicts.json")).content().contains("BROKEN", "\"second\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.yaml", "t.yaml/deep", "/dev/null/reports", "/proc/reports"})
  void should_notice_before_the_run_that_nothing_can_be_written(String folder) throws IOException {
    Path file = file("t.yaml", CLAIMS);
    assertThat(run("verify", file.toString(), "--out", directory.resolve(folder).toString()))
        .isEqualTo(2);
    assertThat(out.toString()).doesNotContain("PROVED");
    assertThat(err.toString()).contains("--out").doesNotContain("\tat ", "internal error");
    assertThat(file).content().isEqualTo(CLAIMS);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void should_lose_no_verdict_to_a_disk_that_is_full() throws Exception {
    // GIVEN a good report, and a process that may write no file of more than 8 KB
    Path file = file("t.yaml", CLAIMS);
    assertThat(run("verify", file.toString(), "--out", reports().toString())).isZero();
    String report = Files.readString(reports().resolve("index.html"));
    String verdicts = Files.readString(reports().resolve("verdicts.json"));
    // WHEN
    Path screen = directory.resolve("screen");
    List<String> command =
        command("verify", file.toString(), "--seed", "2", "--out", reports().toString());
    // The spare copy fits; the report, with its fonts, does not.
    String line = "ulimit -f 16; exec " + String.join(" ", command);
    Process process =
        new ProcessBuilder("sh", "-c", line + " 2>&1 | cat > " + screen + "; exit $?")
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    // THEN the old report is whole, and every verdict of the new run is in the journal
    String shown = Files.readString(screen);
    assertThat(shown)
        .contains("could not be written", "3 verdicts kept in", "all of them in ")
        .doesNotContain("internal error", "The report is");
    assertThat(reports().resolve("index.html")).content().isEqualTo(report);
    assertThat(reports().resolve("verdicts.json")).content().isEqualTo(verdicts);
    assertThat(journal(RunJournal.NAME)).containsExactlyInAnyOrder("first", "second", "wrong");
    Path spare = Path.of(shown.replaceAll("(?s).*all of them in (\\S+).*", "$1"));
    assertThat(new ObjectMapper().readTree(spare.toFile()).at("/theorems/0/claims")).hasSize(3);
    Files.delete(spare);
    // Control: the next run has its report, and what the journal held stays.
    assertThat(run("verify", file.toString(), "--out", reports().toString())).isZero();
    assertThat(journal(RunJournal.EARLIER)).containsExactlyInAnyOrder("first", "second", "wrong");
    assertThat(reports().resolve(RunJournal.NAME)).doesNotExist();
  }

  private List<String> journal(String name) throws IOException {
    List<String> claims = new ArrayList<>();
    for (String line : Files.readAllLines(reports().resolve(name))) {
      JsonNode verdict = new ObjectMapper().readTree(line);
      assertThat(verdict.get("theorem").asText()).isNotEmpty();
      assertThat(verdict.get("verdict").asText()).isNotEmpty();
      claims.add(verdict.get("id").asText());
    }
    return claims;
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void should_have_written_down_what_a_killed_run_reached() throws Exception {
    // GIVEN a run that has a verdict, and is killed so that it can write no more
    Path file = file("t.yaml", CLAIMS + simulations());
    Process process =
        new ProcessBuilder(command("verify", file.toString(), "--out", reports().toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("screen").toFile())
            .start();
    Path journal = reports().resolve(RunJournal.NAME);
    while (!Files.exists(journal) || Files.readString(journal).lines().count() < 2) {
      assertThat(process.isAlive()).as(() -> "ended early").isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    process.destroyForcibly().waitFor();
    // THEN
    assertThat(journal(RunJournal.NAME)).contains("first").doesNotContain("simulated9");
    assertThat(reports().resolve("verdicts.json")).doesNotExist();
  }

  private static String simulations() {
    StringBuilder claims = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      claims.append("  simulated").append(i).append(SIMULATED);
    }
    return claims.append("network: {hidden: [tanh, tanh], sigmaW: 1, sigmaB: 1/2}\n").toString();
  }

  private static List<String> command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  @Test
  void should_give_the_same_verdicts_to_the_same_seed_whatever_the_jobs() throws IOException {
    Path file = file("random.yaml", RANDOM);
    List<JsonNode> runs = new ArrayList<>();
    for (String[] options : new String[][] {{"1", "7"}, {"3", "7"}, {"2", "8"}}) {
      run(
          "verify",
          file.toString(),
          "--budget",
          "quick",
          "--jobs",
          options[0],
          "--seed",
          options[1],
          "--out",
          reports().toString());
      JsonNode verdicts = new ObjectMapper().readTree(reports().resolve("verdicts.json").toFile());
      withoutSeconds(verdicts);
      runs.add(verdicts);
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1));
    // Control: another seed sees other numbers.
    assertThat(runs.get(0).get("theorems")).isNotEqualTo(runs.get(2).get("theorems"));
  }

  private static void withoutSeconds(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("seconds");
    }
    node.forEach(RunRobustnessTest::withoutSeconds);
  }
}
