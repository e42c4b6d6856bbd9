package org.widelimit.algebra.precise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.budget.BoundedTask;

/** Numbers of any size are computed with in no time, and never written out. */
class DecimalsProperties {

  private static final Duration BUDGET = Duration.ofSeconds(5);

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return Combinators.combine(
            Arbitraries.longs().between(-1_000_000, 1_000_000),
            Arbitraries.integers().between(-900_000_000, 900_000_000))
        .as((digits, exponent) -> new BigDecimal(BigInteger.valueOf(digits), exponent));
  }

  @Property(tries = 500)
  void should_subtract_numbers_of_any_size(
      @ForAll("numbers") BigDecimal left, @ForAll("numbers") BigDecimal right) {
    BigDecimal difference =
        BoundedTask.run(() -> Decimals.minus(left, right), "a difference", BUDGET);

    assertThat(difference.signum()).isEqualTo(left.compareTo(right));
    // The larger one decides its size.
    BigDecimal larger = left.abs().max(right.abs());
    assertThat(difference.abs().compareTo(larger.multiply(BigDecimal.valueOf(2)))).isNotPositive();
  }

  @Property(tries = 200)
  void should_subtract_exactly_where_digits_suffice(
      @ForAll long left, @ForAll long right, @ForAll @IntRange(min = -500, max = 500) int scale) {
    BigDecimal a = new BigDecimal(BigInteger.valueOf(left), scale);
    BigDecimal b = BigDecimal.valueOf(right);

    assertThat(Decimals.minus(a, b)).isEqualByComparingTo(a.subtract(b));
    assertThat(Decimals.sumOfBounds(a.abs(), b.abs())).isGreaterThanOrEqualTo(a.abs().add(b.abs()));
  }

  @Property(tries = 60)
  void should_evaluate_towers_of_exponentials_in_time(
      @ForAll("towers") String tower, @ForAll @IntRange(min = 1, max = 300) int x) {
    Expr expr = WolframReader.read(tower);

    Optional<HighPrecision.Estimate> value =
        BoundedTask.run(
            () -> HighPrecision.estimate(expr, Map.of("x", Expressions.num(x)), 50), tower, BUDGET);

    value.ifPresent(estimate -> assertThat(estimate.error()).isNotNegative());
  }

  @Provide
  Arbitrary<String> towers() {
    Arbitrary<String> inner =
        Arbitraries.of("Exp[x]", "x^7", "Exp[2 x]", "x^x", "Cosh[x]", "Exp[x^2]");
    return inner.flatMap(
        of ->
            Arbitraries.of(
                    "Exp[$]", "Exp[-$]", "1 + Exp[-$]", "Exp[$] - x", "Tanh[$] - 1", "Erfc[$]")
                .map(form -> form.replace("$", of)));
  }
}
