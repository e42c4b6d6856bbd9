package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  private static final String[] SMALL = {
    "simulate", "--depth", "2", "--widths", "8,32,128,512", "--discrepancy", "0.1"
  };

  @TempDir private Path folder;

  /**
   * Each limit is the kernel recursion's, tested at one share of the suite's budget, 2.4e-10; a
   * limit off by 10 % is accepted with at most that probability.
   */
  @ParameterizedTest
  @CsvSource({
    "'NTK[1, 2]', relu, 2, 0",
    "'NNGP[3, 1, 1]', tanh, 1.5, 0.1",
    "'JacobianSize[1, 2]', relu, 2, 0",
  })
  void should_accept_the_recursions_limit_and_reject_another(
      String observable, String activation, String sigmaW2, String sigmaB2) {
    String[] args = {
      "--observable",
      observable,
      "--activation",
      activation,
      "--sigmaW2",
      sigmaW2,
      "--sigmaB2",
      sigmaB2
    };

    Result right = run(args);

    assertThat(right.code).as(right.out + right.err).isZero();
    assertThat(right.out).contains("ACCEPTED");
    double theory =
        Double.parseDouble(
            right
                .out
                .lines()
                .filter(l -> l.startsWith("theory"))
                .findFirst()
                .orElse("")
                .substring(7));
    Result wrong = run(join(args, "--limit", Double.toString(theory * 1.12)));
    assertThat(wrong.code).isEqualTo(1);
    assertThat(wrong.out).contains("REJECTED");
  }

  @Test
  void should_write_a_plot_and_continue_from_the_journal() throws Exception {
    String plot = folder.resolve("deep/plot.svg").toString();
    String journal = folder.resolve("journal").toString();
    String[] args = {"--samples", "150", "--plot", plot, "--journal", journal};

    Result first = run(args);
    String svg = Files.readString(Path.of(plot));
    Result second = run(args);

    assertThat(svg).startsWith("<svg").contains("EmpiricalNTK[1, 1]", "class=\"limit\"");
    assertThat(second).isEqualTo(first);
    try (var files = Files.list(Path.of(journal))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void should_calibrate() {
    Result result =
        run("--calibrate", "3", "--observable", "PreactivationVariance[2]", "--level", "0.05");

    assertThat(result.code).as(result.out + result.err).isZero();
    assertThat(result.out).contains("false alarms   0", "power          3 caught");
    Result wrong =
        run(
            "--calibrate",
            "3",
            "--observable",
            "PreactivationVariance[2]",
            "--level",
            "0.0001",
            "--limit",
            "7");
    assertThat(wrong.code).isEqualTo(1);
    assertThat(wrong.out).contains("false alarms   3");
  }

  @Test
  void should_simulate_a_claim_of_a_theorem_file() {
    String plot = folder.resolve("claim.svg").toString();

    Result result =
        runExactly(
            "simulate", "--claim", "theorems/article/weights.yaml#as-printed", "--plot", plot);

    assertThat(result.code).as(result.out + result.err).isZero();
    assertThat(result.out).contains("as-printed relu: REFUTED", "as-printed tanh: REFUTED");
    assertThat(Path.of(plot)).content().startsWith("<svg").contains("PreactivationVariance");
  }

  @ParameterizedTest
  @CsvSource({
    "--observable, Foo, no such observable",
    "--observable, 'NTK[1, 5]', asks for a layer or an input",
    "--observable, 'NTK[1, 2, 3]', too many arguments",
    "--observable, 'NTK[', expected",
    "--activation, 'x +', expected",
    "--widths, '64,32', increase",
    "--samples, 3, at least",
    "--discrepancy, -1, positive",
    "--depth, 0, at least 1",
    "--claim, weights.yaml, is FILE#CLAIM",
    "--claim, nowhere.yaml#limit, no such file",
    "--claim, theorems/article/weights.yaml#foo, no claim",
    "--claim, theorems/article/chi.yaml#corrected, only limits and scalings",
  })
  void should_say_in_one_line_what_is_wrong(String option, String value, String message) {
    Result result = runExactly("simulate", option, value);

    assertThat(result.code).isEqualTo(2);
    assertThat(result.err.lines().findFirst().orElse(""))
        .startsWith("widelimit: ")
        .contains(message);
    assertThat(result.err).doesNotContain("\tat ", "Exception");
  }

  private record Result(int code, String out, String err) {}

  private static Result run(String... args) {
    return runExactly(join(SMALL, args));
  }

  private static Result runExactly(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Result(code, out.toString(), err.toString());
  }

  private static String[] join(String[] one, String... other) {
    String[] all = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
