package org.widelimit.numeric;

import java.util.function.DoubleUnaryOperator;

/** How far a function of a number moves while the number moves within its error. */
public enum Variation {
  /**
   * The function is monotone wherever it has values, and finite at the ends of its domain or not.
   */
  MONOTONE {
    @Override
    double of(DoubleUnaryOperator function, double x, double error) {
      return toEnds(function, x, error);
    }
  },
  /** The function is monotone on either side of 0, and has a value there. */
  MONOTONE_FROM_ZERO {
    @Override
    double of(DoubleUnaryOperator function, double x, double error) {
      double ends = toEnds(function, x, error);
      return Math.abs(x) <= error
          ? Math.max(ends, Math.abs(function.applyAsDouble(0) - function.applyAsDouble(x)))
          : ends;
    }
  },
  /** The function moves by no more than its argument. */
  LIPSCHITZ {
    @Override
    double of(DoubleUnaryOperator function, double x, double error) {
      return error;
    }
  },
  /** The function increases between poles at the odd multiples of pi/2. */
  TANGENT {
    @Override
    double of(DoubleUnaryOperator function, double x, double error) {
      double nearest = Math.abs(Math.cos(x));
      // The cosine moves by no more than its argument: no pole within the error.
      return nearest > 2 * error ? toEnds(function, x, error) : Double.POSITIVE_INFINITY;
    }
  },
  /** The function is monotone on either side of a pole at 0. */
  MONOTONE_BUT_AT_ZERO {
    @Override
    double of(DoubleUnaryOperator function, double x, double error) {
      return Math.abs(x) > error ? toEnds(function, x, error) : Double.POSITIVE_INFINITY;
    }
  },
  /**
   * Nothing is known: twice the larger change to the ends of the interval, which is an estimate.
   */
  UNKNOWN {
    @Override
    double of(DoubleUnaryOperator function, double x, double error) {
      return 2 * toEnds(function, x, error);
    }

    @Override
    Grade grade() {
      return Grade.ESTIMATE;
    }
  };

  /** How far beyond an end of its domain a number may seem to be by its error. */
  private static final double[] DOMAIN_ENDS = {0, 1, -1};

  /** Returns a bound of the change; infinite or not a number where there is none. */
  abstract double of(DoubleUnaryOperator function, double x, double error);

  /** Returns what the bound is worth. */
  Grade grade() {
    return Grade.RIGOROUS;
  }

  private static double toEnds(DoubleUnaryOperator function, double x, double error) {
    double value = function.applyAsDouble(x);
    double up = change(function, x, Math.nextUp(x + error), value);
    double down = change(function, x, Math.nextDown(x - error), value);
    return Math.max(up, down) * (1 + Math.ulp(1.0));
  }

  /** Returns the change to an end, or to the end of the domain that lies between. */
  private static double change(DoubleUnaryOperator function, double x, double end, double value) {
    double there = function.applyAsDouble(end);
    for (double edge : DOMAIN_ENDS) {
      if (Double.isNaN(there) && (edge - x) * (end - edge) >= 0) {
        there = function.applyAsDouble(edge);
      }
    }
    return Math.abs(there - value);
  }
}
