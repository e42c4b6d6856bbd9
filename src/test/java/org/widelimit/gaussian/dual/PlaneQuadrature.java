package org.widelimit.gaussian.dual;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;

/**
 * An independent reference for duals of activations that are smooth but at 0: polar coordinates in
 * the plane, so that the kinks are rays and the rule is as good at correlation 1 as at 0.
 *
 * <p>With {@code u = Sqrt[p] R cos t} and {@code v = Sqrt[q] R cos(t - a)}, a the angle between the
 * inputs, the integrand is smooth between the four rays on which u or v is 0: Gauss-Legendre rules
 * on panels of the angle and of the radius. The angle is computed from p, q and r as the doubles
 * they are, the determinant exactly. It shares no code with what it checks.
 */
public final class PlaneQuadrature {

  /** The radius, for activations that grow no faster than Exp[x], beyond which 1e-18 is left. */
  private static final double REACH = 9;

  /** The length of a panel of the radius, in units of the larger deviation or 1. */
  private static final double PANEL = 2;

  private static final int ORDER = 16;

  private static final double[][] RULE = legendre(ORDER);

  private PlaneQuadrature() {}

  /** Returns E[f(u) g(v)] for variances p, q above 0 and covariance r, {@code r^2 <= p q}. */
  public static double expectation(
      DoubleUnaryOperator f, DoubleUnaryOperator g, double p, double q, double r) {
    BigDecimal product = new BigDecimal(p).multiply(new BigDecimal(q));
    double determinant =
        product.subtract(new BigDecimal(r).multiply(new BigDecimal(r))).doubleValue();
    if (determinant < 0) {
      throw new IllegalArgumentException("no covariance");
    }
    // The angle from its sine where that is the more accurate, and exactly 0 and Pi at the ends.
    double angle = Math.atan2(Math.sqrt(determinant), r);
    double supplement = Math.atan2(Math.sqrt(determinant), -r);
    double sp = Math.sqrt(p);
    double sq = Math.sqrt(q);
    double reach = REACH + sp + sq;
    int panels = (int) Math.ceil(reach * Math.max(1, Math.max(sp, sq)) / PANEL);
    // v vanishes at angle - Pi/2, u at Pi/2: the sectors in between are this wide. The pair (-u,
    // -v) is the other half of the plane.
    double total = sector(f, g, sp, sq, supplement, true, reach, panels);
    return total + sector(f, g, sp, sq, angle, false, reach, panels);
  }

  /**
   * Integrates over two opposite sectors.
   *
   * @param same whether u and v have equal signs there
   */
  private static double sector(
      DoubleUnaryOperator f,
      DoubleUnaryOperator g,
      double sp,
      double sq,
      double width,
      boolean same,
      double reach,
      int panels) {
    double total = 0;
    int parts = 1 + (int) (panels * width / 4);
    for (int part = 0; part < parts; part++) {
      for (int i = 0; i < ORDER; i++) {
        // t is the distance from the ray where u = 0; v is 0 at t = width.
        double t = width * (part + (1 + RULE[0][i]) / 2) / parts;
        double u = sp * Math.sin(t);
        double v = sq * Math.sin(width - t) * (same ? 1 : -1);
        total += RULE[1][i] * width / (2 * parts) * radial(f, g, u, v, reach, panels);
      }
    }
    return total / (2 * Math.PI);
  }

  private static double radial(
      DoubleUnaryOperator f, DoubleUnaryOperator g, double u, double v, double reach, int panels) {
    double total = 0;
    double half = reach / panels / 2;
    for (int panel = 0; panel < panels; panel++) {
      for (int i = 0; i < ORDER; i++) {
        double radius = half * (2 * panel + 1 + RULE[0][i]);
        double a = radius * u;
        double b = radius * v;
        double both =
            f.applyAsDouble(a) * g.applyAsDouble(b) + f.applyAsDouble(-a) * g.applyAsDouble(-b);
        total += half * RULE[1][i] * radius * Math.exp(-radius * radius / 2) * both;
      }
    }
    return total;
  }

  /** Nodes and weights by Newton's method on the three-term recurrence. */
  private static double[][] legendre(int order) {
    double[][] rule = new double[2][order];
    for (int i = 0; i < order; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (order + 0.5));
      double slope = 1;
      for (int step = 0; step < 20; step++) {
        double before = 1;
        double now = x;
        for (int k = 2; k <= order; k++) {
          double next = ((2 * k - 1) * x * now - (k - 1) * before) / k;
          before = now;
          now = next;
        }
        slope = order * (x * now - before) / (x * x - 1);
        x -= now / slope;
      }
      rule[0][i] = x;
      rule[1][i] = 2 / ((1 - x * x) * slope * slope);
    }
    return rule;
  }
}
