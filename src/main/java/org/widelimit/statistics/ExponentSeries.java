package org.widelimit.statistics;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Against what the logarithm of a quantity is a straight line, for large arguments. */
public enum ExponentSeries {
  /** A power law {@code A x^e (1 + c x^-s + ...)}: a line against log x. */
  LOGARITHMIC,
  /** An exponential law {@code A e^(x e) (1 + c x^-s + ...)}: a line against x. */
  LINEAR;

  /** The abscissa of the line. */
  double abscissa(double x) {
    return this == LOGARITHMIC ? Math.log(x) : x;
  }

  /** Constant, slope, first correction and the correction left out, in powers of x^-s. */
  List<DoubleUnaryOperator> terms(double correctionExponent) {
    return List.of(
        x -> 1,
        this::abscissa,
        x -> Math.pow(x, -correctionExponent),
        x -> Math.pow(x, -2 * correctionExponent));
  }

  /** A correction is fitted where the ladder has a rung to spare. */
  static int kept(int rungs) {
    return rungs > 3 ? 3 : 2;
  }
}
