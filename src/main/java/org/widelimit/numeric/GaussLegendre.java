package org.widelimit.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;

/**
 * The Gauss-Legendre rule of a fixed order on {@code [0, 1]}. Nodes and weights are right to their
 * last bit, as a weight computed in doubles is off by 4e-14 at order 48.
 */
public final class GaussLegendre implements PieceRule {

  /** Exact to rounding for every smooth integrand that this package hands it. */
  public static final GaussLegendre RULE = new GaussLegendre(48);

  /** For the panels of a composite rule. */
  public static final GaussLegendre PANEL = new GaussLegendre(16);

  /** Exact to rounding for most of them, against which {@link #RULE} is checked. */
  public static final GaussLegendre CHECK = new GaussLegendre(32);

  private static final int NEWTON_STEPS = 6;

  private final double[] distances;
  private final double[] weights;

  private GaussLegendre(int order) {
    distances = new double[order];
    weights = new double[order];
    for (int i = 0; i < (order + 1) / 2; i++) {
      place(i, new BigDecimal(Math.cos(Math.PI * (i + 0.75) / (order + 0.5))));
    }
  }

  /** Finds a zero of Legendre's polynomial by Newton's iteration, and its weight. */
  private void place(int index, BigDecimal start) {
    MathContext digits = MathContext.DECIMAL128;
    int order = distances.length;
    BigDecimal x = start;
    BigDecimal slope = BigDecimal.ONE;
    for (int step = 0; step < NEWTON_STEPS; step++) {
      BigDecimal before = BigDecimal.ONE;
      BigDecimal value = x;
      for (int n = 1; n < order; n++) {
        BigDecimal next =
            x.multiply(value)
                .multiply(BigDecimal.valueOf(2L * n + 1))
                .subtract(before.multiply(BigDecimal.valueOf(n)))
                .divide(BigDecimal.valueOf(n + 1L), digits);
        before = value;
        value = next;
      }
      slope =
          x.multiply(value)
              .subtract(before)
              .multiply(BigDecimal.valueOf(order))
              .divide(x.multiply(x).subtract(BigDecimal.ONE), digits);
      x = x.subtract(value.divide(slope, digits), digits);
    }
    BigDecimal square = BigDecimal.ONE.subtract(x.multiply(x)).multiply(slope.multiply(slope));
    int mirrored = order - 1 - index;
    distances[index] = BigDecimal.ONE.subtract(x).doubleValue() / 2;
    weights[index] = BigDecimal.ONE.divide(square, digits).doubleValue();
    distances[mirrored] = distances[index];
    weights[mirrored] = weights[index];
  }

  @Override
  public int size() {
    return distances.length;
  }

  /** Returns a node in {@code [0, 1]}. */
  public double node(int index) {
    return 2 * index < distances.length ? distances[index] : 1 - distances[index];
  }

  /** Returns the weight of a node; the weights add up to 1. */
  public double weight(int index) {
    return weights[index];
  }

  @Override
  public void place(double lower, double upper, double[] nodeBuffer, double[] weightBuffer) {
    double length = upper - lower;
    for (int i = 0; i < distances.length; i++) {
      double offset = length * distances[i];
      nodeBuffer[i] = 2 * i < distances.length ? lower + offset : upper - offset;
      weightBuffer[i] = length * weights[i];
    }
  }

  /** Returns the integral of a function over {@code [0, end]}. */
  public double integrate(DoubleUnaryOperator f, double end) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < weights.length; i++) {
      sum.add(weights[i] * f.applyAsDouble(end * node(i)));
    }
    return end * sum.value();
  }
}
