package org.widelimit.gaussian.dual;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;

class NumericalDualProperties {

  @Property(tries = 200)
  void should_agree_with_the_arc_cosine_kernel(
      @ForAll @DoubleRange(min = 0.01, max = 100) double q,
      @ForAll @DoubleRange(min = -0.99, max = 0.99) double rho) {
    // GIVEN
    Activation relu = Activation.named("relu");
    // WHEN
    Bounded value = NumericalDual.of(relu, relu).value(q, q, Correlation.of(rho));
    // THEN: Cho and Saul 2009, eq. 3; and a kernel with a wrong constant is rejected
    double angle = Math.acos(rho);
    double expected = q * (Math.sin(angle) + rho * (Math.PI - angle)) / (2 * Math.PI);
    assertThat(value.value()).isBetween(expected * (1 - 1e-12), expected * (1 + 1e-12));
    assertThat(value.contains(expected * 1.01)).isFalse();
  }
}
