package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.ActivationTable;

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
        "Dual[relu][q, 2, 1]; 0.5730357170469283349315137",
        "Dual[phi', phi'][q, 2, 1]; 0.2800470982938569365101907",
        "Dual[Sin[x], Sin[2 x + 1]][q, 2, 1]; 0.01695387093009750689926044",
        "Chi[x Erf[x], s][q]; 0.56471922161683659528585",
        "CorrelationMap[erf, s, 1/2][q, 1/2]; 0.2584346368210090106720699",
        "E[Max[0, u] Max[0, v], {u, v}, {{1, -0.99}, {-0.99, 1}}]; 0.0001501278665771709284625226",
        "E[Max[0, u] Max[0, v], {u, v}, {{1, -0.999}, {-0.999, 1}}]; 4.745320915101284581906991e-6",
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

  /** Values: PARI 2.15 with 60 digits; kernels from the closed forms of Cho and Williams. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CovarianceAt[relu, 5/4, 1/3][2, 2, 1/2]; 1.0626701439927195",
        "CovarianceAt[relu, 5/4, 1/3][3, 2, 1/2]; 1.0295468813744945",
        "DecorrelationAt[relu, 5/4, 1/3][3, 2, 1/2]; 0.27426158339090243",
        "CorrelationAt[relu, 5/4, 1/3][3, 2, 1/2]; 0.7257384166090976",
        "TangentKernelAt[relu, 5/4, 1/3][3, 2, 1/2]; 1.9190081617396842",
        "CovarianceAt[erf, 5/4, 1/3][3, 2, 1/2]; 0.4555484946381823",
        "TangentKernelAt[erf, 5/4, 1/3][2, 2, 1/2]; 0.9545851862455672",
        "TangentKernelAt[erf, 5/4, 1/3][3, 2, 1/2]; 1.1138156123379163",
        "TangentKernelAt[erf, 5/4, 1/3][200, 2, 1/2]; 47.493826657124827",
        "DecorrelationAt[relu, Sqrt[2], 0][1000, 1, 1/2]; 4.3040781091916483E-5",
        "TangentKernelAt[relu, Sqrt[2], 0][1000, 1, 1/2]; 253.80585541067738",
        "FixedPoint[LengthMap[phi, Sqrt[5/2], Sqrt[0.05]]]; 1.0639583774168116",
        "FixedPoint[LengthMap[exp, Sqrt[0.1], Sqrt[0.1]]]; 0.27244022007999081",
        "FixedPoint[LengthMap[relu, 1, 1/2], 3]; 0.5",
        "FixedPoint[LengthMap[abs, 1, 0], 3]; 3.0",
        "FixedPoint[CorrelationMap[erf, Sqrt[1.5], Sqrt[0.05]]]; 0.82053008799819720",
        "DepthScale[CorrelationMap[erf, Sqrt[1.5], Sqrt[0.05]]]; 32.340239645848130",
        "DepthScale[LengthMap[erf, Sqrt[1.5], Sqrt[0.05]]]; 1.3228594174290827"
      })
  void should_bound_kernels_fixed_points_and_depth_scales(String formula, double expected) {
    Quantity value = evaluate(formula);

    double off = Math.abs(value.value() - expected);
    assertThat(off).isLessThanOrEqualTo(value.error() + Math.ulp(expected));
    assertThat(value.error()).isLessThan(1e-10 * expected);
  }

  @Test
  void should_bound_tangent_kernels_whose_terms_cancel() {
    Quantity value = evaluate("TangentKernelAt[relu, 1.27, 0.2482245584263395][2, 0.967, -0.547]");

    double expected = 2.035681968470171e-5; // PARI, 60 digits
    assertThat(Math.abs(value.value() - expected)).isBetween(1e-18, value.error());
    assertThat(value.error()).isLessThan(1e-12);
  }

  @Test
  void should_have_no_fixed_point_where_lengths_grow() {
    assertThatThrownBy(() -> evaluate("FixedPoint[LengthMap[exp, Sqrt[0.1], Sqrt[0.1]], 2]"))
        .isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("FixedPoint[LengthMap[relu, 2, 1]]"))
        .isInstanceOf(UndefinedValueException.class);
    // Every length is fixed there, and none attracts.
    assertThatThrownBy(() -> evaluate("DepthScale[LengthMap[relu, Sqrt[2], 0]]"))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageContaining("attracts");
    assertThatThrownBy(() -> evaluate("DepthScale[Chi[relu, s]]"))
        .isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("TangentKernelAt[relu, 1, 0][0, q, s]"))
        .isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("CovarianceAt[relu, 1, 0][2, q, q]"))
        .isInstanceOf(UndefinedValueException.class);
  }

  /** Values: mpmath, 25 digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "D[Dual[sin, sin][q, 2, r], r]; 0.2681472069738611399202383",
        "D[LengthMap[phi, 1, 0][q], q]; 0.121185169864323929426355",
        "D[q Erf[q], {q, 2}]; -0.2973257230590734288275439"
      })
  void should_bound_a_derivative(String formula, double expected) {
    Quantity value = evaluate(formula);

    double off = Math.abs(value.value() - expected);
    assertThat(off).isLessThanOrEqualTo(value.error());
    // A value that is wrong by a hundredth of a percent is told from the right one.
    assertThat(Math.abs(value.value() - 1.0001 * expected)).isGreaterThan(value.error());
  }

  @Test
  void should_not_forget_the_delta_of_a_jump() {
    assertThatThrownBy(() -> evaluate("E[step'[z], z]"))
        .isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("Chi[sign, s][q]"))
        .isInstanceOf(UndefinedValueException.class);
    assertThatThrownBy(() -> evaluate("D[Log[r - 1], r]"))
        .isInstanceOf(UndefinedValueException.class);
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
            Map.of("q", Quantity.of(1.5), "s", Quantity.of(0.75), "r", Quantity.of(1)),
            ActivationTable.of(Map.of("phi", "tanh")),
            null,
            new KernelWords())
        .evaluate(WolframReader.read(formula));
  }

  /** Loops in loops, a file of one line: the clock of the claim ends them, at whichever point. */
  @Test
  void should_end_loops_when_the_time_of_the_claim_is_used_up() {
    Effort effort = new Effort(Duration.ofMillis(200));
    Evaluator one = at("q", 1.5).within(effort);
    Evaluator other = at("q", 1.25).within(effort);
    String loops = "Sum[Sum[Sum[n m k q, {n, 1, 90000}], {m, 1, 90000}], {k, 1, 90000}]";

    // A control: there is time for a short loop, and as much again for another claim.
    assertThat(one.evaluate(WolframReader.read("Sum[n q, {n, 1, 3}]")).value()).isEqualTo(9);
    assertThatThrownBy(() -> one.evaluate(WolframReader.read(loops)))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageContaining("budget");
    assertThatThrownBy(() -> other.evaluate(WolframReader.read("Sum[n q, {n, 1, 3}]")))
        .isInstanceOf(UndefinedValueException.class);
    assertThat(at("q", 1.5).evaluate(WolframReader.read("q + 1")).value()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nest[LengthMap[tanh, 1, 0], q, 10^9]",
        "Trace[IdentityMatrix[10^9]]",
        "Sum[n, {n, 1, 10^9}]",
        "CorrelationAt[tanh, 1, 0][10^9, q, 1/2]"
      })
  void should_refuse_what_would_take_forever(String formula) {
    assertThatThrownBy(() -> at("q", 1.5).evaluate(WolframReader.read(formula)))
        .isInstanceOf(UndefinedValueException.class);
    // A control: the same with small numbers has a value.
    String small = formula.replace("10^9", "3");
    assertThat(at("q", 1.5).evaluate(WolframReader.read(small)).value()).isFinite();
  }

  private static Evaluator at(String name, double value) {
    return Evaluator.of(
        Map.of(name, Quantity.of(value)), ActivationTable.of(Map.of()), null, new KernelWords());
  }
}
