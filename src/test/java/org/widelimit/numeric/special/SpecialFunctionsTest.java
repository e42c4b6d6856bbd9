package org.widelimit.numeric.special;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SpecialFunctionsTest {

  /** Four units in the last place, the bound that the class documents. */
  private static final double BOUND = 4 * 0x1p-52;

  /** What the library below guarantees for the gamma function. */
  private static final double GAMMA_BOUND = 2e-14;

  private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
      Map.ofEntries(
          Map.entry("erf", SpecialFunctions::erf),
          Map.entry("erfc", SpecialFunctions::erfc),
          Map.entry("erfi", SpecialFunctions::erfi),
          Map.entry("dawson", SpecialFunctions::dawsonF),
          Map.entry("normalPdf", SpecialFunctions::normalPdf),
          Map.entry("normalCdf", SpecialFunctions::normalCdf),
          Map.entry("logNormalCdf", SpecialFunctions::logNormalCdf),
          Map.entry("expm1", SpecialFunctions::expm1),
          Map.entry("log1p", SpecialFunctions::log1p),
          Map.entry("softplus", SpecialFunctions::softplus),
          Map.entry("logisticSigmoid", SpecialFunctions::logisticSigmoid),
          Map.entry("tanh", SpecialFunctions::tanh),
          Map.entry("sinh", SpecialFunctions::sinh),
          Map.entry("cosh", SpecialFunctions::cosh),
          Map.entry("sech", SpecialFunctions::sech),
          Map.entry("logCosh", SpecialFunctions::logCosh),
          Map.entry("arcTanh", SpecialFunctions::arcTanh),
          Map.entry("arcSinh", SpecialFunctions::arcSinh),
          Map.entry("arcCosh", SpecialFunctions::arcCosh),
          Map.entry("gamma", SpecialFunctions::gamma));

  @ParameterizedTest
  @CsvFileSource(resources = "special-functions.csv")
  void should_agree_with_mpmath_to_the_last_digits(String name, double x, BigDecimal value) {
    double bound = name.equals("gamma") ? GAMMA_BOUND : BOUND;
    assertThat(relativeError(FUNCTIONS.get(name).applyAsDouble(x), value))
        .as("%s(%s)", name, x)
        .isLessThanOrEqualTo(bound);
  }

  @Test
  void should_notice_an_error_of_ten_units_in_the_last_place() {
    BigDecimal value = new BigDecimal("0.8427007929497148693412207"); // erf(1), mpmath 60 digits
    assertThat(relativeError(SpecialFunctions.erf(1) * (1 + 10 * 0x1p-52), value))
        .isGreaterThan(BOUND);
  }

  @Test
  void should_be_defined_at_the_ends() {
    double inf = Double.POSITIVE_INFINITY;
    assertThat(SpecialFunctions.erf(inf)).isEqualTo(1);
    assertThat(SpecialFunctions.erf(-inf)).isEqualTo(-1);
    assertThat(SpecialFunctions.erfc(inf)).isZero();
    assertThat(SpecialFunctions.erfc(-inf)).isEqualTo(2);
    assertThat(SpecialFunctions.normalCdf(-inf)).isZero();
    assertThat(SpecialFunctions.normalCdf(inf)).isEqualTo(1);
    assertThat(SpecialFunctions.normalPdf(inf)).isZero();
    assertThat(SpecialFunctions.softplus(inf)).isEqualTo(inf);
    assertThat(SpecialFunctions.softplus(-inf)).isZero();
    assertThat(SpecialFunctions.logisticSigmoid(-inf)).isZero();
    assertThat(SpecialFunctions.tanh(inf)).isEqualTo(1);
    assertThat(SpecialFunctions.sech(inf)).isZero();
    assertThat(SpecialFunctions.expm1(-inf)).isEqualTo(-1);
    assertThat(SpecialFunctions.expm1(inf)).isEqualTo(inf);
    assertThat(SpecialFunctions.log1p(-1)).isEqualTo(-inf);
    assertThat(SpecialFunctions.log1p(-2)).isNaN();
    assertThat(SpecialFunctions.arcTanh(1)).isEqualTo(inf);
    assertThat(SpecialFunctions.arcTanh(1.5)).isNaN();
    assertThat(SpecialFunctions.gamma(-1)).isNaN();
    FUNCTIONS.forEach(
        (name, function) -> assertThat(function.applyAsDouble(Double.NaN)).as(name).isNaN());
  }

  @Test
  void should_know_step_hermite_and_binomial_values() {
    assertThat(SpecialFunctions.heavisideTheta(0)).isEqualTo(0.5);
    assertThat(SpecialFunctions.heavisideTheta(-1e-300)).isZero();
    assertThat(SpecialFunctions.hermiteHe(4, 2)).isEqualTo(16 - 24 + 3); // x^4 - 6 x^2 + 3
    assertThat(SpecialFunctions.hermiteH(3, 2)).isEqualTo(64 - 24); // 8 x^3 - 12 x
    assertThat(SpecialFunctions.binomial(10, 3)).isEqualTo(120);
    assertThat(SpecialFunctions.binomial(3, 10)).isZero();
    assertThat(SpecialFunctions.factorial(5)).isEqualTo(120);
  }

  private static double relativeError(double actual, BigDecimal expected) {
    return new BigDecimal(actual)
        .subtract(expected)
        .divide(expected, MathContext.DECIMAL64)
        .abs()
        .doubleValue();
  }
}
