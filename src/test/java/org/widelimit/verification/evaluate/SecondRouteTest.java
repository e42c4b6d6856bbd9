package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.widelimit.algebra.Expr;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.verdict.Evidence.TwoRoutes;

/** Averages that two routes compute. */
class SecondRouteTest {

  private static final Expr AVERAGE = WolframReader.read("E[phi[Sqrt[q] z]^2, z]");

  private static Evaluator at(double q) {
    return Evaluator.of(
        Map.of("q", Quantity.of(q)),
        ActivationTable.of(Map.of("phi", "tanh")),
        null,
        new KernelWords());
  }

  @Property(tries = 30)
  void should_count_what_the_gauss_rules_find_as_well(
      @ForAll @DoubleRange(min = 0.01, max = 9) double q) {
    // GIVEN an average and a map of the same activation
    Evaluator at = at(q);
    Quantity average = at.evaluate(AVERAGE);
    Quantity map = at.evaluate(WolframReader.read("LengthMap[phi, 1, 0][q]"));
    // WHEN
    TwoRoutes routes = at.secondRoute().evidence().orElseThrow();
    // THEN both were compared, and what is shown is what was computed
    assertThat(routes.agreed()).isEqualTo(2);
    assertThat(routes.open()).isZero();
    assertThat(routes.largest()).isLessThan(1e-12);
    assertThat(routes.sample()).extracting("value").contains(average.value(), map.value());
    assertThat(routes.sample()).extracting("at").containsOnly(Map.of("q", q));
  }

  @Test
  void should_refuse_a_value_that_the_other_route_contradicts() {
    // GIVEN a route that is off by a hundred-thousandth
    Evaluator at = at(1);
    Quantity value = at.evaluate(AVERAGE);
    SecondRoute routes = new SecondRoute();
    Supplier<Optional<Bounded>> wrong = () -> Optional.of(new Bounded(value.value() + 1e-5, 1e-9));
    // THEN there is no value, and a route that does not converge takes none away
    assertThatThrownBy(() -> routes.compare(AVERAGE, at, value, wrong))
        .isInstanceOf(UndefinedValueException.class)
        .hasMessageContaining("two quadratures disagree");
    routes.compare(AVERAGE, at, value, Optional::empty);
    assertThat(routes.evidence().orElseThrow().open()).isEqualTo(1);
  }
}
