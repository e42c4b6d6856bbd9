package org.widelimit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.WolframReader;
import org.widelimit.numeric.Grade;

/** The weakest grade of the parts is the grade of the whole. */
class GradeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "q^2 + 3 Pi; RIGOROUS",
        "Sin[q]^2 Exp[-q]/(1 + Erf[q]) + 0.05^q; RIGOROUS",
        "Max[q, Floor[q]] + Sum[n^2, {n, 1, 3}]; RIGOROUS",
        "gelu[q]; RIGOROUS",
        "Dual[relu, relu][q, q, q/2]; CONDITIONAL",
        "q + D[q^3, q]; ESTIMATE",
        "Sum[D[n q^3, q], {n, 1, 3}]; ESTIMATE",
        "Max[q^2, D[q^3, q]]; ESTIMATE",
        "Exp[-D[q^3, q]]; ESTIMATE"
      })
  void should_pass_the_weakest_grade_on(String formula, Grade expected) {
    Evaluator at =
        Evaluator.of(
            Map.of("q", Quantity.of(1.5)), ActivationTable.of(Map.of()), null, new KernelWords());

    assertThat(at.evaluate(WolframReader.read(formula)).grade()).isEqualTo(expected);
  }
}
