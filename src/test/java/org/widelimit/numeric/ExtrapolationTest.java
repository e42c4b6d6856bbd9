package org.widelimit.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;
import org.widelimit.network.Architecture;
import org.widelimit.network.KernelRecursion;
import org.widelimit.network.KernelState;

class ExtrapolationTest {

  @Test
  void should_find_the_limit_of_power_and_logarithm_corrections() {
    Bounded limit =
        Extrapolation.limit(l -> 2 + 3.0 / l + Math.log((double) l) / l - 5.0 / l / l, 4096);
    assertThat(limit.contains(2)).isTrue();
    assertThat(limit.error()).isLessThan(1e-6);
    assertThat(limit.contains(2.01)).isFalse();
  }

  @Test
  void should_find_the_depth_laws_of_relu_on_the_edge_of_chaos() {
    long last = 4096;
    List<KernelState> states =
        KernelRecursion.of(Architecture.dense(Activation.named("relu"), (int) last, 2, 0))
            .states(KernelState.input(1, 1, Correlation.of(0.3)));
    // Hayou et al. (2019): 1 - c ~ 9 pi^2/(2 l^2); the tangent kernels' ratio tends to 1/4.
    Bounded correlation =
        Extrapolation.limit(
            l -> states.get((int) l).correlation().defect() * l * l * 2 / (9 * Math.PI * Math.PI),
            last);
    assertThat(correlation.contains(1)).as("%s", correlation).isTrue();
    assertThat(correlation.error()).isLessThan(0.005);
    Bounded ratio =
        Extrapolation.limit(
            l -> states.get((int) l).tangent() / states.get((int) l).tangentP(), last);
    assertThat(ratio.contains(0.25)).as("%s", ratio).isTrue();
    assertThat(ratio.contains(1.0 / 3)).isFalse();
    assertThat(ratio.error()).isLessThan(0.002);
  }

  @Test
  void should_find_the_depth_laws_of_a_smooth_activation() {
    long last = 4096;
    // erf on its critical line at q = 1, sigmaB^2 = q - sigmaW^2 E phi^2 (Williams 1997).
    double weight = Math.PI / 4 * Math.sqrt(5);
    double bias = 1 - weight * 2 / Math.PI * Math.asin(2.0 / 3);
    List<KernelState> states =
        KernelRecursion.of(Architecture.dense(Activation.named("erf"), (int) last, weight, bias))
            .states(
                KernelState.input((1 - bias) / weight, (1 - bias) / weight, Correlation.of(0.3)));
    // Hayou et al. (2019): 1 - c ~ beta/l, beta = 2 E phi'^2/(q E phi''^2), ratio 1/3. For erf,
    // E phi'^2 = 4/pi (1+4q)^(-1/2), E phi''^2 = 4/pi 4q (1+4q)^(-3/2).
    double beta = 2 * 5 / 4.0;
    Bounded correlation =
        Extrapolation.limit(l -> states.get((int) l).correlation().defect() * l / beta, last);
    assertThat(correlation.contains(1)).as("%s", correlation).isTrue();
    assertThat(correlation.error()).isLessThan(0.005);
    Bounded ratio =
        Extrapolation.limit(
            l -> states.get((int) l).tangent() / states.get((int) l).tangentP(), last);
    assertThat(ratio.contains(1.0 / 3)).as("%s", ratio).isTrue();
    assertThat(ratio.contains(0.25)).isFalse();
    assertThat(ratio.error()).isLessThan(0.002);
  }

  @Test
  void should_reject_what_it_cannot_extrapolate() {
    assertThatThrownBy(() -> Extrapolation.limit(new long[] {1, 2}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Extrapolation.limit(l -> Double.NaN, 64))
        .hasMessageContaining("finite");
  }
}
