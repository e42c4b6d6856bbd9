package org.widelimit.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.interval.RealInterval;

/** Averages of two variables at points, among numbers and symbols that average nothing. */
class PointValuesTest {

  /** The averages of two independent absolute values and steps: 2/Pi and 1/4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "1 + E[Abs[u] Abs[v], {u, v}, {{1, r}, {r, 1}}] @ 1.6366197723675814",
        "a + 2 E[Abs[u] Abs[v], {u, v}, {{1, r}, {r, 1}}] Exp[a] @ 4.46102391772906",
        "Sin[a] + E[HeavisideTheta[u] HeavisideTheta[v], {u, v}, {{1, r}, {r, 1}}] @ 1.0914709848",
        "3 (a + E[Tanh[u] Sin[v], {u, v}, {{1, r}, {r, 1}}]) @ 3"
      })
  void should_hold_the_value_of_a_sum(String formula, double value) {
    RealInterval range =
        PointValues.over(
                WolframReader.read(formula),
                List.of("a", "r"),
                new RealInterval[] {RealInterval.of(1), RealInterval.of(0)},
                Duration.ofSeconds(5))
            .range();
    assertThat(range.lo()).isLessThanOrEqualTo(value + 1e-9);
    assertThat(range.hi()).isGreaterThanOrEqualTo(value - 1e-9);
    assertThat(range.width()).isLessThan(0.1);
  }
}
