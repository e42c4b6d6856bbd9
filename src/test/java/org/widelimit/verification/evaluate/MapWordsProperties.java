package org.widelimit.verification.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.widelimit.algebra.Expr.Call;
import org.widelimit.algebra.syntax.wolfram.WolframReader;
import org.widelimit.numeric.Quantity;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.claim.ActivationTable;
import org.widelimit.verification.claim.Definitions;

/** The maps by dual activations against the quadrature of their definitions. */
class MapWordsProperties {

  @Property(tries = 40)
  void should_agree_with_the_definition_within_both_errors(
      @ForAll("activations") String phi,
      @ForAll("words") String word,
      @ForAll @DoubleRange(min = 0.05, max = 4) double p,
      @ForAll @DoubleRange(min = 0.05, max = 4) double q,
      @ForAll @DoubleRange(min = -0.95, max = 0.95) double rho) {
    // GIVEN
    Call call = (Call) WolframReader.read(word);
    Evaluator at =
        Evaluator.of(
            Map.of(
                "p", Quantity.of(p),
                "q", Quantity.of(q),
                "r", Quantity.of(rho * Math.sqrt(p * q)),
                "c", Quantity.of(rho)),
            ActivationTable.of(Map.of("phi", phi)),
            null,
            new KernelWords());
    // WHEN
    Quantity value = new MapWords(at).value(call).orElseThrow();
    Optional<Quantity> defined = defined(call, at);
    Assume.that(defined.isPresent());
    Quantity integral = defined.orElseThrow();
    // THEN they agree, and a value that is off by a millionth does not
    double error = value.error() + integral.error();
    assertThat(Math.abs(value.value() - integral.value()))
        .as("%s of %s at p = %s, q = %s, c = %s", word, phi, p, q, rho)
        .isLessThanOrEqualTo(error);
    double wrong = value.value() + 1e-6 * Math.max(1, Math.abs(value.value()));
    assertThat(Math.abs(wrong - integral.value())).isGreaterThan(error);
  }

  /**
   * The quadrature of a written expectation takes an inner integrand whose kink lies far out, as
   * for the rectifier at strong negative correlation, for one that grows, and gives no value.
   */
  private static Optional<Quantity> defined(Call call, Evaluator at) {
    try {
      return Optional.of(at.evaluate(Definitions.of(call).orElseThrow()));
    } catch (UndefinedValueException none) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of("relu", "erf", "gelu", "tanh", "sin", "x Erf[x]", "Max[0, x] + x/10");
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
        "LengthMap[phi, 5/4, 1/3][q]",
        "Chi[phi, 5/4][q]",
        "CorrelationMap[phi, 5/4, 1/3][q, c]",
        "Dual[phi][p, q, r]",
        "Dual[phi', phi'][p, q, r]");
  }
}
