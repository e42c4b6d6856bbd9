package org.widelimit.algebra.syntax.wolfram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {

  /** The last ones hold x where a sum or product folds to the symbol again. */
  @ParameterizedTest
  @CsvSource({
    "x^2 - x, 3, 6",
    "f[x] x, y, f[y] y",
    "Derivative[1][x][x], y, Derivative[1][y][y]",
    "x - 1, x + 1, x",
    "(x^2 - x)/(x - 1), x + 1, ((1 + x)^2 - (1 + x))/x",
    "f[x/2], 2 x, f[x]",
    "Sqrt[x]^2, 1/x, Sqrt[1/x]^2",
    "x + y, x - y, x"
  })
  void should_replace_all_occurrences_at_once(String expr, String value, String expected) {
    assertThat(WolframReader.read(expr).substitute("x", WolframReader.read(value)))
        .isEqualTo(WolframReader.read(expected));
  }
}
