package org.widelimit.algebra.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.RandomExpressions;
import org.widelimit.algebra.RunningError;
import org.widelimit.algebra.syntax.wolfram.WolframWriter;

class ExpressionCompilerProperties {

  private static final List<String> FUNCTIONS =
      List.of("Sin", "Cos", "Tanh", "ArcTan", "Erf", "Abs", "Exp", "Log", "Sqrt", "Cosh", "Sinh");

  private static int compared;

  /**
   * The compiled value lies within the bound of the plain evaluation, widened by the compiled
   * code's own rounding, which is at most as much again.
   */
  @Property(tries = 1500)
  void should_agree_with_a_plain_interpreter_within_its_error_bound(@ForAll Random random) {
    Expr expr = expression(random, 4);
    double x = random.nextGaussian() * 2;
    RunningError plain = RunningError.of(expr, x);
    if (!Double.isFinite(plain.value()) || !(plain.error() < 1e-3 * Math.abs(plain.value()))) {
      return;
    }
    double compiled = ExpressionCompiler.compileUnary(expr, "x").applyAsDouble(x);
    assertThat(Math.abs(compiled - plain.value()))
        .as("%s at %s: %s, bound %s", WolframWriter.write(expr), x, compiled, plain)
        .isLessThanOrEqualTo(2 * plain.error());
    compared++;
  }

  /** The complements that the stable forms look for, with random factors around them. */
  @Property(tries = 500)
  void should_agree_on_sums_that_cancel(@ForAll Random random) {
    Expr a = expression(random, 1);
    Expr k = expression(random, 1);
    Expr f =
        switch (random.nextInt(5)) {
          case 0 -> Expressions.exp(a);
          case 1 -> Expressions.square(Expressions.call("Tanh", a));
          case 2 ->
              Expressions.power(
                  Expressions.plus(Expressions.ONE, Expressions.exp(a)),
                  Expressions.num(-1 - random.nextInt(2)));
          default -> Expressions.call(FUNCTIONS.get(random.nextInt(5)), a);
        };
    Expr term = Expressions.times(k, f);
    Expr sum = random.nextBoolean() ? Expressions.plus(k, term) : Expressions.minus(k, term);
    if (random.nextBoolean()) {
      sum =
          Expressions.times(
              sum, Expressions.exp(Expressions.times(Expressions.num(random.nextInt(3)), a)));
    }
    double x = random.nextGaussian() * 2;
    RunningError plain = RunningError.of(sum, x);
    if (!Double.isFinite(plain.value()) || !Double.isFinite(plain.error())) {
      return;
    }
    double compiled = ExpressionCompiler.compileUnary(sum, "x").applyAsDouble(x);
    assertThat(Math.abs(compiled - plain.value()))
        .as("%s at %s: %s, bound %s", WolframWriter.write(sum), x, compiled, plain)
        .isLessThanOrEqualTo(2 * plain.error());
    compared++;
  }

  @Property(tries = 300)
  void should_notice_a_changed_constant(@ForAll Random random) {
    Expr expr = expression(random, 3);
    Expr changed = Expressions.times(Expressions.num(1_000_001, 1_000_000), expr);
    double x = random.nextGaussian() * 2;
    RunningError plain = RunningError.of(expr, x);
    if (!Double.isFinite(plain.value()) || !(plain.error() < 1e-9 * Math.abs(plain.value()))) {
      return;
    }
    double compiled = ExpressionCompiler.compileUnary(changed, "x").applyAsDouble(x);
    assertThat(Math.abs(compiled - plain.value())).isGreaterThan(2 * plain.error());
  }

  @AfterContainer
  static void should_have_compared_most_points() {
    assertThat(compared).isGreaterThan(700);
  }

  private static Expr expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return RandomExpressions.leaf(random, List.of("x", "x", "Pi"));
    }
    Expr left = expression(random, depth - 1);
    return switch (random.nextInt(7)) {
      case 0, 1 -> Expressions.plus(left, expression(random, depth - 1));
      case 2, 3 -> Expressions.times(left, expression(random, depth - 1));
      case 4 ->
          Expressions.power(left, Expressions.num(random.nextInt(7) - 3, 1 + random.nextInt(2)));
      case 5 -> Expressions.call("Max", left, expression(random, depth - 1));
      default -> Expressions.call(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())), left);
    };
  }
}
