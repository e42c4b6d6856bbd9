package org.widelimit.network.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.interval.RealInterval;

/** Proofs of positive definiteness against exact minors, and kernels with their bounds. */
class DefiniteProperties {

  private static RealInterval[][] matrix(int[] entries, double radius) {
    RealInterval[][] matrix = new RealInterval[3][3];
    int next = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        double value = entries[next++];
        matrix[i][j] = RealInterval.of(value - radius, value + radius);
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  /** Sylvester's criterion in integers. */
  private static boolean isPositive(int[] a) {
    long second = (long) a[0] * a[2] - (long) a[1] * a[1];
    long third =
        a[0] * ((long) a[2] * a[5] - (long) a[4] * a[4])
            - a[1] * ((long) a[1] * a[5] - (long) a[4] * a[3])
            + a[3] * ((long) a[1] * a[4] - (long) a[2] * a[3]);
    return a[0] > 0 && second > 0 && third > 0;
  }

  @Provide
  Arbitrary<int[]> triangles() {
    return Arbitraries.integers().between(-9, 9).array(int[].class).ofSize(6);
  }

  @Property
  void should_prove_what_the_minors_say_and_nothing_else(@ForAll("triangles") int[] triangle) {
    int[] entries = triangle.clone();
    for (int i : new int[] {0, 2, 5}) {
      entries[i] = Math.abs(entries[i]) + 3;
    }
    Definite exact = Definite.of(matrix(entries, 0));
    Definite vague = Definite.of(matrix(entries, 4));

    assertThat(exact.least().isPresent()).isEqualTo(isPositive(entries));
    assertThat(exact.least().isPresent() && exact.witness().isPresent()).isFalse();
    if (vague.least().isPresent()) {
      int[] worst = entries.clone();
      for (int i : new int[] {0, 2, 5}) {
        worst[i] -= 4;
      }
      assertThat(isPositive(worst)).isTrue();
    }
    if (vague.witness().isPresent()) {
      assertThat(exact.witness()).isPresent();
    }
  }

  @Test
  void should_hold_the_entries_of_kernels() {
    double[][] inputs = {{0.6, 0.8, -0.5}, {-0.3, 0.1, 2}, {1, 0, 0.25}};
    for (String name : new String[] {"erf", "tanh", "relu"}) {
      Activation phi = Activation.named(name);
      KernelMatrices kernels = KernelMatrices.of(phi, 2, 2.25, 0.05, inputs);
      EnclosedKernels enclosed = EnclosedKernels.of(phi, 2, 2.25, 0.05, inputs);

      for (int i = 0; i < inputs.length; i++) {
        for (int j = 0; j < inputs.length; j++) {
          holds(enclosed.nngp()[i][j], kernels.nngp()[i][j]);
          holds(enclosed.tangent()[i][j], kernels.neuralTangentKernel()[i][j]);
        }
      }
      assertThat(Definite.of(enclosed.nngp()).least()).isPresent();
    }
  }

  private static void holds(RealInterval bounds, double value) {
    double rounding = 1e-12 * Math.max(1, Math.abs(value));
    assertThat(value).isBetween(bounds.lo() - rounding, bounds.hi() + rounding);
    assertThat(bounds.width()).isLessThan(1e-9);
  }
}
