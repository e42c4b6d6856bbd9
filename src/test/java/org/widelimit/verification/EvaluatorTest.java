package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.WolframReader;

class EvaluatorTest {

  /** Values: mpmath, 40 digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "LengthMap[phi, s, 1/2][q]; 0.5134121184234704037590125",
        "Chi[phi, s][q]; 0.2221141404005804675947666",
        "LengthMap[relu, s, 1/2][q]; 0.671875",
        "LengthMap[erf, s, 0][q]; 0.3036898618170571291344969",
        "E[Max[0, z - s]^2, z]; 0.1282521639727532577497812",
        "E[Abs[z] Exp[-z^2], z]; 0.2659615202676217852932974",
        "Integrate[Tanh[z]^2 Exp[-z^2/2], {z, -Infinity, Infinity}]; 0.9883497181624502178944694",
        "Integrate[Sin[z]^2, {z, 0, q}]; 0.7147199979850331944748138",
        "Dual[relu, relu][q, 2, 1]; 0.5730357170469283349315137",
        "Nest[LengthMap[relu, s, 1/2], q, 2]; 0.43896484375",
        "Sum[n^2 q, {n, 1, 4}]; 45.0",
        "Piecewise[{{1, q < 1}, {q^3, q < 2}}, 0]; 3.375",
        "Erf[q] + ArcTan[s] - q^s; 0.2542032498538278659264584"
      })
  void should_bound_the_true_value(String formula, double expected) {
    Quantity value = evaluate(formula);

    assertThat(Math.abs(value.value() - expected))
        .isLessThanOrEqualTo(value.error() + Math.ulp(expected));
    assertThat(value.error()).isLessThan(1e-11 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void should_say_where_there_is_no_value() {
    assertThatThrownBy(() -> evaluate("Log[-q]")).isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("1/(q - 3/2)")).isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("E[Exp[z^2], z]"))
        .isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("unknown")).isInstanceOf(UndefinedValueException.class);
  }

  private static Quantity evaluate(String formula) {
    return Evaluator.of(
            Map.of("q", Quantity.of(1.5), "s", Quantity.of(0.75)),
            ActivationTable.of(Map.of("phi", "tanh")),
            null,
            new KernelWords())
        .evaluate(WolframReader.read(formula));
  }
}
