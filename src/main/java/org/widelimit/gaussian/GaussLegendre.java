package org.widelimit.gaussian;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** The Gauss-Legendre rule of a fixed order on {@code [0, 1]}. */
final class GaussLegendre {

  /** Exact to rounding for every smooth integrand that this package hands it. */
  static final GaussLegendre RULE = new GaussLegendre(48);

  /** For the panels of a composite rule. */
  static final GaussLegendre PANEL = new GaussLegendre(16);

  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(int order) {
    GaussIntegrator integrator = new GaussIntegratorFactory().legendre(order, 0, 1);
    nodes = new double[order];
    weights = new double[order];
    for (int i = 0; i < order; i++) {
      nodes[i] = integrator.getPoint(i);
      weights[i] = integrator.getWeight(i);
    }
  }

  /** Returns the number of nodes. */
  int size() {
    return nodes.length;
  }

  /** Returns a node in {@code [0, 1]}. */
  double node(int index) {
    return nodes[index];
  }

  /** Returns the weight of a node; the weights add up to 1. */
  double weight(int index) {
    return weights[index];
  }

  /** Returns the integral of a function over {@code [0, end]}. */
  double integrate(DoubleUnaryOperator f, double end) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < nodes.length; i++) {
      sum.add(weights[i] * f.applyAsDouble(end * nodes[i]));
    }
    return end * sum.value();
  }
}
