package org.widelimit.network.symbolic;

import java.util.Arrays;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.quadrature.GaussianQuadrature;
import org.widelimit.numeric.Bounded;

/** The derivative of {@code E[phi(sqrt(q) z)^2]} by {@code q}. */
public final class LengthSlope {

  private static final double JUMP_ROUNDINGS = 64;

  private LengthSlope() {}

  /**
   * Integrates {@code E[phi(u) phi'(u) z]/sqrt(q)}, which needs no second derivative and so holds
   * at kinks; a jump adds its delta.
   */
  public static Bounded of(Activation phi, double q) {
    if (q == 0) {
      return atZero(phi);
    }
    double root = Math.sqrt(q);
    double[] breakpoints = phi.breakpoints();
    Bounded sum =
        GaussianQuadrature.expectation(
                z -> {
                  double u = root * z;
                  return phi.function().applyAsDouble(u) * phi.slope().applyAsDouble(u) * z;
                },
                Arrays.stream(breakpoints).map(b -> b / root).toArray())
            .times(1 / root);
    for (double b : breakpoints) {
      double right = square(phi, Math.nextUp(b));
      double left = square(phi, Math.nextDown(b));
      double jump = right - left;
      if (b != 0 && Math.abs(jump) > JUMP_ROUNDINGS * Bounded.ROUNDING * (right + left)) {
        double density = Math.exp(-b * b / (2 * q)) / Math.sqrt(2 * Math.PI);
        sum = sum.plus(Bounded.rounded(jump * density * b / (2 * q * root), 8 + b * b / q));
      }
    }
    return sum;
  }

  private static double square(Activation phi, double x) {
    double value = phi.function().applyAsDouble(x);
    return value * value;
  }

  /** The limit: infinite if {@code phi^2} has a kink at 0. */
  private static Bounded atZero(Activation phi) {
    double right = Double.MIN_NORMAL;
    double slopeRight = phi.slope().applyAsDouble(right);
    double slopeLeft = phi.slope().applyAsDouble(-right);
    double valueRight = phi.function().applyAsDouble(right);
    double valueLeft = phi.function().applyAsDouble(-right);
    double kink = valueRight * slopeRight - valueLeft * slopeLeft;
    if (Math.abs(kink) > JUMP_ROUNDINGS * Bounded.ROUNDING) {
      return Bounded.exact(kink > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
    }
    double curvature =
        (valueRight * phi.curvature().applyAsDouble(right)
                + valueLeft * phi.curvature().applyAsDouble(-right))
            / 2;
    double squares = (slopeRight * slopeRight + slopeLeft * slopeLeft) / 2;
    return Bounded.rounded(squares + curvature, 16);
  }
}
