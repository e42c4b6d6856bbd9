package org.widelimit.gaussian.quadrature;

import java.util.function.DoubleUnaryOperator;

/**
 * Looks for mass near 0 that an equidistant rule may step over. An activation that lives near 0,
 * such as {@code Exp[-x^2]}, is a peak of width {@code 1/sqrt(q)} in the standard normal variable:
 * two steps that both miss it agree.
 */
final class NarrowMass {

  /** A rule that sees less than this part of the mass found here has missed it. */
  static final double SEEN = 1.0 / 32;

  /** The probes are this much nearer to 0 each. */
  private static final double RATIO = 4;

  private static final int PROBES = 14;

  private NarrowMass() {}

  /**
   * Returns roughly the integral of {@code g(r) exp(-r^2/2)/sqrt(2 pi)} over {@code r} from 0 to 1,
   * from its values at powers of 1/4; 0 if any is not finite.
   */
  static double of(DoubleUnaryOperator g) {
    double sum = 0;
    double r = 1;
    for (int i = 0; i < PROBES; i++) {
      sum += g.applyAsDouble(r) * r * GaussianQuadrature.density(r);
      r /= RATIO;
    }
    return Double.isFinite(sum) ? sum * (RATIO - 1) / RATIO : 0;
  }
}
