package org.widelimit.gaussian.dual;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An independent reference for Gaussian expectations: composite Gauss-Legendre rules on panels that
 * end at the kinks. It shares no code with what it checks.
 *
 * <p>On a panel of one standard deviation, or of length 1 where that is less, the 16-point rule
 * integrates the functions of the tests to about 1e-15 relative; what lies beyond {@value #REACH}
 * standard deviations is below 1e-28 times a polynomial.
 */
public final class PanelQuadrature {

  private static final double REACH = 11;
  private static final double PANEL = 1.1;

  /** Positive nodes and weights of the 16-point rule, Abramowitz and Stegun 1964, table 25.4. */
  static final double[] NODES = {
    0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
    0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499
  };

  static final double[] WEIGHTS = {
    0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674,
    0.12462897125553388, 0.09515851168249279, 0.062253523938647894, 0.027152459411754096
  };

  private PanelQuadrature() {}

  /** Returns E[f(sd z)] for a standard normal z; f may have a kink or jump at the points. */
  public static double expectation(DoubleUnaryOperator f, double sd, double... kinks) {
    return standard(z -> f.applyAsDouble(sd * z), scaled(kinks, 0, sd), sd);
  }

  /** Returns E[f(u) g(v)] for variances p, q and covariance r. */
  public static double expectation(
      DoubleUnaryOperator f,
      double[] kinksOfF,
      DoubleUnaryOperator g,
      double[] kinksOfG,
      double p,
      double q,
      double r) {
    double conditional = Math.sqrt(Math.max(0, q - r * r / p));
    double root = Math.sqrt(p);
    if (conditional < 1e-7 * Math.sqrt(q)) {
      // Perfectly correlated: v is a multiple of u.
      double slope = r / p;
      double[] kinks = java.util.Arrays.copyOf(kinksOfF, kinksOfF.length + kinksOfG.length);
      for (int i = 0; i < kinksOfG.length; i++) {
        kinks[kinksOfF.length + i] = kinksOfG[i] / slope;
      }
      return expectation(u -> f.applyAsDouble(u) * g.applyAsDouble(slope * u), root, kinks);
    }
    return standard(
        z -> {
          double u = root * z;
          double mean = r / p * u;
          return f.applyAsDouble(u)
              * standard(
                  y -> g.applyAsDouble(mean + conditional * y),
                  scaled(kinksOfG, mean, conditional),
                  conditional);
        },
        scaled(graded(kinksOfF, kinksOfG, p / r, conditional), 0, root),
        root);
  }

  /** Returns E[f(u, v)] of a function that may jump where u or v is 0. */
  public static double expectation(DoubleBinaryOperator f, double p, double q, double r) {
    double root = Math.sqrt(p);
    double slope = p > 0 ? r / p : 0;
    double conditional = Math.sqrt(Math.max(0, q - slope * r));
    DoubleUnaryOperator inner =
        u ->
            conditional < 1e-7
                ? f.applyAsDouble(u, slope * u)
                : standard(
                    y -> f.applyAsDouble(u, slope * u + conditional * y),
                    scaled(new double[] {0}, slope * u, conditional),
                    conditional);
    return root < 1e-7
        ? inner.applyAsDouble(0)
        : standard(z -> inner.applyAsDouble(root * z), new double[] {0}, root);
  }

  /**
   * Adds points around the zones where the conditional mean of v crosses a kink: there the inner
   * integral changes on the scale of the conditional deviation.
   */
  private static double[] graded(
      double[] kinksOfF, double[] kinksOfG, double slope, double conditional) {
    java.util.stream.DoubleStream.Builder points = java.util.stream.DoubleStream.builder();
    for (double kink : kinksOfF) {
      points.add(kink);
    }
    double step = Math.abs(slope) * conditional;
    if (step < 1) {
      for (double kink : kinksOfG) {
        for (int k = -9; k <= 9; k++) {
          points.add(kink * slope + k * step);
        }
      }
    }
    return points.build().toArray();
  }

  private static double[] scaled(double[] kinks, double mean, double sd) {
    return java.util.Arrays.stream(kinks)
        .map(kink -> (kink - mean) / sd)
        .filter(kink -> Math.abs(kink) < REACH)
        .sorted()
        .toArray();
  }

  private static double standard(DoubleUnaryOperator f, double[] kinks, double sd) {
    double total = 0;
    double from = -REACH;
    for (int i = 0; i <= kinks.length; i++) {
      double to = i == kinks.length ? REACH : kinks[i];
      int panels = Math.max(1, (int) Math.ceil((to - from) * Math.max(1, sd) / PANEL));
      for (int k = 0; k < panels; k++) {
        double half = (to - from) / panels / 2;
        double middle = from + (2 * k + 1) * half;
        for (int n = 0; n < NODES.length; n++) {
          double d = half * NODES[n];
          total +=
              half
                  * WEIGHTS[n]
                  * (density(middle - d) * f.applyAsDouble(middle - d)
                      + density(middle + d) * f.applyAsDouble(middle + d));
        }
      }
      from = to;
    }
    return total;
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
