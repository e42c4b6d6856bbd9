package org.widelimit.algebra.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.algebra.compile.ExpressionCompiler;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Families of functions, by their recurrences and by printed members. */
class FamiliesTest {

  /** The polynomials of Abramowitz and Stegun, tables 22.3 to 22.12. */
  @ParameterizedTest
  @CsvSource({
    "'LegendreP[4, x]', (35 x^4 - 30 x^2 + 3)/8",
    "'LegendreP[5, x]', (63 x^5 - 70 x^3 + 15 x)/8",
    "'ChebyshevT[5, x]', 16 x^5 - 20 x^3 + 5 x",
    "'ChebyshevU[4, x]', 16 x^4 - 12 x^2 + 1",
    "'LaguerreL[3, x]', (6 - 18 x + 9 x^2 - x^3)/6",
    "'GegenbauerC[2, a, x]', 2 a (1 + a) x^2 - a"
  })
  void should_be_the_printed_member(String member, String printed) {
    double written = at(member, 0.3, 1.7);
    assertThat(written).isCloseTo(at(printed, 0.3, 1.7), within(1e-14));
    assertThat(at(printed + " + 10^-6", 0.3, 1.7)).isNotCloseTo(written, within(1e-9));
  }

  @Property(tries = 60)
  void should_follow_their_recurrences(
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll @DoubleRange(min = -1, max = 1) double x) {
    String next = String.valueOf(n + 1);
    String last = String.valueOf(n - 1);
    recurs(
        "(n + 1) LegendreP[%2$s, x]",
        "(2 n + 1) x LegendreP[n, x] - n LegendreP[%3$s, x]", n, next, last, x);
    recurs("ChebyshevT[%2$s, x]", "2 x ChebyshevT[n, x] - ChebyshevT[%3$s, x]", n, next, last, x);
    recurs("ChebyshevU[%2$s, x]", "2 x ChebyshevU[n, x] - ChebyshevU[%3$s, x]", n, next, last, x);
    recurs(
        "(n + 1) LaguerreL[%2$s, x]",
        "(2 n + 1 - x) LaguerreL[n, x] - n LaguerreL[%3$s, x]", n, next, last, x);
    recurs(
        "(n + 1) GegenbauerC[%2$s, a, x]",
        "2 (n + a) x GegenbauerC[n, a, x] - (n + 2 a - 1) GegenbauerC[%3$s, a, x]",
        n,
        next,
        last,
        x);
  }

  private static void recurs(String left, String right, int n, String next, String last, double x) {
    String one = left.formatted(n, next, last).replaceAll("\\bn\\b", String.valueOf(n));
    String other = right.formatted(n, next, last).replaceAll("\\bn\\b", String.valueOf(n));
    double value = at(one, x, 1.5);
    assertThat(at(other, x, 1.5)).as(one).isCloseTo(value, within(1e-7 * (1 + Math.abs(value))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LegendreP[-1, x]",
        "LegendreP[1/2, x]",
        "LegendreP[k, x]",
        "LegendreP[41, x]",
        "BesselI[x, 1]",
        "GegenbauerC[2, x]"
      })
  void should_refuse_what_is_no_member(String formula) {
    assertThatThrownBy(() -> Families.written(WolframReader.read(formula)))
        .isInstanceOf(Families.OutsideException.class);
  }

  private static double at(String formula, double x, double a) {
    return ExpressionCompiler.compile(
            Families.written(WolframReader.read(formula)), List.of("x", "a"))
        .evaluate(x, a);
  }
}
