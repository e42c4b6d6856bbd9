package org.widelimit.algebra.syntax.wolfram;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.InternalNames;
import org.widelimit.algebra.PrintedFormsTest;
import org.widelimit.algebra.SyntaxException;

/** Whatever is typed, the answer is a formula that reads back or one message with a place, soon. */
class MutatedFormulasProperties {

  /** Time of this thread's own work, which other programs on the machine do not lengthen. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Duration SOON = Duration.ofSeconds(1);

  /** A change of a text: characters of it removed, others put in their place. */
  record Edit(double place, int removed, String put) {

    String applied(String text) {
      int from = (int) (place * text.length());
      int to = Math.min(text.length(), from + removed);
      return text.substring(0, from) + put + text.substring(to);
    }
  }

  @Property(tries = 3000)
  void should_read_or_explain_mutated_tex(@ForAll("mutatedTex") String text) {
    assertReadsOrExplains(text, PrintedFormsTest::sides);
  }

  @Property(tries = 3000)
  void should_read_or_explain_mutated_wolfram_syntax(@ForAll("mutatedWolfram") String text) {
    assertReadsOrExplains(text, formula -> List.of(WolframReader.read(formula)));
  }

  @Provide
  Arbitrary<String> mutatedTex() {
    List<String> forms =
        PrintedFormsTest.lines().stream().map(l -> l.split(" =[>!] ", 2)[0]).toList();
    return mutated(forms, PIECES);
  }

  @Provide
  Arbitrary<String> mutatedWolfram() {
    return mutated(
        PrintedFormsTest.read().map(line -> line.split(" => ", 2)[1]).toList(),
        List.of(
            "",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "!",
            "!!",
            "'",
            "^",
            "-",
            "/",
            ".",
            "==",
            "<",
            "&&",
            "->",
            "$",
            "_",
            "e",
            "pi",
            "2",
            "1.5",
            "1*^9",
            "9999999999",
            "x",
            "phi",
            "E",
            "\\",
            "\u03c0"));
  }

  private static final List<String> PIECES =
      List.of(
          "",
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          "|",
          "\\left",
          "\\right",
          "\\left|",
          "^",
          "_",
          "'",
          "!",
          "!!",
          "/",
          "-",
          ",",
          ";",
          ".",
          "&",
          "\\\\",
          "=",
          "<",
          "d",
          "D",
          "\\mathcal{D}",
          "z",
          "x",
          "K",
          "v",
          "\\top",
          "T",
          "2",
          "23",
          "1.5",
          "99999999999",
          "exp",
          "\\exp",
          "\\sin",
          "\\phi",
          "\\int",
          "\\iint",
          "\\sum",
          "\\prod",
          "_{k=1}^n",
          "\\frac",
          "\\sqrt",
          "\\mathbb{E}",
          "\\rm",
          "\\mathrm",
          "\\partial",
          "\\binom",
          "\\lfloor",
          "\\rfloor",
          "\\langle",
          "\\|",
          "$",
          "\u03c0");

  private static Arbitrary<String> mutated(List<String> forms, List<String> pieces) {
    Arbitrary<Edit> edit =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(pieces)
                    .list()
                    .ofMinSize(0)
                    .ofMaxSize(2)
                    .map(list -> String.join("", list)))
            .as(Edit::new);
    return Combinators.combine(
            Arbitraries.of(forms), Arbitraries.of(forms), edit.list().ofMinSize(0).ofMaxSize(4))
        .as(
            (one, other, edits) -> {
              String text = one + " " + other;
              for (Edit change : edits) {
                text = change.applied(text);
              }
              return text;
            });
  }

  static List<String> huge() {
    return List.of(
        "(".repeat(5000),
        "{".repeat(5000),
        "\\left(".repeat(3000),
        "\\int_{".repeat(2000),
        "\\int_{\\int_{0}^{1} x dx}".repeat(150) + " x dx",
        "\\int ".repeat(4000) + "\\mathcal{D}z",
        "\\int_{\\int".repeat(1000),
        "\\prod_{k=1}^n ".repeat(150) + "k",
        "\\frac{d}{dx} ".repeat(190) + "x",
        "|x".repeat(4000),
        "\\left|x".repeat(1500) + "\\right|".repeat(1500),
        "x^{".repeat(150) + "2" + "}".repeat(150),
        "2^{9999999999}",
        "x^{99999999999999999999}",
        "9".repeat(5000),
        "0." + "9".repeat(5000),
        "9".repeat(900) + "^{2147483647}",
        "x!".repeat(2000),
        "!".repeat(5000),
        "x" + "'".repeat(5000),
        "K ".repeat(4000),
        "v^\\top w ".repeat(1500),
        "\\sin ".repeat(4000),
        "\\mathrm{".repeat(2000),
        "\\begin{cases}".repeat(1000),
        "a+".repeat(9000) + "a",
        "exp".repeat(5000),
        "x".repeat(19_000),
        "x, ".repeat(6000));
  }

  /** Variables that were renamed, so that they capture nothing, have names that read back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-\\mathbb{E}x^2 \\mathbb{E}[z]^2",
        "\\mathbb{E}_{z \\sim \\mathcal{N}(z, 1)}[z^2]",
        "\\mathbb{E}_{z \\sim \\mathcal{N}(0, q z)}[z^2]",
        "\\left. \\int_0^1 q u du \\right|_{q = u}"
      })
  void should_name_renamed_variables_plainly(String text) {
    List<Expr> sides = PrintedFormsTest.sides(text);
    assertThat(sides).hasSize(1);
    assertThat(sides.get(0).symbols()).noneMatch(InternalNames::isInternal);
    assertThat(WolframReader.read(WolframWriter.write(sides.get(0)))).isEqualTo(sides.get(0));
  }

  @ParameterizedTest
  @MethodSource("huge")
  void should_answer_huge_tex_soon(String text) {
    assertReadsOrExplains(text, PrintedFormsTest::sides);
  }

  @ParameterizedTest
  @MethodSource("hugeWolfram")
  void should_answer_huge_wolfram_syntax_soon(String text) {
    assertReadsOrExplains(text, formula -> List.of(WolframReader.read(formula)));
  }

  static List<String> hugeWolfram() {
    return List.of(
        "(".repeat(90_000),
        "f[".repeat(90_000),
        "-".repeat(90_000) + "x",
        "x" + "!".repeat(90_000),
        "x" + "'".repeat(90_000),
        "2^" + "9".repeat(900),
        "9".repeat(1000) + "^2147483647",
        "2^2147483647",
        "(1/3)^1000000000",
        "10^99999",
        "2^" + "2^".repeat(100) + "2",
        "1*^1001",
        "x+".repeat(60_000) + "x",
        "x ".repeat(60_000),
        "a" + "b".repeat(200_000),
        "1" + "0".repeat(100_000),
        "x==".repeat(20_000) + "x",
        "\u0000");
  }

  private static void assertReadsOrExplains(String text, Function<String, List<Expr>> reader) {
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      for (Expr side : reader.apply(text)) {
        assertThat(WolframReader.read(WolframWriter.write(side))).isEqualTo(side);
      }
    } catch (SyntaxException e) {
      assertThat(e.offset()).isBetween(0, text.length());
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    } catch (ArithmeticException divided) {
      assertThat(divided).hasMessageContaining("zero");
    }
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(SOON);
  }
}
