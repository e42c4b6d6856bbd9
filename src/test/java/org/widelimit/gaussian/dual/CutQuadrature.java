package org.widelimit.gaussian.dual;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * An independent reference for duals of functions with kinks and jumps anywhere, to all ends of the
 * domain: composite Gauss-Legendre rules over v given u inside, over u outside.
 *
 * <p>Panels end at the kinks of both, and in u they are graded around the places where the mean of
 * v given u crosses a kink, on the scale of the conditional deviation. The determinant is taken
 * exactly from the doubles p, q and r. On a panel of 1.5 deviations, or of length 8 where that is
 * less, the 16-point rule integrates the density times an exponential to 1e-16; what lies beyond
 * {@value #REACH} deviations is below 1e-18. It shares no code with what it checks.
 */
public final class CutQuadrature {

  private static final double REACH = 9.25;
  private static final double PANEL = 1.5;
  private static final double LONGEST = 8;

  /** How many conditional deviations a boundary layer reaches. */
  private static final int LAYER = 9;

  /** Below this the pair is taken as a line: not even a jump in both would see the difference. */
  private static final double LINE = 1e-14;

  private static final double[] NODES = PanelQuadrature.NODES;

  private static final double[] WEIGHTS = PanelQuadrature.WEIGHTS;

  private CutQuadrature() {}

  /**
   * Returns E[f(u) g(v)] for variances p and q and covariance r, {@code r^2 <= p q}; at variance 0
   * the limit of small variances and no correlation.
   */
  public static double expectation(
      DoubleUnaryOperator f,
      double[] kinksOfF,
      DoubleUnaryOperator g,
      double[] kinksOfG,
      double p,
      double q,
      double r) {
    if (p == 0 || q == 0) {
      return mean(f, kinksOfF, p) * mean(g, kinksOfG, q);
    }
    BigDecimal product = new BigDecimal(p).multiply(new BigDecimal(q));
    double determinant = product.subtract(new BigDecimal(r).pow(2)).doubleValue();
    if (determinant < 0) {
      throw new IllegalArgumentException("no covariance");
    }
    double root = Math.sqrt(p);
    double slope = r / root;
    double conditional = Math.sqrt(determinant) / root;
    if (conditional < LINE * Math.sqrt(q)) {
      double[] cuts = join(scaled(kinksOfF, 0, root), scaled(kinksOfG, 0, slope));
      return standard(
          z -> f.applyAsDouble(root * z) * g.applyAsDouble(slope * z), cuts, Math.max(root, slope));
    }
    double[] layers = layers(scaled(kinksOfG, 0, slope), conditional / Math.abs(slope));
    return standard(
        z -> {
          double factor = f.applyAsDouble(root * z);
          double mean = slope * z;
          return factor == 0
              ? 0
              : factor
                  * standard(
                      y -> g.applyAsDouble(mean + conditional * y),
                      scaled(kinksOfG, mean, conditional),
                      conditional);
        },
        join(scaled(kinksOfF, 0, root), layers),
        Math.max(root, Math.abs(slope)));
  }

  /** Returns E[f(u)] for a variance, at 0 the mean of the limits from both sides. */
  public static double mean(DoubleUnaryOperator f, double[] kinks, double variance) {
    double root = Math.sqrt(variance);
    return variance == 0
        ? (f.applyAsDouble(Double.MIN_NORMAL) + f.applyAsDouble(-Double.MIN_NORMAL)) / 2
        : standard(z -> f.applyAsDouble(root * z), scaled(kinks, 0, root), root);
  }

  private static double[] layers(double[] centers, double width) {
    return width > 1
        ? new double[0]
        : Arrays.stream(centers)
            .flatMap(
                center ->
                    DoubleStream.iterate(-LAYER, k -> k <= LAYER, k -> k + 1)
                        .map(k -> center + k * width))
            .toArray();
  }

  private static double[] scaled(double[] kinks, double mean, double deviation) {
    return Arrays.stream(kinks).map(kink -> (kink - mean) / deviation).toArray();
  }

  private static double[] join(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  /** Integrates over the standard normal density, on panels that end at the cuts. */
  private static double standard(DoubleUnaryOperator f, double[] cuts, double scale) {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(-REACH, REACH),
                Arrays.stream(cuts).filter(cut -> Math.abs(cut) < REACH))
            .sorted()
            .toArray();
    double longest = Math.min(PANEL, LONGEST / scale);
    double total = 0;
    for (int i = 0; i + 1 < ends.length; i++) {
      int panels = (int) Math.ceil((ends[i + 1] - ends[i]) / longest);
      double half = (ends[i + 1] - ends[i]) / panels / 2;
      for (int k = 0; k < panels; k++) {
        double middle = ends[i] + (2 * k + 1) * half;
        for (int n = 0; n < NODES.length; n++) {
          double d = half * NODES[n];
          total +=
              half
                  * WEIGHTS[n]
                  * (density(middle - d) * f.applyAsDouble(middle - d)
                      + density(middle + d) * f.applyAsDouble(middle + d));
        }
      }
    }
    return total;
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
