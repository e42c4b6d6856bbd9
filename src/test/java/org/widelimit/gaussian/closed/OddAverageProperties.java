package org.widelimit.gaussian.closed;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.widelimit.algebra.Assumptions;
import org.widelimit.algebra.Expressions;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.gaussian.closed.GaussianResult.ClosedForm;

/** Averages of odd functions that have no closed form to be derived from. */
class OddAverageProperties {

  private static GaussianResult average(String body) {
    return GaussianCalculus.expectation(
        WolframReader.read(body), "z", Expressions.ONE, Assumptions.none());
  }

  @Provide
  Arbitrary<String> odd() {
    return Combinators.combine(
            Arbitraries.of("Tanh[%s z]", "Sin[Tanh[%s z]]", "ArcTan[z]^3 + %s z", "z Sech[%s z]"),
            Arbitraries.of("2", "Sqrt[q]", "(q + 1)", "(1/3)", "(a - b)"))
        .as((form, factor) -> form.replace("%s", factor));
  }

  @Provide
  Arbitrary<String> even() {
    return Arbitraries.of("1", "Tanh[z]^2", "(a + z^4)", "Exp[-z^2]", "1/(2 + z^2)", "Abs[z]");
  }

  @Property(tries = 40)
  void should_vanish(@ForAll("odd") String odd, @ForAll("even") String even) {
    GaussianResult result = average("(" + odd + ") (" + even + ")");
    assertThat(result).as("%s times %s", odd, even).isInstanceOf(ClosedForm.class);
    assertThat(((ClosedForm) result).value()).isEqualTo(Expressions.ZERO);
    assertThat(((ClosedForm) result).steps()).isNotEmpty();
  }

  @Property(tries = 40)
  void should_not_be_said_to_vanish_where_it_may_not(
      @ForAll("odd") String odd, @ForAll("even") String even, @ForAll("spoilers") String spoiler) {
    // GIVEN a part that is even, a mean that is moved, a pole, or growth that no density outweighs
    GaussianResult result = average(spoiler.replace("ODD", odd).replace("EVEN", even));
    // THEN
    if (result instanceof ClosedForm closed) {
      assertThat(closed.value()).isNotEqualTo(Expressions.ZERO);
    }
  }

  @Provide
  Arbitrary<String> spoilers() {
    return Arbitraries.of(
        "(ODD) (EVEN) + 10^-30 Tanh[z]^2",
        "(ODD) (EVEN) + Tanh[z + b]",
        "(ODD) (EVEN) + 1/z",
        "(ODD) (EVEN) Exp[2 z^2]",
        "(ODD) (EVEN) + Tan[z]",
        "(ODD)^2 (1 + Tanh[z]^2)");
  }
}
