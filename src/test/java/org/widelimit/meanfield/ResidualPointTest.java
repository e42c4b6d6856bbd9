package org.widelimit.meanfield;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Extrapolation;

/** Residual networks against closed forms and recursions of their own. */
class ResidualPointTest {

  private static ResidualPoint point(String name, double sigmaW2, double sigmaB2, int depth) {
    return ResidualPoint.of(Activation.named(name), sigmaW2, sigmaB2, depth);
  }

  private static void assertCovers(Bounded found, double expected) {
    // The reference is a short formula in doubles.
    assertThat(Math.abs(found.value() - expected))
        .as("%s for %s", found, expected)
        .isLessThanOrEqualTo(found.error() + 1e-14 * Math.abs(expected));
    assertThat(found.contains(expected * (1 + 1e-3) + 1e-3)).isFalse();
  }

  /** {@code 1 - c} above a block of ReLU without biases, by the arc-cosine kernel of order 1. */
  private static double reluDefect(double sigmaW2, double defect) {
    double angle = 2 * Math.asin(Math.sqrt(defect / 2));
    double cosine = 1 - defect;
    double dual = (Math.sin(angle) + (Math.PI - angle) * cosine) / (2 * Math.PI);
    return (defect + sigmaW2 * (0.5 - dual)) / (1 + sigmaW2 / 2);
  }

  @Test
  void should_grow_exponentially_and_close_correlations_like_a_square_with_relu() {
    // GIVEN sigmaW^2 = 2: a block doubles the length (Yang and Schoenholz 2017)
    ResidualPoint point = point("relu", 2, 0, 16);
    // THEN
    assertThat(point.fixedPoints()).isEqualTo(ResidualPoint.FixedLengths.ZERO);
    assertThat(point.layers().stream().map(ResidualPoint.Block::depth))
        .isEqualTo(List.of(0, 1, 2, 4, 8, 16));
    double defect = 0.5;
    int done = 0;
    for (ResidualPoint.Block block : point.layers()) {
      for (; done < block.depth(); done++) {
        defect = reluDefect(2, defect);
      }
      assertCovers(block.length(), Math.scalb(2.0, block.depth()));
      assertCovers(block.gradient(), Math.scalb(1.0, block.depth()));
      assertCovers(block.defect(), defect);
    }
    ResidualLaws laws = point.laws();
    assertThat(laws.growth()).isEqualTo(ResidualLaws.Growth.EXPONENTIAL);
    assertCovers(laws.lengthRate().orElseThrow(), 2);
    assertCovers(laws.gradientRate().orElseThrow(), 2);
    assertThat(laws.exponent().orElseThrow().value()).isEqualTo(2);
    assertCovers(laws.coefficient().orElseThrow(), 18 * Math.PI * Math.PI);
    // And the recursion itself says so, in its own extrapolation's error
    Bounded limit =
        Extrapolation.limit(
            depth -> {
              double next = 0.5;
              for (long l = 0; l < depth; l++) {
                next = reluDefect(2, next);
              }
              return next * depth * depth;
            },
            1 << 14);
    assertThat(limit.contains(laws.coefficient().orElseThrow().value())).isTrue();
    assertThat(limit.contains(9 * Math.PI * Math.PI / 2)).isFalse();
  }

  @Test
  void should_grow_linearly_and_decorrelate_like_a_power_with_tanh() {
    ResidualLaws laws = ResidualLaws.of(Activation.named("tanh"), 1.5, 0);
    assertThat(laws.growth()).isEqualTo(ResidualLaws.Growth.LINEAR);
    assertCovers(laws.lengthRate().orElseThrow(), 1.5);
    // The slope of (2/pi) arcsin(c) at 0, and the integral 4/3 of tanh'^2
    assertCovers(laws.correlation().orElseThrow(), 0);
    assertCovers(laws.exponent().orElseThrow(), 1 - 2 / Math.PI);
    double fall = 4 / 3.0 / Math.sqrt(2 * Math.PI);
    Bounded gradient = laws.gradientRate().orElseThrow();
    assertCovers(gradient, 2 * 1.5 * fall / Math.sqrt(1.5));
    assertThat(gradient.relativeError()).isLessThan(1e-6);
  }

