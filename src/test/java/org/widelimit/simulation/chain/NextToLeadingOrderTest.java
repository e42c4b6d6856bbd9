package org.widelimit.simulation.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.widelimit.simulation.matrix.RandomStreams;
import org.widelimit.simulation.network.NetworkFamily;
import org.widelimit.simulation.observable.ForwardObservable;

/**
 * The bias of kernels to leading order against the recursion of the next-to-leading order that is
 * in print (Yaida 2020; Roberts, Yaida and Hanin 2022, section 4.5), where its Gaussian averages
 * have closed forms: with F the length map, the variance {@code v/M} and the bias {@code b/M} of a
 * layer's kernel V go on as
 *
 * <pre>
 * v' = F'(V)^2 v + sigmaW^4 (E phi^4 - (E phi^2)^2)
 * b' = F'(V) b + F''(V) v/2
 * </pre>
 *
 * from {@code v = b = 0} at the first layer.
 */
class NextToLeadingOrderTest {
  /** Of second differences, as {@link ChainMean#coefficient} states, relative to the terms. */
  private static final double FIVE_DIGITS = 1e-4;

  /**
   * An activation whose averages are known: {@code E phi^2} with two derivatives, and its fourth.
   */
  private record Known(
      String activation,
      DoubleUnaryOperator square,
      DoubleUnaryOperator slope,
      DoubleUnaryOperator curvature,
      DoubleUnaryOperator fourth) {}

  // E cos(k u) = e^(-k^2 V/2) and E e^(k u) = e^(k^2 V/2), and powers as sums of those.
  private static final Known SIN =
      new Known(
          "sin",
          v -> (1 - Math.exp(-2 * v)) / 2,
          v -> Math.exp(-2 * v),
          v -> -2 * Math.exp(-2 * v),
          v -> 3.0 / 8 - Math.exp(-2 * v) / 2 + Math.exp(-8 * v) / 8);
  private static final Known COS =
      new Known(
          "cos",
          v -> (1 + Math.exp(-2 * v)) / 2,
          v -> -Math.exp(-2 * v),
          v -> 2 * Math.exp(-2 * v),
          v -> 3.0 / 8 + Math.exp(-2 * v) / 2 + Math.exp(-8 * v) / 8);
  private static final Known EXP =
      new Known(
          "exp",
          v -> Math.exp(2 * v),
          v -> 2 * Math.exp(2 * v),
          v -> 4 * Math.exp(2 * v),
          v -> Math.exp(8 * v));

  /** Kernel, M times its variance and bias, and the bias were all its terms of one sign. */
  private record Order(double kernel, double variance, double bias, double size) {
    Order next(Known phi, double w2, double b2, double connected) {
      double square = phi.square().applyAsDouble(kernel);
      double slope = w2 * phi.slope().applyAsDouble(kernel);
      double curvature = w2 * phi.curvature().applyAsDouble(kernel);
      double fresh = w2 * w2 * (phi.fourth().applyAsDouble(kernel) - connected * square * square);
      double bent = curvature * variance / 2;
      return new Order(
          w2 * square + b2,
          slope * slope * variance + fresh,
          slope * bias + bent,
          Math.abs(slope) * size + Math.abs(bent));
    }
  }

  @Provide
  Arbitrary<Known> known() {
    return Arbitraries.of(SIN, COS, EXP);
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void should_be_the_next_to_leading_order_of_kernels(
      @ForAll("known") Known phi,
      @ForAll @IntRange(min = 2, max = 10) int depth,
      @ForAll long seed) {
    // GIVEN
    RandomGenerator dice = RandomStreams.of(seed, "next to leading order").generator();
    boolean steep = phi.activation().equals("exp");
    double w2 = steep ? dice.nextDouble(0.05, 0.15) : dice.nextDouble(0.5, 2.5);
    double b2 = steep ? dice.nextDouble(0.01, 0.05) : dice.nextDouble(0.1, 0.5);
    double input = dice.nextDouble(0.5, 1.5);
    double first = w2 * input * input + b2;
    Order order = new Order(first, 0, 0, 0);
    Order moments = order;
    for (int layer = 1; layer <= depth; layer++) {
      order = order.next(phi, w2, b2, 1);
      moments = moments.next(phi, w2, b2, 0);
    }
    // WHEN
    ChainMean mean =
        ChainMean.of(
                new ForwardObservable.EmpiricalNNGP(depth + 1, 1, 1),
                NetworkFamily.dense(1, Collections.nCopies(depth, phi.activation()), w2, b2),
                new double[] {input})
            .orElseThrow();
    // THEN
    assertThat(mean.limit()).isCloseTo(order.kernel(), Percentage.withPercentage(1e-10));
    double error = FIVE_DIGITS * order.size();
    assertThat(mean.coefficient())
        .as("%s", phi.activation())
        .isCloseTo(order.bias(), Offset.offset(error));
    // Negative controls: twice the curvature's half, and fourth moments where cumulants belong
    assertThat(mean.coefficient()).isNotCloseTo(2 * order.bias(), Offset.offset(error));
    assertThat(mean.coefficient()).isNotCloseTo(moments.bias(), Offset.offset(error));
  }
}
