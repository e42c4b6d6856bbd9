package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Grade;
import org.widelimit.numeric.Quantity;
import org.widelimit.verification.claim.ActivationTable;

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
        "q + E[Tanh[q z], z]; ESTIMATE",
        "Sum[E[Tanh[n z], z], {n, 1, 3}]; ESTIMATE",
        "Max[q^2, E[Tanh[q z], z]]; ESTIMATE",
        "Exp[-E[Tanh[q z], z]]; ESTIMATE"
      })
  void should_pass_the_weakest_grade_on(String formula, Grade expected) {
    Evaluator at =
        Evaluator.of(
            Map.of("q", Quantity.of(1.5)), ActivationTable.of(Map.of()), null, new KernelWords());

    assertThat(at.evaluate(WolframReader.read(formula)).grade()).isEqualTo(expected);
  }
}
