package org.widelimit.gaussian.dual;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;

/**
 * The second moments {@code E[phi(sqrt(p) z)^2]} of an activation and {@code E[phi'(sqrt(p) z)^2]}
 * of its slope, at many variances.
 *
 * <p>Where there is no closed form and there are more variances than it takes nodes, the moment is
 * interpolated in the variance, with an error of at most half a rounding beside that of the values
 * at the nodes.
 */
public final class SecondMoments {

  /** The interpolation error allowed, relative to the moment. */
  private static final double TOLERANCE = Bounded.ROUNDING / 2;

  private final NumericalDual dual;

  private SecondMoments(NumericalDual dual) {
    this.dual = dual;
  }

  /** Returns the moments of an activation. */
  public static SecondMoments of(Activation activation) {
    return new SecondMoments(NumericalDual.of(activation, activation));
  }

  /**
   * Returns {@code E[phi(sqrt(p) z)^2]}.
   *
   * @param variances the variances {@code p}, not negative
   * @throws DivergentExpectationException if a moment diverges
   */
  public double[] values(double[] variances) {
    return moments(p -> dual.value(p, p, Correlation.ONE).value(), variances);
  }

  /**
   * Returns {@code E[phi'(sqrt(p) z)^2]}, {@code Infinity} for an activation that jumps.
   *
   * @param variances the variances {@code p}, not negative
   * @throws DivergentExpectationException if a moment diverges
   */
  public double[] slopes(double[] variances) {
    return moments(p -> dual.derivative(p, p, Correlation.ONE).value(), variances);
  }

  private double[] moments(DoubleUnaryOperator moment, double[] variances) {
    double[] positive = Arrays.stream(variances).filter(p -> p > 0).toArray();
    if (!dual.isClosed() && positive.length > 1) {
      double lower = Arrays.stream(positive).min().getAsDouble();
      double upper = Arrays.stream(positive).max().getAsDouble();
      double atLower = moment.applyAsDouble(lower);
      double atUpper = moment.applyAsDouble(upper);
      if (atLower > 0 && atUpper > 0 && Double.isFinite(atLower + atUpper)) {
        // For p >= lower the density is at least sqrt(lower/p) of that of variance lower.
        double least = Math.sqrt(lower / upper) * atLower;
        VarianceInterpolation interpolation =
            VarianceInterpolation.between(
                lower,
                upper,
                lower == upper ? 0 : Math.log(atUpper / atLower) / Math.log(upper / lower),
                ellipse -> ellipse.logBound(moment.applyAsDouble(ellipse.top())),
                Math.log(TOLERANCE * least));
        if (interpolation.count() < positive.length) {
          return interpolated(moment, variances, interpolation);
        }
      }
    }
    return Arrays.stream(variances).parallel().map(moment).toArray();
  }

  private static double[] interpolated(
      DoubleUnaryOperator moment, double[] variances, VarianceInterpolation interpolation) {
    double[] values =
        IntStream.range(0, interpolation.count())
            .parallel()
            .mapToDouble(i -> moment.applyAsDouble(interpolation.node(i)))
            .toArray();
    return Arrays.stream(variances)
        .parallel()
        .map(p -> p == 0 ? moment.applyAsDouble(0) : combined(interpolation.weights(p), values))
        .toArray();
  }

  private static double combined(double[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum = Math.fma(weights[i], values[i], sum);
    }
    return sum;
  }
}
