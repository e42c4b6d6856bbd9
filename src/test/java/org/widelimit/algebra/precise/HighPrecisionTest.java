package org.widelimit.algebra.precise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.RandomIdentities;
import org.widelimit.algebra.UndefinedValueException;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class HighPrecisionTest {

  private static final Map<String, BigDecimal> POINT = Map.of("x", new BigDecimal("0.7"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      // mpmath 60 digits, x = 0.7
      value = {
        "Erf[x]; 0.67780119383741847297562880924415139671628817433487",
        "Erfc[10 x]; 4.1838256077794143986140102238999322500296174138125e-23",
        "Erfc[50]; 2.0709207788416560484484478751657887929322509209954e-1088",
        "Erfi[x]; 0.94028293383350747659356281895343242802674406786666",
        "Erfi[50]; 6.1481820666053078736505733896674031485538725259534e+1083",
        "DawsonF[x]; 0.51050405755923177871845909237505579319935334295427",
        "DawsonF[60]; 0.008334491223329051140046307586381751473513329647445",
        "Sin[100 x]; 0.77389068155788909778733062514198975271092398843179",
        "Cos[x]; 0.76484218728448842625585999019186490926821055037370",
        "Tan[x]; 0.84228838046307944812813500221293771718722125080420",
        "ArcSin[x]; 0.77539749661075306374035335271498711355578873864116",
        "ArcCos[-x]; 2.3461938234056496829716750443547385556543734383287",
        "ArcTan[12 x]; 1.4523063676367588508748000606736255698030234089691",
        "Sinh[x]; 0.75858370183953350345987464759276815415493761421703",
        "Cosh[x]; 1.2551690056309430181646747409902971158626047799288",
        "Tanh[x]; 0.60436777711716349630868718310382647501556664741686",
        "Sech[x]; 0.79670545999287502521130204918219182884244727636267",
        "ArcTanh[x]; 0.86730052769405319442714469047530041547035622738150",
        "Log[x]; -0.35667494393873237891263871124118447796401675904691",
        "Exp[-10 x]; 0.00091188196555451620800313608440928262647372452743605",
        "x^(1/3); 0.88790400174260070842926895525287714068233602143858",
        "x^Pi; 0.32610776537785678736423051583670486221175652933497",
        "Gamma[x]; 1.2980553326475577856811711791528116177841411705539",
        "Pi - E; 0.42331082513074800310235591192684038643992230567515",
        "HermiteH[4, x]; -7.6784000000000000000000000000000000000000000000000",
        "Cos[x] - 1 + x^2/2; 0.0098421872844884262558599901918649092682105503737034",
        "Exp[10^-20] - 1; 1.0000000000000000000050000000000000000000166666667e-20",
        "Abs[x - 1]; 0.30000000000000000000000000000000000000000000000000",
        "Floor[-x]; -1.0000000000000000000000000000000000000000000000000",
        "Piecewise[{{2, x > 1}}, 3]; 3.0000000000000000000000000000000000000000000000000"
      })
  void should_agree_with_mpmath(String text, BigDecimal expected) {
    BigDecimal value = HighPrecision.evaluate(WolframReader.read(text), POINT, 50).orElseThrow();
    // The reference is rounded to 50 digits, the value too: one unit in the 49th is allowed.
    BigDecimal tolerance = expected.abs().movePointLeft(48);
    assertThat(value.subtract(expected, MathContext.UNLIMITED).abs()).isLessThan(tolerance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Log[-1]",
        "1/(x - 7/10)",
        "ArcSin[1 + x]",
        "Sqrt[-x]",
        "y + 1",
        "0^(-x)",
        "phi[x]",
        "Sign[Sin[Pi]]",
        "ArcTanh[2]"
      })
  void should_have_no_value_where_the_expression_is_undefined(String text) {
    assertThat(HighPrecision.evaluate(WolframReader.read(text), POINT, 50)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Sin[x]^2 + Cos[x]^2 - 1", "Exp[Log[x]] - x", "Sqrt[2] Sqrt[3] - Sqrt[6]"})
  void should_be_zero_where_all_digits_cancel(String text) {
    assertThat(HighPrecision.evaluate(WolframReader.read(text), POINT, 50))
        .contains(BigDecimal.ZERO);
  }

  /** Digits that two precisions lose alike: beside 10^141, a sum of 1 is absorbed at both. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sinh[326]/2 - (Cosh[163] Sinh[163] + 1) + 1",
        "(Exp[400] + Sqrt[2]) - Exp[200]^2 - Sqrt[2]",
        "Sqrt[10^300 + 1] - Sqrt[10^300 + 1] (1 + 10^(-160)) + 10^(-160) Sqrt[10^300 + 1]"
      })
  void should_not_take_absorbed_digits_for_a_value(String zero) {
    assertThat(HighPrecision.estimate(WolframReader.read(zero), Map.of(), 50).orElseThrow())
        .matches(estimate -> !estimate.isNonzero());
    // A control: with a term that is not taken back.
    assertThat(
            HighPrecision.estimate(WolframReader.read(zero + " + 1/7"), Map.of(), 50).orElseThrow())
        .matches(HighPrecision.Estimate::isNonzero);
  }

  /** Every value at 30 digits is within its bound of the value at 300. */
  @Property(tries = 300)
  void should_bound_its_error(@ForAll long seed) {
    Random random = new Random(seed);
    Expr expr = RandomIdentities.nonzero(random);
    Map<String, Expr.Num> point =
        Map.of("x", Interval.REALS.sample(random), "y", Interval.REALS.sample(random));
    try {
      PreciseNumber rough = new Evaluation(point, 30).of(expr);
      PreciseNumber fine = new Evaluation(point, 300).of(expr);
      double distance = PreciseNumber.size(rough.toApfloat(300).subtract(fine.toApfloat(300)));
      assertThat(distance - 1)
          .as(WolframWriter.write(expr))
          .isLessThanOrEqualTo(PreciseNumber.plus(rough.error(30), fine.error(300)));
    } catch (UndefinedValueException undefined) {
      // No value, no bound.
    }
  }
}
