package org.widelimit.numeric.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.decide.ZeroDecider;
import org.widelimit.algebra.decide.ZeroDecision;
import org.widelimit.algebra.emit.JavaWriter;
import org.widelimit.algebra.emit.PythonWriter;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.precise.PreciseBivariateNormal;
import org.widelimit.algebra.syntax.tex.TexWriter;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class BivariateNormalTest {

  private static final Duration BUDGET = Duration.ofSeconds(20);

  private static final Assumptions CORRELATED =
      Assumptions.none().with("rho", Interval.open(Expressions.num(-1), Expressions.ONE));

  @ParameterizedTest
  @CsvFileSource(resources = "bivariate-normal.csv", delimiter = ';', numLinesToSkip = 5)
  void should_agree_with_mpmath_within_its_bound(
      double h, double k, double rho, @Nullable Double complement, BigDecimal value) {
    double cdf =
        complement == null
            ? BivariateNormal.cdf(h, k, rho)
            : BivariateNormal.cdf(h, k, rho < 0, complement);
    double error = BivariateNormal.error(cdf);

    assertThat(distance(cdf, value)).isLessThanOrEqualTo(error);
    assertThat(distance(cdf * (1 + 1e-12), value)).isGreaterThan(error);
    assertThat(error).isLessThanOrEqualTo(value.doubleValue() > 1e-4 ? 1e-14 : 1e-13);
  }

  private static double distance(double computed, BigDecimal value) {
    return new BigDecimal(computed).subtract(value).abs().doubleValue();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "bivariate-normal.csv", delimiter = ';', numLinesToSkip = 5)
  void should_have_many_digits(
      BigDecimal h,
      BigDecimal k,
      BigDecimal rho,
      @Nullable BigDecimal complement,
      BigDecimal value) {
    BigDecimal correlation =
        complement == null
            ? rho
            : BigDecimal.ONE
                .subtract(new BigDecimal(complement.doubleValue()))
                .multiply(BigDecimal.valueOf(rho.signum()));
    Expr expr = WolframReader.read("BivariateNormalCDF[h, k, rho]");
    BigDecimal precise =
        HighPrecision.evaluate(expr, Map.of("h", h, "k", k, "rho", correlation), 50).orElseThrow();

    // The reference has 42 digits.
    assertThat(precise.subtract(value).abs()).isLessThan(value.movePointLeft(41));
    assertThat(
            precise.subtract(value.multiply(new BigDecimal("1.0000000000000000000000000000001"))))
        .satisfies(wrong -> assertThat(wrong.abs()).isGreaterThan(value.movePointLeft(41)));
  }

  @Test
  void should_be_defined_at_the_ends() {
    double inf = Double.POSITIVE_INFINITY;
    double phi = SpecialFunctions.normalCdf(0.5);
    for (double rho : new double[] {-1, -0.3, 0, 0.9, 1}) {
      assertThat(BivariateNormal.cdf(inf, 0.5, rho)).isEqualTo(phi);
      assertThat(BivariateNormal.cdf(0.5, inf, rho)).isEqualTo(phi);
      assertThat(BivariateNormal.cdf(-inf, 0.5, rho)).isZero();
      assertThat(BivariateNormal.cdf(inf, -inf, rho)).isZero();
      assertThat(BivariateNormal.cdf(inf, inf, rho)).isEqualTo(1);
      assertThat(BivariateNormal.cdf(Double.NaN, 0.5, rho)).isNaN();
    }
    assertThat(BivariateNormal.cdf(0.5, 2, 1)).isEqualTo(phi);
    assertThat(BivariateNormal.cdf(0.5, -0.5, -1)).isZero();
    assertThat(BivariateNormal.cdf(0.5, 0.5, -1))
        .isCloseTo(0.38292492254802624, within(1e-15)); // mpmath 17 digits: erf(1/Sqrt[8])
    assertThat(BivariateNormal.cdf(0.5, 2, Math.nextUp(1.0))).isEqualTo(phi);
    assertThat(BivariateNormal.cdf(0.5, 2, 1.01)).isNaN();
    assertThat(BivariateNormal.cdf(0.5, 2, Double.NaN)).isNaN();
  }

  @Property(tries = 300)
  void should_be_symmetric_and_add_up(
      @ForAll @DoubleRange(min = -6, max = 6) double h,
      @ForAll @DoubleRange(min = -6, max = 6) double k,
      @ForAll @DoubleRange(min = -1, max = 1) double rho) {
    double both = BivariateNormal.cdf(h, k, rho);
    double other = BivariateNormal.cdf(-h, k, -rho);
    double sum = SpecialFunctions.normalCdf(k);
    double error = BivariateNormal.error(both) + BivariateNormal.error(other);

    assertThat(BivariateNormal.cdf(k, h, rho)).isCloseTo(both, within(2 * error));
    // Four units in the last place for the sum.
    assertThat(both + other).isCloseTo(sum, within(error + 4 * Math.ulp(sum)));
    assertThat(both + other).isNotCloseTo(sum * (1 + 1e-12), within(error + 4 * Math.ulp(sum)));
  }

  /** The 50-digit values are those of another method, Owen's: near duplicates and tails as well. */
  @Property(tries = 100)
  void should_agree_with_owens_method_everywhere(
      @ForAll @DoubleRange(min = -9, max = 4) double h,
      @ForAll @DoubleRange(min = -3, max = 3) double apart,
      @ForAll @DoubleRange(min = 0, max = 20) double digitsOfComplement,
      @ForAll boolean negative) {
    double k = negative ? -h + apart * apart * apart : h + apart * apart * apart;
    double complement = Math.pow(10, -digitsOfComplement);
    double cdf = BivariateNormal.cdf(h, k, negative, complement);
    BigDecimal rho = BigDecimal.ONE.subtract(new BigDecimal(complement));
    BigDecimal precise =
        PreciseBivariateNormal.cdf(
            new BigDecimal(h), new BigDecimal(k), negative ? rho.negate() : rho, 160);
    double error = BivariateNormal.error(cdf);

    if (cdf > 1e-120) {
      assertThat(distance(cdf, precise)).isLessThanOrEqualTo(error);
      assertThat(distance(cdf * (1 + 1e-11), precise)).isGreaterThan(error);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BivariateNormalCDF[h, k, rho] - BivariateNormalCDF[k, h, rho]",
        "BivariateNormalCDF[-h, k, -rho] + BivariateNormalCDF[h, k, rho] - (1 + Erf[k/Sqrt[2]])/2",
        "BivariateNormalCDF[-h, -k, rho] - BivariateNormalCDF[h, k, rho] - 1"
            + " + (1 + Erf[h/Sqrt[2]])/2 + (1 + Erf[k/Sqrt[2]])/2",
        "BivariateNormalCDF[0, 0, rho] - 1/4 - ArcSin[rho]/(2 Pi)",
        "BivariateNormalCDF[h, k, 0] - (1 + Erf[h/Sqrt[2]]) (1 + Erf[k/Sqrt[2]])/4",
        "BivariateNormalCDF[0, k, rho] + BivariateNormalCDF[k, 0, -rho] - (1 + Erf[k/Sqrt[2]])/2",
        "D[BivariateNormalCDF[h, k, rho], h] - Exp[-h^2/2]/Sqrt[2 Pi]"
            + " (1 + Erf[(k - rho h)/Sqrt[2 (1 - rho^2)]])/2",
        "D[BivariateNormalCDF[h, k, rho], rho] - Exp[-(h^2 - 2 rho h k + k^2)/(2 (1 - rho^2))]"
            + "/(2 Pi Sqrt[1 - rho^2])",
        // The derivatives by h and by rho commute.
        "D[Exp[-h^2/2]/Sqrt[2 Pi] (1 + Erf[(k - rho h)/Sqrt[2 (1 - rho^2)]])/2, rho]"
            + " - D[Exp[-(h^2 - 2 rho h k + k^2)/(2 (1 - rho^2))]/(2 Pi Sqrt[1 - rho^2]), h]"
      })
  void should_be_decided_as_a_transcendental(String identity) {
    Expr expr = WolframReader.read(identity);

    assertThat(ZeroDecider.decide(expr, CORRELATED, BUDGET)).isInstanceOf(ZeroDecision.Zero.class);
    for (String mutant :
        List.of(
            identity.replaceFirst("rho", "(rho/2)"),
            identity.replaceFirst("h,", "2 h,"),
            identity + " + 1/100",
            "1.01 " + identity)) {
      if (!mutant.equals(identity) && !isEquivalent(identity, mutant)) {
        ZeroDecision decision = ZeroDecider.decide(WolframReader.read(mutant), CORRELATED, BUDGET);
        // A derivative that is left to be taken has no value at a point, and so no witness.
        assertThat(decision).as(mutant).isNotInstanceOf(ZeroDecision.Zero.class);
        if (!identity.contains("D[")) {
          assertThat(decision).as(mutant).isInstanceOf(ZeroDecision.Nonzero.class);
        }
      }
    }
  }

  /** Variables that are independent have the correlation 0, halved or not. */
  private static boolean isEquivalent(String identity, String mutant) {
    return mutant.contains("rho/2") && identity.contains("k, 0]");
  }

  @Test
  void should_not_prove_what_is_only_close() {
    // Phi(h) to 60 digits, but for h = 40.
    Expr close = WolframReader.read("BivariateNormalCDF[h, 40, 1/2] - (1 + Erf[h/Sqrt[2]])/2");

    assertThat(ZeroDecider.decide(close, Assumptions.none(), BUDGET))
        .isNotInstanceOf(ZeroDecision.Zero.class);
  }

  @Test
  void should_be_written_in_every_language() {
    Expr expr = WolframReader.read("2 BivariateNormalCDF[h, k, rho]");
    List<String> names = List.of("h", "k", "rho");

    assertThat(WolframWriter.write(expr)).isEqualTo("2 BivariateNormalCDF[h, k, rho]");
    assertThat(TexWriter.write(expr)).isEqualTo("2 \\Phi_2\\left(h, k; \\rho\\right)");
    assertThat(JavaWriter.write(expr, names))
        .isEqualTo(
            "2.0 * org.widelimit.numeric.special.SpecialFunctions.bivariateNormalCdf(h, k, rho)");
    assertThat(PythonWriter.module(PythonWriter.function("f", expr, names)))
        .contains("def bivariate_normal_cdf(h, k, rho, sine=None, exponent=0.0):")
        .contains("return 2 * bivariate_normal_cdf(h, k, rho)");
    assertThat(ExpressionCompiler.compile(expr, names).evaluate(new double[] {-1, -2, 0.75}))
        // mpmath 42 digits
        .isCloseTo(2 * 0.01969626510877306, within(1e-15));
  }

  @Test
  void should_keep_a_product_with_an_exponential_that_overflows() {
    double[][] cases = {
      // exponent, h, k, correlation, value by mpmath with 40 digits
      {800, -40, -3, 0.5, 0.00996733518830131},
      {1000, -3, -40, -0.5, 5.387320487693577e-71},
      {800, 41, -40, -0.875, 0.00996733518830131},
      {1280, -40, -40, 0.25, 1.602303471947825e-4}
    };
    for (double[] row : cases) {
      // An exponential loses as many digits as its exponent has before the point.
      double size = row[0] + row[1] * row[1] + row[2] * row[2];
      double allowed = 2 * size * 0x1p-53 * row[4];
      double complement = 1 - Math.abs(row[3]);
      double value = BivariateNormal.scaled(row[0], row[1], row[2], row[3] < 0, complement);
      assertThat(value).isCloseTo(row[4], within(allowed));
      assertThat(value * (1 + 1e-9)).isNotCloseTo(row[4], within(allowed));
      assertThat(
              KernelFunctions.scaledBivariateNormal(
                  row[0], row[1], row[2], 3 * row[3], 3 * Math.sqrt(1 - row[3] * row[3])))
          .isCloseTo(row[4], within(2 * allowed));
    }
  }

  @Test
  void should_have_no_value_beyond_a_correlation_of_one() {
    Expr expr = WolframReader.read("BivariateNormalCDF[1, 2, 5/4]");

    assertThat(HighPrecision.evaluate(expr, Map.of(), 30)).isEmpty();
    assertThat(
            HighPrecision.evaluate(WolframReader.read("BivariateNormalCDF[1, 2, 1]"), Map.of(), 30)
                .orElseThrow()
                .round(new MathContext(20)))
        .isEqualByComparingTo("0.84134474606854294859"); // mpmath 20 digits
  }
}
