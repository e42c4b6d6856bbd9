package org.widelimit.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussLegendreTest {

  private static GaussLegendre rule(int order) {
    return switch (order) {
      case 16 -> GaussLegendre.PANEL;
      case 32 -> GaussLegendre.CHECK;
      case 48 -> GaussLegendre.RULE;
      default -> throw new IllegalArgumentException("no rule of order " + order);
    };
  }

  /**
   * The innermost and the outermost node of the rule on {@code [-1, 1]}.
   *
   * @param node Abramowitz and Stegun 1964, table 25.4, and so the weight
   */
  @ParameterizedTest
  @CsvSource({
    "16,8,0.095012509837637440185,0.189450610455068496285",
    "16,15,0.989400934991649932596,0.027152459411754094852",
    "32,16,0.048307665687738316235,0.096540088514727800567",
    "32,31,0.997263861849481563545,0.007018610009470096600",
    "48,24,0.032380170962869362033,0.064737696812683922503",
    "48,47,0.998771007252426118601,0.003153346052305838633"
  })
  void should_be_right_to_rounding(int order, int index, double node, double weight) {
    GaussLegendre rule = rule(order);
    double[] nodes = new double[order];
    double[] weights = new double[order];
    rule.place(-1, 1, nodes, weights);

    // A node is a distance from the nearer end, so its error is that of a number near 1.
    assertThat(Math.abs(nodes[index] - node)).isLessThanOrEqualTo(Bounded.ROUNDING);
    assertThat(Math.abs(nodes[order - 1 - index] + node)).isLessThanOrEqualTo(Bounded.ROUNDING);
    assertThat(Math.abs(weights[index] - weight)).isLessThanOrEqualTo(Math.ulp(weight));
    // Control: a weight off by the 4e-14 of one computed in doubles.
    assertThat(Math.abs(weights[index] - weight * (1 + 4e-14))).isGreaterThan(Math.ulp(weight));
  }
}
