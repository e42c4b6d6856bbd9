package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.widelimit.activation.Activation;
import org.widelimit.algebra.precise.HighPrecision;
import org.widelimit.algebra.syntax.wolfram.WolframReader;

/** Moments to many digits against closed forms. */
class PreciseMomentsProperties {

  /**
   * An activation with its moments.
   *
   * @param phi in x
   * @param square the first moment, in q
   * @param slopeSquare the second, in q
   */
  record Known(String phi, String square, String slopeSquare) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known("Max[0, x]", "q/2", "1/2"),
          new Known("Abs[x]", "q", "1"),
          new Known("Max[x/8, x]", "65/128 q", "65/128"),
          new Known("Max[0, x]^2", "3/2 q^2", "2 q"),
          new Known("Erf[x]", "2/Pi ArcSin[2 q/(1 + 2 q)]", "4/(Pi Sqrt[1 + 4 q])"),
          new Known("Sin[x]", "(1 - Exp[-2 q])/2", "(1 + Exp[-2 q])/2"));

  @Provide
  Arbitrary<Known> activations() {
    return Arbitraries.of(KNOWN);
  }

  private static BigDecimal exact(String formula, double q) {
    return HighPrecision.evaluate(WolframReader.read(formula), Map.of("q", new BigDecimal(q)), 45)
        .orElseThrow();
  }

  private static void assertHolds(PreciseMoments.Precise found, BigDecimal exact) {
    double off = found.value().toBigDecimal().subtract(exact).abs().doubleValue();
    double size = exact.abs().round(MathContext.DECIMAL64).doubleValue();
    assertThat(off).isLessThanOrEqualTo(found.error());
    assertThat(found.error()).isLessThan(1e-20 * size);
  }

  @Property(tries = 120)
  void should_hold_the_moments_within_their_bounds(
      @ForAll("activations") Known known, @ForAll @DoubleRange(min = -6, max = 1.4) double power) {
    // GIVEN
    double q = Math.pow(10, power);

    // WHEN
    PreciseMoments.At moments =
        PreciseMoments.of(Activation.of(WolframReader.read(known.phi())))
            .orElseThrow()
            .at(q)
            .orElseThrow();

    // THEN
    assertHolds(moments.square(), exact(known.square(), q));
    assertHolds(moments.slopeSquare(), exact(known.slopeSquare(), q));
  }
}
