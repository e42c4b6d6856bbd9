package org.widelimit.verification.derive.inequality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.precise.AdmissiblePoints;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.budget.BoundedTask;
import org.widelimit.budget.BudgetExceededException;
import org.widelimit.verification.RandomFormulas;

/** No point speaks against a sign that is proved. */
class SignCasesProperties {

  /** Of 150 formulas like these none had a sign that took longer than a tenth of this. */
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private static final int POINTS = 30;
  private static final int DIGITS = 40;

  private static final Assumptions ASSUMPTIONS =
      new Assumptions(
          Map.of(
              "p",
              Interval.POSITIVE,
              "q",
              Interval.NONNEGATIVE,
              "c",
              Interval.closed(Expressions.num(-1), Expressions.ONE),
              "n",
              Interval.integers(1, 6)),
          List.of(WolframReader.read("r^2 <= p q"), WolframReader.read("x < y")));

  private static final List<String> SYMBOLS = List.of("p", "n", "q", "r", "c", "x", "y");

  /** Continuous where c is 1 or -1, but without a derivative there. */
  private static final Expr INVERSE_SINE = WolframReader.read("ArcSin[c]");

  private static final Expr INVERSE_COSINE = WolframReader.read("ArcCos[c]");
  private static final Expr HALF_CIRCLE = WolframReader.read("Sqrt[1 - c^2]");

  @Property(tries = 120, shrinking = ShrinkingMode.OFF)
  void should_hold_at_every_point(@ForAll long seed) {
    // GIVEN a formula, often a difference of formulas that are alike
    Random random = new Random(seed);
    Expr formula = RandomFormulas.any(random, SYMBOLS, 3);
    if (random.nextBoolean()) {
      formula = Expressions.minus(RandomFormulas.any(random, SYMBOLS, 2), formula);
    }
    if (random.nextInt(3) == 0) {
      formula =
          formula
              .substitute("x", random.nextBoolean() ? INVERSE_SINE : INVERSE_COSINE)
              .substitute("y", HALF_CIRCLE);
    }

    // WHEN a sign is proved
    Sign sign = sign(formula);
    Statistics.label("sign").collect(sign);

    // THEN it is that of the value, to 40 digits, wherever there is one
    Optional<BigDecimal> seen = Optional.empty();
    for (int i = 0; i < POINTS && sign != Sign.UNKNOWN; i++) {
      Map<String, Num> point = AdmissiblePoints.sample(ASSUMPTIONS, SYMBOLS, random).orElseThrow();
      // Too small a value, as of 1 - Tanh[200], speaks neither for a sign nor against it.
      Optional<BigDecimal> value =
          HighPrecision.estimate(formula, point, DIGITS)
              .filter(estimate -> estimate.isNonzero() || estimate.error().signum() == 0)
              .map(HighPrecision.Estimate::value);
      if (value.isPresent()) {
        assertThat(allows(sign, value.get().signum()))
            .as("%s is %s at %s: %s", formula, sign, point, value.get())
            .isTrue();
        seen = value;
      }
    }

    // AND it is not that of the formula less twice a value, which is the negative of that there
    if (seen.isPresent() && seen.get().signum() != 0) {
      Expr twice = Expressions.decimal(seen.get().multiply(BigDecimal.valueOf(2)));
      assertThat(sign(Expressions.minus(formula, twice)))
          .as("%s less %s", formula, twice)
          .isNotIn(sign, weak(sign));
    }
  }

  /**
   * The derivatives of this one reach the sparse algorithms of Rings, which assert their orders.
   */
  @Example
  void should_not_trip_over_the_order_of_monomials() {
    Expr formula =
        WolframReader.read("Erf[x] + Max[-3/2, r] - Sqrt[1 + (c + y)^2/(2 + (c + y)^2)^2]");
    // At x = -1, r = -2 it is negative, at x = 1, r = 2 positive.
    assertThat(SignCases.of(formula, ASSUMPTIONS)).isEqualTo(Sign.UNKNOWN);
  }

  /** As in a derivation, which has a budget: factors of a polynomial may take minutes. */
  private static Sign sign(Expr formula) {
    try {
      return BoundedTask.run(() -> SignCases.of(formula, ASSUMPTIONS), "the sign", BUDGET);
    } catch (BudgetExceededException late) {
      return Sign.UNKNOWN;
    }
  }

  private static Sign weak(Sign sign) {
    return sign.isNonnegative() ? Sign.NONNEGATIVE : Sign.NONPOSITIVE;
  }

  private static boolean allows(Sign sign, int signum) {
    return switch (sign) {
      case POSITIVE -> signum > 0;
      case NONNEGATIVE -> signum >= 0;
      case NEGATIVE -> signum < 0;
      case NONPOSITIVE -> signum <= 0;
      case UNKNOWN -> true;
    };
  }
}
