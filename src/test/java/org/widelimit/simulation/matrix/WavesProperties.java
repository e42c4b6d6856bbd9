package org.widelimit.simulation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class WavesProperties {

  @Property
  void should_agree_with_sine_and_cosine(
      @ForAll long seed, @ForAll @DoubleRange(min = 1, max = 1e4) double most) {
    // GIVEN
    double[] x = new Random(seed).doubles(70, -most, most).toArray();
    // WHEN
    double[] sin = new double[x.length];
    double[] cos = new double[x.length];
    Waves.of(x, sin, cos, x.length);
    // THEN: Java's own are within one unit in the last place
    for (int t = 0; t < x.length; t++) {
      double bound = 5e-15 + 2e-16 * Math.abs(x[t]);
      assertThat(Math.abs(sin[t] - Math.sin(x[t]))).isLessThan(bound);
      assertThat(Math.abs(cos[t] - Math.cos(x[t]))).isLessThan(bound);
      // AND an argument that is off by a few times the bound is seen in one of them
      double off = x[t] + 4 * bound;
      double error = Math.abs(sin[t] - Math.sin(off)) + Math.abs(cos[t] - Math.cos(off));
      assertThat(error).isGreaterThan(bound);
    }
  }
}
