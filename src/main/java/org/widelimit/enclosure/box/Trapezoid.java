package org.widelimit.enclosure.box;

import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.interval.ComplexInterval;
import org.widelimit.numeric.interval.RealFunctions;
import org.widelimit.numeric.interval.RealInterval;

/**
 * The trapezoidal rule for integrals over an interval beyond which nothing is left, of an integrand
 * that is holomorphic in a strip around it.
 *
 * <p>With nodes {@code j h} for {@code |j| <= N} and {@code R = (N + 1/2) h}, the residues of
 * {@code f(z)/(1 - Exp[-2 Pi I z/h])} in the rectangle of half the height d around {@code [-R, R]}
 * say that the rule differs from the integral over {@code [-R, R]} by at most {@code (A + B)/
 * (Exp[2 Pi d/h] - 1)} and what the short sides add: A and B are the integrals of {@code |f|} over
 * the two long sides, and on the short sides, midway between nodes, the kernel is at most 1
 * (Trefethen and Weideman 2014, theorem 5.1 and its proof). The integrand is real on the real axis,
 * so that the lower half of the rectangle mirrors the upper one.
 */
final class Trapezoid {

  /** Half the heights that are tried. */
  private static final double[] HEIGHTS = {
    3, 2.25, 1.5, 1.125, 0.75, 0.5625, 0.375, 0.28125, 0.1875, 0.140625, 0.09375, 0.0703125,
    0.046875, 0.03125, 0.015625
  };

  /** The logarithm of the accuracy that is aimed at, beside the integrand's size. */
  private static final double ACCURACY = 38;

  private static final double SLAB = 0.5;
  private static final int MOST_NODES = 1600;

  /** Heights below the largest possible one that are compared with it. */
  private static final int MORE_HEIGHTS = 2;

  private final BoxEvaluation evaluation;
  private final Node body;
  private final int variable;
  private final double reach;

  /**
   * Creates the rule.
   *
   * @param reach the integral over the numbers beyond this is bounded elsewhere
   */
  Trapezoid(BoxEvaluation evaluation, Node body, int variable, double reach) {
    this.evaluation = evaluation;
    this.body = body;
    this.variable = variable;
    this.reach = reach;
  }

  /**
   * A rule.
   *
   * @param spacing h, a number of few digits, so that all nodes are exact
   * @param count N
   * @param error how far the rule may be off
   */
  record Rule(double spacing, int count, double error) {}

  /** Returns the rule with the fewest nodes that was found, or null. */
  @Nullable Rule rule() {
    if (!Holomorphic.isPossible(body, variable)) {
      return null;
    }
    double size = integral(0, reach + SLAB);
    if (!Double.isFinite(size)) {
      return null;
    }
    Rule best = null;
    int compared = 0;
    for (double height : HEIGHTS) {
      if (compared > MORE_HEIGHTS) {
        break;
      }
      double along = integral(height, reach + SLAB);
      if (!Double.isFinite(along)) {
        continue;
      }
      compared++;
      Rule rule = rule(height, along, size);
      if (rule != null && (best == null || rule.count() < best.count())) {
        best = rule;
      }
    }
    return best;
  }

  private @Nullable Rule rule(double height, double along, double size) {
    double wanted = ACCURACY + Math.log(Math.max(1, along / Math.max(size, Double.MIN_NORMAL)));
    double spacing = rounded(2 * Math.PI * height / wanted);
    int count = (int) Math.ceil(Math.min(1e9, reach / spacing));
    if (count > MOST_NODES || (count + 0.5) * spacing > reach + SLAB) {
      return null;
    }
    RealInterval ratio =
        RealInterval.PI.times(RealInterval.of(2 * height)).dividedBy(RealInterval.of(spacing));
    RealInterval factor =
        RealInterval.of(2).dividedBy(RealFunctions.exp(ratio).minus(RealInterval.ONE));
    double sides = RealInterval.productUp(factor.hi(), along);
    double end = (count + 0.5) * spacing;
    double ends = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
      ends += magnitude(RealInterval.of(sign * end), RealInterval.of(0, height));
    }
    double error = TaylorModel.up(sides + 2 * height * ends);
    return Double.isFinite(error) ? new Rule(spacing, count, error) : null;
  }

  /** Cuts all but a few binary digits off. */
  private static double rounded(double spacing) {
    double unit = Math.ulp(spacing) * 0x1p44;
    return Math.floor(spacing / unit) * unit;
  }

  private double magnitude(RealInterval re, RealInterval im) {
    return new Holomorphic(evaluation, variable, new ComplexInterval(re, im)).magnitude(body);
  }

  /**
   * An upper bound of the integral over {@code [-end, end]} of the largest value up to a height.
   */
  private double integral(double height, double end) {
    double sum = 0;
    RealInterval im = RealInterval.of(0, height);
    int slabs = (int) Math.ceil(end / SLAB);
    for (int i = 0; i < slabs; i++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double a = sign * i * SLAB;
        double b = sign * (i + 1) * SLAB;
        sum += SLAB * magnitude(RealInterval.of(Math.min(a, b), Math.max(a, b)), im);
        if (!Double.isFinite(sum)) {
          return sum;
        }
      }
    }
    return TaylorModel.up(sum);
  }

  /** Returns the rule's value and what it may be off, without what lies beyond the reach. */
  @Nullable TaylorModel value(Rule rule) {
    ModelSpace space = evaluation.space();
    TaylorModel sum = TaylorModel.of(space, RealInterval.ZERO);
    for (int j = -rule.count(); j <= rule.count(); j++) {
      TaylorModel node = node(j * rule.spacing());
      if (node == null) {
        return null;
      }
      sum = sum.plus(node);
    }
    return sum.times(RealInterval.of(rule.spacing())).enlarged(rule.error());
  }

  private @Nullable TaylorModel node(double at) {
    BoxEvaluation there = evaluation.at(variable, at);
    Model model = there.value(body);
    if (!model.isDefined() || !model.range().isBounded()) {
      return null;
    }
    TaylorModel polynomial = model.polynomial();
    return polynomial != null ? polynomial : TaylorModel.of(there.space(), model.range());
  }
}
