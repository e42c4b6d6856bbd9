package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.WolframReader;

class DeriveCommandTest {

  /** What a run printed and returned. */
  private record Outcome(int code, String out, String err) {}

  private static Outcome derive(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[args.length + 1];
    all[0] = "derive";
    System.arraycopy(args, 0, all, 1, args.length);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), all);
    return new Outcome(code, out.toString(), err.toString());
  }

  @Test
  void should_print_the_kernels_with_the_steps() {
    Outcome outcome = derive("relu");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("r/4 + r ArcSin[r/Sqrt[p q]]/(2 Pi) + Sqrt[p q - r^2]/(2 Pi)")
        .contains("by Sheppard's theorem")
        .contains("by Stein's lemma and conditioning")
        .contains("sigmaW^2 == 2 && sigmaB == 0");
    assertThat(derive("relu", "--no-steps").out()).doesNotContain("Sheppard");
  }

  @Test
  void should_say_why_there_is_no_closed_form() {
    assertThat(derive("tanh").out())
        .contains("no closed form: Tanh[u] is outside the class")
        .contains(
            "LengthMap[phi, sigmaW, sigmaB][q] == sigmaB^2 + sigmaW^2 E[Tanh[z Sqrt[q]]^2, z]");
    assertThat(derive("1/x").out()).contains("1/u has a pole of order 1 where u == 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tanhh; did you mean tanh?",
        "Max[0, x; is no expression",
        "Log[x]; not a real number on an interval",
        "x y; unknown symbol y"
      })
  void should_complain_in_one_line_about_what_is_no_activation(String text, String message) {
    Outcome outcome = derive(text);

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains(message).doesNotContain("Exception");
  }

  @Test
  void should_reject_options_out_of_range() {
    assertThat(derive("relu", "--depth", "99").code()).isEqualTo(2);
    assertThat(derive("relu", "--hermite", "-1").code()).isEqualTo(2);
    assertThat(derive("relu", "--format", "cobol").code()).isEqualTo(2);
  }

  @Test
  void should_write_json_whose_formulas_read_back() throws IOException {
    JsonNode root = new ObjectMapper().readTree(derive("erf", "--format", "json").out());

    assertThat(root.get("activation").asText()).isEqualTo("erf");
    for (JsonNode line : root.get("lines")) {
      assertThat(WolframReader.read(line.get("right").asText())).isNotNull();
    }
  }

  @Test
  void should_keep_parameters_symbolic() {
    assertThat(derive("Max[0, x] + a Min[0, x]", "--parameter", "a", "--no-steps").out())
        .contains("LengthMap[phi, sigmaW, sigmaB][q] == sigmaB^2 + q sigmaW^2 (1 + a^2)/2");
  }

  @Test
  void should_add_hermite_coefficients() {
    assertThat(derive("relu", "--hermite", "3", "--no-steps").out())
        .contains("a0[q] == Sqrt[q]/Sqrt[2 Pi]")
        .contains("a1[q] == Sqrt[q]/2")
        .contains("a2[q] == Sqrt[q]/(2 Sqrt[Pi])");
  }

  @Test
  void should_write_wolfram() {
    assertThat(derive("sin", "--format", "wolfram").out())
        .contains("dual[p_, q_, r_] := Exp[(-p - q)/2] Sinh[r]");
  }

  @Test
  void should_write_programs() {
    assertThat(derive("gelu", "--format", "python", "--depth", "2").out())
        .contains("def ntk2(p, q, r, sigmaW, sigmaB):")
        .contains("special.ndtr(");
    assertThat(derive("sin", "--format", "java").out())
        .contains("static double dual(double p, double q, double r) {")
        .contains("sinh(r);")
        .contains("// no code for criticality");
  }

  @Test
  void should_write_tex() {
    assertThat(derive("relu", "--format", "tex").out())
        .contains("\\begin{equation*}")
        .contains("\\sigma_w")
        .contains("\\item By Sheppard's theorem");
  }
}
