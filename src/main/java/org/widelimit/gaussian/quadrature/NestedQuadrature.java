package org.widelimit.gaussian.quadrature;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.CompensatedSum;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.DoubleExponential;
import org.widelimit.numeric.GaussLegendre;
import org.widelimit.numeric.PieceRule;

/**
 * The expectation of a function of two standard normal variables with breakpoints: over {@code y}
 * given {@code x} inside, over {@code x} outside, cut at the breakpoints of both. A kink in {@code
 * y} leaves a boundary layer of width {@code sqrt(1 - rho^2)/rho} in {@code x}, at whose place the
 * outer integral is cut as well.
 *
 * <p>Between its breakpoints a function is smooth as a rule, and Gauss-Legendre's of two orders
 * agree on pieces of a few deviations. Where they do not, as at a singularity, the tanh-sinh rule
 * is refined.
 */
final class NestedQuadrature {

  private static final int FIRST_LEVEL = 3;
  private static final int LAST_LEVEL = 7;

  /** Below this relative change a refinement has converged: the next change is far smaller. */
  private static final double CONVERGED = 0x1p-46;

  /** From this correlation on boundary layers are narrow enough to matter. */
  private static final double LAYERED = 0.1;

  /** How many of its widths a boundary layer reaches to either side: to 1e-19. */
  private static final double LAYER_REACH = 9.25;

  /** A piece from 0 that is shorter than this is not worth a cut at 0. */
  private static final double SHORT = 1;

  private final Integrand f;
  private final double[] xBreaks;
  private final double[] yBreaks;
  private final double[] layers;
  private final Correlation correlation;
  private final double radius;
  private final DoubleUnaryOperator noise;

  /**
   * Prepares an expectation.
   *
   * @param f the function
   * @param xBreaks where it breaks in {@code x}
   * @param yBreaks where it breaks in {@code y}
   * @param correlation the correlation of {@code x} and {@code y}, not 1 or -1
   * @param radius how far from the origin the mass reaches, in uncorrelated coordinates
   * @param noise what the integrand's own errors make of a value: changes below it say nothing
   */
  NestedQuadrature(
      Integrand f,
      double[] xBreaks,
      double[] yBreaks,
      Correlation correlation,
      double radius,
      DoubleUnaryOperator noise) {
    this.f = f;
    this.xBreaks = xBreaks;
    this.yBreaks = yBreaks;
    this.layers =
        Math.abs(correlation.rho()) < LAYERED
            ? new double[0]
            : Arrays.stream(yBreaks).map(b -> b / correlation.rho()).toArray();
    this.correlation = correlation;
    this.radius = radius;
    this.noise = noise;
  }

  /** Returns the expectation. */
  Bounded expectation() {
    double[] cuts = ScaledFunction.union(xBreaks, layers);
    double change;
    if (isResolved(cuts)) {
      Cubature coarse = panels(GaussLegendre.CHECK);
      Cubature fine = panels(GaussLegendre.RULE);
      change = Math.abs(fine.value() - coarse.value());
      if (converged(change, fine)) {
        return new Bounded(fine.value(), change + fine.rounding());
      }
    }
    double[] ends = GaussianQuadrature.pieces(-radius, radius, cuts);
    Cubature last = new Sum(DoubleExponential.ofLevel(FIRST_LEVEL), false).over(ends);
    for (int level = FIRST_LEVEL + 1; ; level++) {
      Cubature next = new Sum(DoubleExponential.ofLevel(level), false).over(ends);
      change = Math.abs(next.value() - last.value());
      if (converged(change, next) || level == LAST_LEVEL) {
        return new Bounded(next.value(), change + next.rounding());
      }
      last = next;
    }
  }

