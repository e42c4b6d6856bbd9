package org.widelimit.algebra.syntax.wolfram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.SyntaxException;

class WolframReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2 Pi; Times[2, Pi]",
        "2x; Times[2, x]",
        "x2; x2",
        "x Erf[x]; Times[x, Erf[x]]",
        "-x^2; Times[-1, Power[x, 2]]",
        "2^-x; Power[2, Times[-1, x]]",
        "2^3^2; 512",
        "x^y^z; Power[x, Power[y, z]]",
        "a/b c; Times[a, c, Power[b, -1]]",
        "1/2 x; Times[1/2, x]",
        "0.05; 1/20",
        ".5; 1/2",
        "25*^-2; 1/4",
        "Sqrt[q]; Power[q, 1/2]",
        "p^2 Sqrt[2 p] Sqrt[2 p]; Times[2, Power[p, 3]]",
        "Exp[-z]; Power[E, Times[-1, z]]",
        "phi'[x]; Derivative[1][phi][x]",
        "phi''[x]; Derivative[2][phi][x]",
        "n! + 1; Plus[1, Factorial[n]]",
        "f[a][b, c]; f[a][b, c]",
        "a < b <= c; And[Less[a, b], LessEqual[b, c]]",
        "a != b; Not[Equal[a, b]]",
        "!a && b || c; Or[And[Not[a], b], c]",
        "!a == b; Not[Equal[a, b]]",
        "A -> B + 1; Rule[A, Plus[1, B]]",
        "{{p, r}, {r, q}}; List[List[p, r], List[r, q]]",
        "-Infinity; Times[-1, Infinity]",
        "W . x y; Times[y, Dot[W, x]]",
        "a - -b; Plus[a, b]",
        "E[z^2, z]; E[Power[z, 2], z]",
        "{}; List[]",
      })
  void should_read_with_wolframs_precedences(String text, String full) {
    assertThat(WolframReader.read(text).toString()).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "Sqrt[q => 4 => '[' is never closed; expected ']'",
        "2 (x + 1 => 2 => '(' is never closed; expected ')'",
        "f[x) => 3 => ')' closes nothing: the '[' opened at character 2 needs ']' first",
        "x + => 3 => expected an operand after '+', found the end of the formula",
        "x + * y => 4 => expected an operand after '+', found '*'",
        "x) => 1 => ')' closes nothing: there is no bracket open",
        "Sin(x) => 3 => parentheses only group; brackets apply a function: write Sin[...]",
        "exp(x) => 3 => parentheses only group; brackets apply a function: write Exp[...]",
        "(x, y) => 2 => a comma inside parentheses; arguments of a function stand in brackets, f[x,"
            + " y]",
        "sigma_w q => 5 => an underscore is a pattern in Wolfram syntax; symbols are camelCase:"
            + " write sigmaW instead of sigma_w",
        "x = 3 => 2 => '=' is not read; write ==",
        "2 \u03c0 => 2 => '\u03c0' is not read; write Pi",
        "\\frac{1}{2} => 0 => '\\' is not read; write Wolfram syntax here, not TeX",
        "x**2 => 1 => '**' is not an operator; write ^ for a power",
        "1e-3 => 0 => a power of ten is written *^ as in 5*^-3, or write the decimal, 0.005",
        "x @ y => 2 => '@' has no meaning here",
        "x, y => 1 => a comma outside brackets",
        "2^99999999999 => 1 => the exponent 99999999999 is too large",
        "1*^99999 => 1 => a power of ten is limited to exponents of 1000",
      })
  void should_say_what_is_wrong_and_where(String text, int offset, String message) {
    SyntaxException thrown =
        catchThrowableOfType(SyntaxException.class, () -> WolframReader.read(text));
    assertThat(thrown).hasMessage(message);
    assertThat(thrown.offset()).isEqualTo(offset);
  }

  @Test
  void should_refuse_texts_that_are_too_long_or_too_deep() {
    assertThat(failure("")).hasMessage("the formula is empty");
    assertThat(failure("(".repeat(5000))).hasMessageContaining("nested deeper than 200");
    assertThat(failure("x^".repeat(5000) + "x")).hasMessageContaining("nested deeper than 200");
    assertThat(failure("-".repeat(5000) + "x")).hasMessageContaining("nested deeper than 200");
    assertThat(failure("f" + "[x]".repeat(5000))).hasMessageContaining("nested deeper than 200");
    assertThat(failure("x+".repeat(140_000) + "x")).hasMessageContaining("longer than 262144");
    assertThat(failure("1".repeat(1001))).hasMessageContaining("more than 1000 digits");
    assertThat(WolframReader.read("x+".repeat(9_000) + "x")).hasToString("Times[9001, x]");
  }

  @Test
  void should_leave_towers_of_powers_symbolic() {
    assertThat(WolframReader.read("((9^4096)^4096)^4096").toString()).hasSizeLessThan(20_000);
  }

  @Test
  void should_report_where_each_name_first_stands() {
    assertThat(WolframReader.readWithOffsets("Sqrt[q] + phi[q z]").offsets())
        .containsEntry("Sqrt", 0)
        .containsEntry("q", 5)
        .containsEntry("phi", 10)
        .containsEntry("z", 16)
        .hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sigmaW^2 E[phi[Sqrt[q] z]^2, z]+sigmaB^2; sigmaB^2 + sigmaW^2 E[phi[z Sqrt[q]]^2, z]",
        "x/(2 y); x/(2 y)",
        "1/Sqrt[2 Pi]; 1/Sqrt[2 Pi]",
        "x - 1; x - 1",
        "-(a+b); -(a + b)",
        "(a+b)^(1/3); (a + b)^(1/3)",
        "a == b; a == b",
        "phi'[x]^2; phi'[x]^2",
        "Exp[-z^2/2]; Exp[-z^2/2]",
      })
  void should_write_with_few_parentheses(String text, String written) {
    assertThat(WolframWriter.write(WolframReader.read(text))).isEqualTo(written);
  }

  private static SyntaxException failure(String text) {
    return catchThrowableOfType(SyntaxException.class, () -> WolframReader.read(text));
  }
}
