package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expressions;
import org.widelimit.gaussian.closed.WeakDerivatives.Kink;

class WeakDerivativesTest {

  private static Optional<WeakDerivatives> of(String formula) {
    return WeakDerivatives.of(Activation.parse(formula));
  }

  @Property(tries = 100)
  void should_find_every_kink(
      @ForAll @IntRange(min = -5, max = 5) int first,
      @ForAll @IntRange(min = 1, max = 5) int distance,
      @ForAll @IntRange(min = 1, max = 4) int slope,
      @ForAll @IntRange(min = -4, max = -1) int other) {
    int second = first + distance;
    String formula =
        "Sin[x] + %d Max[0, x - %d] + %d Abs[2 x - 2 (%d)]".formatted(slope, first, other, second);
    assertThat(of(formula).orElseThrow().kinks())
        .isEqualTo(
            List.of(
                new Kink(Expressions.num(first), Expressions.num(slope)),
                new Kink(Expressions.num(second), Expressions.num(4L * other))));
  }

  /** The jump of a third power's second derivative, and of what two kinks make, is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Erf[x]",
        "x^2 HeavisideTheta[x]",
        "Abs[x]^3",
        "Max[0, x] - Abs[x]/2",
        "elu",
        "Log[1 + x^2]"
      })
  void should_find_no_kink(String formula) {
    assertThat(of(formula).orElseThrow().kinks()).isEmpty();
  }

  /** Jumps, poles, infinitely many kinks, roots of 0, growth like a Gaussian's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sign[x]",
        "x HeavisideTheta[x - 1]",
        "Floor[x]",
        "Abs[Sin[x]]",
        "Sqrt[Abs[x]]",
        "Abs[x]^(3/2)",
        "Tan[x]",
        "1/(1 - x^2)",
        "Exp[x^2/4]",
        "Sin[Exp[x^2]]",
        "Log[Abs[x]]"
      })
  void should_reject_what_has_no_weak_derivatives_or_grows(String formula) {
    assertThat(of(formula)).isEmpty();
  }

  @Property(tries = 50)
  void should_reject_a_jump_of_any_height(
      @ForAll @IntRange(min = -5, max = 5) int place,
      @ForAll @IntRange(min = 1, max = 100) int height) {
    Expr line = Expressions.sym("x");
    Expr jump =
        Expressions.times(
            Expressions.num(height, 100),
            Expressions.call("HeavisideTheta", Expressions.minus(line, Expressions.num(place))));
    assertThat(WeakDerivatives.of(Activation.of(Expressions.plus(line, jump)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "3 x + 1", "relu", "Max[x, -x]"})
  void should_see_that_pieces_are_straight(String formula) {
    assertThat(of(formula).orElseThrow().hasCurvature()).isFalse();
    assertThat(of(formula).orElseThrow().hasSlope()).isTrue();
  }
}
