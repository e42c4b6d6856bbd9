package org.widelimit.network.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.ProofStep;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.symja.Believed;
import org.widelimit.algebra.symja.Doubles;
import org.widelimit.algebra.symja.Kernels;
import org.widelimit.algebra.symja.Proposer;
import org.widelimit.algebra.symja.SymjaKernel;

class CornerSeriesTest {

  private static final Duration BUDGET = Duration.ofSeconds(30);
  private static final Num NEAR = Expressions.num(1, 1_000_000);
  private static final Map<String, Num> POINT =
      Map.of(
          "q", Expressions.num(7, 5),
          "sigmaW", Expressions.num(4, 3),
          "sigmaB", Expressions.num(1, 3),
          "s", NEAR);

  private static Expr map(String phi) {
    return SymbolicNetwork.of(Activation.parse(phi), SymbolicNetwork.Layers.DENSE).correlationMap();
  }

  /** Returns by how much a polynomial in s is off at 1e-6, in units of the first power left out. */
  private static double off(Expr map, Expr polynomial, int order, int side) {
    Expr square = Expressions.square(Expressions.sym("s"));
    Expr c =
        Expressions.times(
            Expressions.num(side),
            Expressions.minus(Expressions.ONE, Expressions.times(Expressions.TWO, square)));
    Expr difference = Expressions.minus(map.substitute("c", c), polynomial);
    BigDecimal value = HighPrecision.estimate(difference, POINT, 50).orElseThrow().value();
    return value.movePointRight(6 * (order + 1)).doubleValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "leakyRelu[1/3]", "abs", "erf", "gelu", "sin", "x Erf[x]"})
  void should_leave_out_higher_powers_only(String phi) {
    Expr map = map(phi);
    for (int order = 2; order <= 4; order++) {
      Expr atOne = CornerSeries.atCorrelationOne(map, order).orElseThrow().value();
      Expr atMinusOne = CornerSeries.atCorrelationMinusOne(map, order).orElseThrow().value();
      assertThat(off(map, atOne, order, 1)).isBetween(-100.0, 100.0);
      assertThat(off(map, atMinusOne, order, -1)).isBetween(-100.0, 100.0);
    }
  }

  /** Of a sum with constants Symja's expansion is wrong; those of its terms are right. */
  @Property(tries = 5)
  void should_take_the_expansions_of_the_terms(
      @ForAll @IntRange(min = -5, max = 5) int below,
      @ForAll @IntRange(min = 6, max = 9) int above) {
    Expr map = map("abRelu[%d, %d]".formatted(below, above));
    Believed series = asking(Kernels.symja(), map).orElseThrow();
    assertThat(series.author()).isEqualTo("Symja");
    assertThat(off(map, series.value(), 3, 1)).isBetween(-10000.0, 10000.0);
  }

  @Test
  void should_believe_no_wrong_expansion() {
    Expr map = map("relu");
    for (Doubles wrong : new Doubles[] {Doubles.ONE_MORE, Doubles.OPPOSITE, Doubles.ZERO}) {
      Believed series = asking(new SymjaKernel(wrong, BUDGET), map).orElseThrow();
      assertThat(series.author()).isEqualTo(ProofStep.OWN);
      assertThat(off(map, series.value(), 3, 1)).isBetween(-100.0, 100.0);
    }
  }

  private static Optional<Believed> asking(SymjaKernel kernel, Expr map) {
    return Proposer.of(kernel, BUDGET).during(() -> CornerSeries.atCorrelationOne(map, 3));
  }
}
