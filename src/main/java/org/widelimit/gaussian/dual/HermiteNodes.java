package org.widelimit.gaussian.dual;

import java.util.function.DoubleUnaryOperator;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.numeric.GaussLegendre;

/**
 * Quadrature of the Hermite coefficients {@code E[phi(sqrt(p) z) He_k(z)]/sqrt(k!)}, all orders at
 * once.
 */
interface HermiteNodes {

  /**
   * Returns the coefficients of all orders at a variance.
   *
   * @param root {@code sqrt(p)}
   */
  double[] coefficients(double root);

  /**
   * Returns the quadrature for an activation: the trapezoid rule for a smooth one, whose nodes all
   * variances share, and Gauss and Legendre's rule on panels that end at the kinks of another.
   *
   * @param breakpoints the kinks and jumps in the activation's own argument
   * @param reach integrates over {@code [-reach, reach]}
   * @param spacing of the nodes, on the average
   * @param order how many orders
   */
  static HermiteNodes of(
      DoubleUnaryOperator phi, double[] breakpoints, double reach, double spacing, int order) {
    return breakpoints.length == 0
        ? Trapezoid.of(phi, reach, spacing, order)
        : new Panels(phi, breakpoints, reach, spacing, order);
  }

  /**
   * The trapezoid rule; a node from 0 on stands for its mirror image as well.
   *
   * @param polynomials row {@code k} holds {@code He_k/sqrt(k!)} at the nodes, times their weights
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Trapezoid(DoubleUnaryOperator phi, double[] nodes, double[][] polynomials)
      implements HermiteNodes {

    static Trapezoid of(DoubleUnaryOperator phi, double reach, double spacing, int order) {
      int count = (int) (reach / spacing) + 1;
      double[] nodes = new double[count];
      double[][] polynomials = new double[order][count];
      for (int m = 0; m < count; m++) {
        nodes[m] = m * spacing;
        polynomials[0][m] = (m == 0 ? 0.5 : 1) * spacing * GaussianQuadrature.density(nodes[m]);
      }
      for (int k = 0; k + 1 < order; k++) {
        double[] last = k == 0 ? new double[count] : polynomials[k - 1];
        advance(nodes, polynomials[k], last, polynomials[k + 1], k);
      }
      return new Trapezoid(phi, nodes, polynomials);
    }

    @Override
    public double[] coefficients(double root) {
      double[] even = new double[nodes.length];
      double[] odd = new double[nodes.length];
      for (int m = 0; m < nodes.length; m++) {
        double right = phi.applyAsDouble(root * nodes[m]);
        double left = phi.applyAsDouble(-root * nodes[m]);
        even[m] = right + left;
        odd[m] = right - left;
      }
      double[] coefficients = new double[polynomials.length];
      for (int k = 0; k < coefficients.length; k++) {
        coefficients[k] = product(polynomials[k], k % 2 == 0 ? even : odd);
      }
      return coefficients;
    }
  }

  /** A composite rule between the breakpoints. */
  @SuppressWarnings("ArrayRecordComponent")
  record Panels(
      DoubleUnaryOperator phi, double[] breakpoints, double reach, double spacing, int order)
      implements HermiteNodes {

    @Override
    public double[] coefficients(double root) {
      double[] scaled = new double[breakpoints.length];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = breakpoints[i] == 0 ? 0 : breakpoints[i] / root;
      }
      double[] ends = GaussianQuadrature.pieces(-reach, reach, scaled);
      GaussLegendre rule = GaussLegendre.PANEL;
      int count = 0;
      for (int i = 0; i + 1 < ends.length; i++) {
        count += panels(ends[i + 1] - ends[i]) * rule.size();
      }
      double[] nodes = new double[count];
      double[] weighted = new double[count];
      int next = 0;
      for (int i = 0; i + 1 < ends.length; i++) {
        int panels = panels(ends[i + 1] - ends[i]);
        double length = (ends[i + 1] - ends[i]) / panels;
        for (int panel = 0; panel < panels; panel++) {
          for (int m = 0; m < rule.size(); m++) {
            double z = ends[i] + length * (panel + rule.node(m));
            nodes[next] = z;
            double measure = length * rule.weight(m) * GaussianQuadrature.density(z);
            weighted[next] = measure * phi.applyAsDouble(root * z);
            next++;
          }
        }
      }
      return coefficients(nodes, weighted);
    }

    private int panels(double length) {
      return Math.max(1, (int) Math.ceil(length / (GaussLegendre.PANEL.size() * spacing)));
    }

    private double[] coefficients(double[] nodes, double[] weighted) {
      double[] coefficients = new double[order];
      double[] ones = new double[nodes.length];
      java.util.Arrays.fill(ones, 1);
      // The weighted values take the place of the polynomials, as the recursion is linear.
      double[] last = new double[nodes.length];
      double[] current = weighted;
      for (int k = 0; k < order; k++) {
        coefficients[k] = product(current, ones);
        advance(nodes, current, last, last, k);
        double[] following = last;
        last = current;
        current = following;
      }
      return coefficients;
    }
  }

  /**
   * {@code (z He_k/sqrt(k!) - sqrt(k) He_(k-1)/sqrt((k-1)!))/sqrt(k + 1)}, of order {@code k+1}.
   */
  private static void advance(
      double[] nodes, double[] current, double[] last, double[] following, int k) {
    double factor = 1 / Math.sqrt(k + 1.0);
    double share = Math.sqrt(k) * factor;
    for (int m = 0; m < nodes.length; m++) {
      following[m] = factor * nodes[m] * current[m] - share * last[m];
    }
  }

  /** Sums in four chains, which the processor adds side by side. */
  private static double product(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int m = 0;
    for (; m + 3 < a.length; m += 4) {
      first = Math.fma(a[m], b[m], first);
      second = Math.fma(a[m + 1], b[m + 1], second);
      third = Math.fma(a[m + 2], b[m + 2], third);
      fourth = Math.fma(a[m + 3], b[m + 3], fourth);
    }
    for (; m < a.length; m++) {
      first = Math.fma(a[m], b[m], first);
    }
    return first + second + (third + fourth);
  }
}
