package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run in parts is the run of one machine. */
class MergeCommandTest {

  @TempDir private Path folder = Path.of("");

  private static final String FILE =
      """
      title: small claims
      activations: {phi: [relu, erf, tanh]}
      symbols: {q: {in: "(0, 2)"}, s: {in: "(1/2, 1)"}}
      network: {hidden: [phi], sigmaW: s, sigmaB: 1/2, inputs: 2}
      claims:
        square: {equation: "LengthMap[phi, s, 0][q] == s^2 E[phi[Sqrt[q] z]^2, z]"}
        wrong: {equation: "LengthMap[phi, s, 0][q] == s E[phi[Sqrt[q] z]^2, z]", expect: refuted}
        size: {limit: 'EmpiricalNNGP[2, 1, 1] -> NNGP[2, 1, 1]'}
      """;

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Outcome(code, out.toString(), err.toString());
  }

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("theorems"));
    Files.writeString(folder.resolve("theorems/small.yaml"), FILE);
  }

  private String theorems() {
    return folder.resolve("theorems").toString();
  }

  private Outcome part(int number, int of) {
    return run(
        "verify",
        "--shard",
        number + "/" + of,
        "--out",
        folder.resolve("part" + number).toString(),
        theorems());
  }

  private Outcome merge(int of) {
    List<String> args = new ArrayList<>(List.of("merge", "--out", folder + "/merged"));
    for (int i = of; i >= 1; i--) {
      args.add(folder.resolve("part" + i).toString());
    }
    return run(args.toArray(String[]::new));
  }

  /** A report without the seconds. */
  private static String withoutSeconds(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("\"seconds\" : [0-9.E-]+", "")
        .replaceAll("time=\"[0-9.]+\"", "")
        .replaceAll("[0-9.]+ s\\b", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void should_make_the_reports_of_one_machine(int parts) throws IOException {
    // GIVEN
    Outcome whole = run("verify", "--no-cache", "--out", folder + "/whole", theorems());
    assertThat(whole.code()).as(whole.out()).isZero();

    // WHEN
    for (int i = 1; i <= parts; i++) {
      assertThat(part(i, parts).code()).isZero();
    }
    Outcome merged = merge(parts);

    // THEN
    assertThat(merged.code()).as(merged.err()).isZero();
    try (var files = Files.list(folder.resolve("whole"))) {
      for (Path file : files.toList()) {
        assertThat(withoutSeconds(folder.resolve("merged").resolve(file.getFileName())))
            .as("%s", file)
            .isEqualTo(withoutSeconds(file));
      }
    }
  }

  @Test
  void should_go_on_where_a_part_was_killed() throws IOException {
    // GIVEN a part with one line torn by the kill, and the others not there
    assertThat(part(1, 1).code()).isZero();
    Path verdicts = folder.resolve("part1/shard.verdicts.jsonl");
    List<String> lines = Files.readAllLines(verdicts);
    assertThat(lines).hasSize(9);
    Files.writeString(
        verdicts, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 300));

    // WHEN
    Outcome early = merge(1);
    Outcome again = part(1, 1);
    Outcome late = merge(1);

    // THEN
    assertThat(early.code()).isEqualTo(2);
    assertThat(early.err()).contains("part 1/1 has not finished: 7 verdicts missing");
    assertThat(again.out()).contains("9 verdicts kept", "2 of them from before");
    assertThat(late.code()).as(late.err()).isZero();
  }

  @Test
  void should_refuse_what_is_not_of_one_run() throws IOException {
    // GIVEN
    part(1, 2);
    part(2, 2);

    // THEN
    Files.createDirectories(folder.resolve("empty"));
    Outcome none = run("merge", "--out", folder + "/merged", folder + "/empty");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("holds no part of a run");
    Outcome half = run("merge", "--out", folder + "/merged", folder + "/part1");
    assertThat(half.code()).isEqualTo(2);
    assertThat(half.err()).contains("part 2/2 has not finished");
    run("verify", "--shard", "2/2", "--seed", "7", "--out", folder + "/other", theorems());
    Outcome mixed = run("merge", "--out", folder + "/merged", folder + "/part1", folder + "/other");
    assertThat(mixed.code()).isEqualTo(2);
    assertThat(mixed.err()).contains("is a part of another run");
    Files.writeString(
        folder.resolve("theorems/small.yaml"), FILE.replace("small claims", "edited"));
    Outcome edited = merge(2);
    assertThat(edited.code()).isEqualTo(2);
    assertThat(edited.err()).contains("are not those of the parts");
    Files.writeString(folder.resolve("part1/shard.json"), "{\"engine\": 1}");
    Outcome damaged = merge(2);
    assertThat(damaged.code()).isEqualTo(2);
    assertThat(damaged.err()).contains("is damaged");
    for (String wrong : List.of("3/2", "0/2", "a/b", "1", "1/0", "1/2/3")) {
      Outcome refused = run("verify", "--shard", wrong, theorems());
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("--shard: a shard is i/n");
    }
  }

  @Test
  void should_check_again_only_what_was_edited() throws IOException {
    // GIVEN
    String[] verify = {"verify", "--out", folder + "/reports", theorems()};
    Outcome first = run(verify);
    Outcome second = run(verify);

    // WHEN
    Files.writeString(
        folder.resolve("theorems/small.yaml"), FILE.replace("== s E[phi", "== s^3 E[phi"));
    Outcome edited = run(verify);
    Outcome uncached = run("verify", "--no-cache", "--out", folder + "/reports", theorems());

    // THEN
    assertThat(first.out()).doesNotContain("reused");
    assertThat(second.out()).contains("9 verdicts reused", "0 checked anew");
    assertThat(edited.out()).contains("6 verdicts reused", "3 checked anew");
    assertThat(uncached.out()).doesNotContain("reused");
  }
}
