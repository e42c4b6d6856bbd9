package org.widelimit.enclosure.box;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import org.widelimit.numeric.interval.RealInterval;

/**
 * An upper bound {@code constant + Sum[linear |v| + square v^2]} of a formula, rounded upwards.
 *
 * @param constant the constant
 * @param terms for each variable without bounds the coefficients of {@code |v|} and {@code v^2}
 */
record Bound(double constant, Map<Integer, double[]> terms) {

  static Bound of(double constant) {
    return new Bound(constant, Map.of());
  }

  static Bound of(double constant, int variable, double linear, double square) {
    return new Bound(constant, Map.of(variable, new double[] {linear, square}));
  }

  Bound plus(Bound other) {
    return combined(other, RealInterval::sumUp);
  }

  Bound max(Bound other) {
    return combined(other, Math::max);
  }

  private Bound combined(Bound other, DoubleBinaryOperator operator) {
    Set<Integer> variables = new TreeSet<>(terms.keySet());
    variables.addAll(other.terms.keySet());
    Map<Integer, double[]> all = new TreeMap<>();
    for (int v : variables) {
      all.put(
          v,
          new double[] {
            operator.applyAsDouble(linear(v), other.linear(v)),
            operator.applyAsDouble(square(v), other.square(v))
          });
    }
    return new Bound(operator.applyAsDouble(constant, other.constant), all);
  }

  /** Multiplies by numbers of which none is negative. */
  Bound times(RealInterval factor) {
    Map<Integer, double[]> all = new TreeMap<>();
    terms.forEach(
        (v, t) -> all.put(v, new double[] {largest(factor, t[0]), largest(factor, t[1])}));
    return new Bound(largest(factor, constant), all);
  }

  private static double largest(RealInterval factor, double coefficient) {
    return RealInterval.productUp(coefficient < 0 ? factor.lo() : factor.hi(), coefficient);
  }

  double linear(int variable) {
    double[] t = terms.get(variable);
    return t == null ? 0 : t[0];
  }

  double square(int variable) {
    double[] t = terms.get(variable);
    return t == null ? 0 : t[1];
  }

  Bound without(int variable, double more) {
    Map<Integer, double[]> rest = new TreeMap<>(terms);
    rest.remove(variable);
    return new Bound(RealInterval.sumUp(constant, more), rest);
  }

  /** Returns the lower one for large values, as far as the coefficients tell. */
  Bound lower(Bound other) {
    int mine = 0;
    Set<Integer> variables = new TreeSet<>(terms.keySet());
    variables.addAll(other.terms.keySet());
    for (int v : variables) {
      int order = Double.compare(square(v), other.square(v));
      mine += order != 0 ? order : Double.compare(linear(v), other.linear(v));
    }
    return mine < 0 || (mine == 0 && constant <= other.constant) ? this : other;
  }
}