  @Test
  void should_find_the_correlation_that_biases_hold() {
    ResidualLaws laws = ResidualLaws.of(Activation.named("tanh"), 1.5, 0.3);
    double c = laws.correlation().orElseThrow().value();
    double mapped = (1.5 * 2 / Math.PI * Math.asin(c) + 0.3) / 1.8;
    assertThat(Math.abs(mapped - c)).isLessThan(1e-13);
    assertThat(c).isBetween(0.1, 0.9);
    double slope = 1.5 * 2 / Math.PI / Math.sqrt(1 - c * c) / 1.8;
    assertThat(laws.exponent().orElseThrow().value() / (1 - slope) - 1).isBetween(-1e-11, 1e-11);
    // Control: without biases it is another one.
    assertThat(laws.correlation().orElseThrow().contains(0)).isFalse();
  }

  /** At the root {@code k theta = 1 - cos(theta)} the power is {@code 1 - tan(theta/2)/theta}. */
  @ParameterizedTest
  @CsvSource({"tanh, 0.01", "tanh, 0.5", "tanh, 20", "sigmoid, 0", "sigmoid, 1", "hardTanh, 0.2"})
  void should_approach_more_slowly_than_moments_approach_their_limits(String name, double bias) {
    ResidualLaws laws = ResidualLaws.of(Activation.named(name), 1.5, bias);
    double angle = Math.acos(laws.correlation().orElseThrow().value());
    Bounded power = laws.exponent().orElseThrow();
    double expected = 1 - Math.tan(angle / 2) / angle;
    assertThat(power.value() / expected - 1).isBetween(-1e-10, 1e-10);
    assertThat(power.upper()).isLessThan(0.5);
    // Control: the angle's half is not its tangent.
    assertThat(power.contains(0.5)).isFalse();
  }

  /** The length adds up to its law, and squared gradients to theirs, in a long network. */
  @Test
  void should_follow_its_laws_in_a_deep_network() {
    Activation erf = Activation.named("erf");
    double sigmaW2 = 1.2;
    double sigmaB2 = 0.1;
    ResidualLaws laws = ResidualLaws.of(erf, sigmaW2, sigmaB2);
    // Williams 1997: E erf^2 = (2/pi) arcsin(2q/(1 + 2q)), E erf'^2 = (4/pi)/sqrt(1 + 4q)
    double q = sigmaW2 + sigmaB2;
    double gradient = 0;
    int depth = 1 << 20;
    double quarter = 0;
    for (int l = 0; l < depth; l++) {
      quarter = l == depth / 4 ? gradient : quarter;
      gradient += Math.log1p(sigmaW2 * 4 / Math.PI / Math.sqrt(1 + 4 * q));
      q += sigmaW2 * 2 / Math.PI * Math.asin(2 * q / (1 + 2 * q)) + sigmaB2;
    }
    double rate = laws.lengthRate().orElseThrow().value();
    double growth = laws.gradientRate().orElseThrow().value();
    // Corrections are of order depth^(-1/2) and log(depth)/sqrt(depth), here a percent.
    assertThat(q / depth / rate).isBetween(0.99, 1.01);
    assertThat((gradient - quarter) / (growth * Math.sqrt(depth) / 2)).isBetween(0.99, 1.01);
    // Control: the growth of another weight variance
    double other = ResidualLaws.of(erf, 1.3, sigmaB2).gradientRate().orElseThrow().value();
    assertThat((gradient - quarter) / (other * Math.sqrt(depth) / 2)).isLessThan(0.99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sin", "exp", "monomial"})
  void should_claim_no_law_without_limits_or_slopes(String name) {
    ResidualLaws laws = ResidualLaws.of(Activation.named(name), 1, 0.1);
    assertThat(laws.growth()).isEqualTo(ResidualLaws.Growth.UNKNOWN);
    assertThat(laws.lengthRate()).isEmpty();
  }

  @Test
  void should_say_which_lengths_stay_and_where_gradients_are_infinite() {
    assertThat(point("tanh", 0, 0, 1).fixedPoints()).isEqualTo(ResidualPoint.FixedLengths.ALL);
    assertThat(point("tanh", 1, 0, 1).fixedPoints()).isEqualTo(ResidualPoint.FixedLengths.ZERO);
    assertThat(point("tanh", 1, 0.1, 1).fixedPoints()).isEqualTo(ResidualPoint.FixedLengths.NONE);
    assertThat(point("sigmoid", 1, 0, 1).fixedPoints()).isEqualTo(ResidualPoint.FixedLengths.NONE);
    ResidualPoint sign = point("sign", 1, 0.1, 2);
    assertThat(sign.layers().get(2).gradient().value()).isInfinite();
    assertThat(sign.laws().gradientRate().orElseThrow().value()).isInfinite();
  }
}
