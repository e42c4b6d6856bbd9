package org.widelimit.gaussian.quadrature;

import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.CompensatedSum;
import org.widelimit.numeric.DivergentExpectationException;

/** Sums a double integral column by column, with what rounding can amount to. */
final class Cubature {
  private final CompensatedSum total = new CompensatedSum();
  private double magnitude;
  private double rounding;
  private double outer;
  private double inner = Double.NaN;
  private double innerValue;

  /** Starts the column at a value of the outer variable. */
  void column(double node) {
    Patience.ask();
    outer = node;
    inner = Double.NaN;
  }

  /**
   * Adds a term.
   *
   * @param node the inner variable
   * @param value the integrand there
   * @param weight the weight, the density included
   * @throws DivergentExpectationException if the integrand is undefined or infinite there
   */
  void add(double node, double value, double weight) {
    if (Double.isNaN(value) || (Double.isInfinite(value) && weight > Double.MIN_NORMAL)) {
      throw new DivergentExpectationException(
          "the integrand is " + value + " near " + outer + ", so the expectation is undefined");
    }
    if (Double.isInfinite(value)) {
      return;
    }
    double term = weight * value;
    total.add(term);
    double size = Math.abs(term);
    magnitude += size;
    rounding += size * (10 + outer * outer + node * node);
    if (!Double.isNaN(inner) && node != inner) {
      double slope = Math.abs((value - innerValue) / (node - inner));
      double reach = Math.abs(node) + Math.abs(outer);
      rounding += 2 * weight * Math.min(slope * reach, 64 * Math.abs(value));
    }
    inner = node;
    innerValue = value;
  }

  double value() {
    return total.value();
  }

  double magnitude() {
    return magnitude;
  }

  /** Returns a bound of what rounding has done to the sum. */
  double rounding() {
    return rounding * Bounded.ROUNDING;
  }
}
