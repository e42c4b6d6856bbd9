package org.widelimit.verification.derive.inequality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.Interval;
import org.widelimit.algebra.compile.CompiledFunction;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.decide.Sign;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.verification.RandomFormulas;

/** Averages have the signs that are proved of them. */
class SignOfAverageProperties {

  private static final List<String> SYMBOLS = List.of("p", "n", "s", "z", "z", "z");

  private static final Assumptions ASSUMPTIONS =
      new Assumptions(
          Map.of(
              "p", Interval.open(Expressions.ZERO, Expressions.num(3)),
              "n", Interval.integers(1, 4),
              "s", Interval.closed(Expressions.num(-2), Expressions.num(2))),
          List.of());

  private static final int POINTS = 5;

  /** Sums over this grid have what is proved of averages: all weights are positive. */
  private static final double STEP = 0.05;

  private static final double FARTHEST = 8;

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void should_be_that_of_a_sum(@ForAll long seed) {
    Random random = new Random(seed);
    Expr first = RandomFormulas.any(random, SYMBOLS, 2);
    Expr integrand =
        random.nextBoolean()
            ? Expressions.square(first)
            : Expressions.minus(first, RandomFormulas.any(random, SYMBOLS, 2));
    SignOfAverage found = of(integrand);
    Statistics.label("sign").collect(found.everywhere() + " " + found.average());

    for (int i = 0; i < POINTS && found.average() != Sign.UNKNOWN; i++) {
      double[] point = {
        3 * (1 - random.nextDouble()), 1 + random.nextInt(4), 4 * random.nextDouble() - 2
      };
      Sum sum = Sum.of(integrand, point);
      // THEN the sum is of that sign, strictly where that is claimed
      double value = found.average().isNonnegative() ? sum.value : -sum.value;
      assertThat(value)
          .as("%s at %s: %s", integrand, java.util.Arrays.toString(point), found)
          .isGreaterThanOrEqualTo(-1e-12 * sum.size);
      if (found.average().isStrict() && value <= 0) {
        // Doubles may have lost what is there, as of 1 - Erf[9], and so may 120 digits.
        assertThat(isExactlyZero(integrand, point)).as("%s", integrand).isFalse();
      }

      // AND less twice its value the average has the other sign, so that this one is not proved
      if (Math.abs(sum.value) > 1e-9 * sum.size) {
        Expr less = Expressions.decimal(new BigDecimal(2 * sum.value));
        Sign wrong = of(Expressions.minus(integrand, less)).average();
        assertThat(sum.value > 0 ? wrong.isNonnegative() : wrong.isNonpositive())
            .as("%s less %s is %s", integrand, less, wrong)
            .isFalse();
      }
    }
  }

  private static boolean isExactlyZero(Expr integrand, double[] point) {
    Map<String, Num> at = new HashMap<>();
    for (int i = 0; i < point.length; i++) {
      at.put(SYMBOLS.get(i), Expressions.decimal(new BigDecimal(point[i])));
    }
    return IntStream.rangeClosed(-8, 8)
        .allMatch(
            z -> {
              at.put("z", Expressions.num(2 * z + 1, 5));
              return HighPrecision.estimate(integrand, at, 30)
                  .filter(value -> value.isNonzero() || value.error().signum() > 0)
                  .isEmpty();
            });
  }

  private static SignOfAverage of(Expr integrand) {
    return SignOfAverage.of(
        integrand, Expressions.call("E", integrand, Expressions.sym("z")), ASSUMPTIONS);
  }

  /** A weighted mean of the values on a grid, and that of their sizes. */
  private record Sum(double value, double size) {
    static Sum of(Expr integrand, double[] point) {
      CompiledFunction compiled =
          ExpressionCompiler.compile(integrand, List.of("p", "n", "s", "z"));
      double value = 0;
      double size = 0;
      double weights = 0;
      for (double z = -FARTHEST; z <= FARTHEST; z += STEP) {
        double weight = Math.exp(-z * z / 2);
        double at = compiled.evaluate(point[0], point[1], point[2], z);
        weights += weight;
        value += weight * at;
        size += weight * Math.abs(at);
      }
      return new Sum(value / weights, size / weights);
    }
  }
}