  /**
   * Whether the coarser panels see what the integrand does along {@code y = rho x}. A feature
   * narrower than the distance of their nodes, as a steep activation has it beside a kink, could
   * escape both orders; the tanh-sinh rule is dense there.
   */
  private boolean isResolved(double[] cuts) {
    DoubleUnaryOperator along = x -> f.factor(x) * f.value(x, correlation.rho() * x);
    Bounded dense;
    try {
      dense = GaussianQuadrature.expectation(along, ScaledFunction.union(cuts, new double[1]));
    } catch (DivergentExpectationException beyond) {
      // Along the line the integrand may grow faster than over the plane.
      return false;
    }
    double[] ends = withCenter(-radius, radius, cuts);
    GaussLegendre rule = GaussLegendre.CHECK;
    double[] nodes = new double[rule.size()];
    double[] weights = new double[rule.size()];
    CompensatedSum sum = new CompensatedSum();
    double magnitude = 0;
    for (int piece = 0; piece + 1 < ends.length; piece++) {
      rule.place(ends[piece], ends[piece + 1], nodes, weights);
      for (int i = 0; i < nodes.length; i++) {
        double term = weights[i] * along.applyAsDouble(nodes[i]);
        term *= GaussianQuadrature.density(nodes[i]);
        sum.add(term);
        magnitude += Math.abs(term);
      }
    }
    double floor = Math.max(CONVERGED * magnitude, noise.applyAsDouble(sum.value()));
    return Math.abs(sum.value() - dense.value()) <= floor + dense.error();
  }

  private boolean converged(double change, Cubature sum) {
    double floor = Math.max(sum.rounding(), noise.applyAsDouble(sum.value()));
    return change <= Math.max(floor, CONVERGED * sum.magnitude());
  }

  /** Polynomials do not follow the whole density or a layer and its surroundings: more cuts. */
  private Cubature panels(GaussLegendre rule) {
    double width = LAYER_REACH * correlation.sine() / Math.abs(correlation.rho());
    double[] around =
        Arrays.stream(layers).flatMap(b -> DoubleStream.of(b - width, b, b + width)).toArray();
    double[] cuts = ScaledFunction.union(xBreaks, around);
    return new Sum(rule, true).over(withCenter(-radius, radius, cuts));
  }

  private static double[] withCenter(double lower, double upper, double... cuts) {
    double[] ends = GaussianQuadrature.pieces(lower, upper, cuts);
    for (double end : ends) {
      if (Math.abs(end) < SHORT) {
        return ends;
      }
    }
    return lower < 0 && upper > 0
        ? GaussianQuadrature.pieces(lower, upper, ScaledFunction.union(cuts, new double[1]))
        : ends;
  }

  /** One evaluation of both integrals by one rule. */
  private final class Sum {
    private final PieceRule rule;
    private final boolean centered;
    private final Cubature sum = new Cubature();
    private final double[] cuts = new double[yBreaks.length];
    private final double[] nodes;
    private final double[] weights;

    Sum(PieceRule rule, boolean centered) {
      this.rule = rule;
      this.centered = centered;
      this.nodes = new double[rule.size()];
      this.weights = new double[rule.size()];
    }

    Cubature over(double[] ends) {
      double[] outerNodes = new double[rule.size()];
      double[] outerWeights = new double[rule.size()];
      for (int piece = 0; piece + 1 < ends.length; piece++) {
        rule.place(ends[piece], ends[piece + 1], outerNodes, outerWeights);
        for (int i = 0; i < outerNodes.length; i++) {
          column(outerNodes[i], outerWeights[i]);
        }
      }
      sum.column(0);
      return sum;
    }

    /** Adds the inner integral over {@code y = rho x + sine z} given {@code x}. */
    private void column(double x, double outerWeight) {
      double factor = f.factor(x);
      sum.column(x);
      if (factor == 0) {
        return;
      }
      double sine = correlation.sine();
      double center = correlation.rho() * x;
      double reach = Math.sqrt(Math.max(radius * radius - x * x, 1));
      for (int i = 0; i < cuts.length; i++) {
        cuts[i] = (yBreaks[i] - center) / sine;
      }
      double[] ends =
          centered
              ? withCenter(-reach, reach, cuts)
              : GaussianQuadrature.pieces(-reach, reach, cuts);
      double weight = outerWeight * GaussianQuadrature.density(x);
      for (int piece = 0; piece + 1 < ends.length; piece++) {
        rule.place(ends[piece], ends[piece + 1], nodes, weights);
        for (int i = 0; i < nodes.length; i++) {
          double z = nodes[i];
          double value = factor * f.value(x, center + sine * z);
          sum.add(z, value, weight * weights[i] * GaussianQuadrature.density(z));
        }
      }
    }
  }
}
