package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class AsWrittenTest {

  private static String written(String text) {
    return WolframWriter.write(AsWritten.of(() -> WolframReader.read(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "Sqrt[x]^2,x",
    "x/x,1",
    "x^2/x,x",
    "1/(1/x),x",
    "Log[x] - Log[x],0",
    "0 Log[x],0",
    "Log[x]^0,1",
    "1^Log[x],1",
    "x^a x^(-a),1",
    "x^(1/3) x^(2/3),x",
    "Exp[Log[x]] Exp[-Log[x]],1",
    "(x^(1/4))^4,x",
    "'0 E[1/z^2, z]',0"
  })
  void should_keep_what_may_be_undefined(String text, String canonical) {
    assertThat(WolframWriter.write(WolframReader.read(text))).isEqualTo(canonical);
    assertThat(written(text)).isNotEqualTo(canonical);
    Expr kept = AsWritten.of(() -> WolframReader.read(text));
    assertThat(kept.transform(node -> node)).isEqualTo(WolframReader.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x x^2",
        "x^(-1) x^(-2)",
        "x - x + y",
        "0 x^2 y",
        "2/Sqrt[2]",
        "Pi/Sqrt[Pi]",
        "Exp[x] Exp[-x]",
        "1/Sqrt[1 + 2 q]",
        "(x^(1/3))^2",
        "(1/x)^2",
        "(a b)^(-1)",
        "x^0"
      })
  void should_put_away_what_asks_nothing_more(String text) {
    assertThat(AsWritten.of(() -> WolframReader.read(text))).isEqualTo(WolframReader.read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x/x", "0 Log[x]"})
  void should_be_off_inside_canonical_work_and_after_it(String text) {
    Expr canonical = WolframReader.read(text);
    assertThat(AsWritten.<Expr>of(() -> AsWritten.canonical(() -> WolframReader.read(text))))
        .isEqualTo(canonical);
    assertThat(AsWritten.isOn()).isFalse();
    assertThat(WolframReader.read(text)).isEqualTo(canonical);
  }
}
