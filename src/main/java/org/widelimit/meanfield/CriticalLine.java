package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.widelimit.gaussian.Activation;
import org.widelimit.gaussian.Bounded;
import org.widelimit.gaussian.Correlation;
import org.widelimit.gaussian.DivergentExpectationException;
import org.widelimit.gaussian.NumericalDual;

/**
 * Where {@code chi_1} has a given value, 1 on the critical line (Poole et al. 2016; Schoenholz et
 * al. 2017).
 *
 * <p>The line is a curve over the length {@code q}: {@code sigmaW^2 = chi/E phi'^2} and {@code
 * sigmaB^2 = q - sigmaW^2 E phi^2}, both expectations at {@code sqrt(q) z}.
 */
public final class CriticalLine {

  private static final int GRID = 97;

  private final NumericalDual dual;
  private final double chi;

  private CriticalLine(NumericalDual dual, double chi) {
    this.dual = dual;
    this.chi = chi;
  }

  /** Returns the line {@code chi_1 = 1} of an activation. */
  public static CriticalLine of(Activation activation) {
    return new CriticalLine(NumericalDual.of(activation, activation), 1);
  }

  /** Returns the line on which {@code chi_1} has another value of an activation. */
  public static CriticalLine ofChi(Activation activation, double chi) {
    if (!(chi > 0) || Double.isInfinite(chi)) {
      throw new IllegalArgumentException("chi must be positive and finite: " + chi);
    }
    return new CriticalLine(NumericalDual.of(activation, activation), chi);
  }

  /**
   * A point of the line.
   *
   * @param sigmaW2 the weight variance times the width
   * @param sigmaB2 the bias variance
   * @param length the fixed point of the length map; undetermined if every length is one
   */
  public record Point(Bounded sigmaW2, Bounded sigmaB2, Optional<Bounded> length) {}

  /** Returns the weight variance at which {@code chi_1} has the line's value at a length. */
  public Bounded sigmaW2(double length) {
    Bounded slopes = dual.derivative(length, length, Correlation.ONE);
    if (Double.isInfinite(slopes.value())) {
      throw new DivergentExpectationException(
          "E[phi'^2] is infinite because the activation has a jump: chi_1 is infinite at every"
              + " initialization, and there is no critical line");
    }
    if (!(slopes.lower() > 0)) {
      throw new DivergentExpectationException(
          "E[phi'^2] is zero: gradients vanish at every initialization, and there is no critical"
              + " line");
    }
    return Bounded.exact(chi).dividedBy(slopes);
  }

  /** Returns the bias variance that goes with a length on the line; negative off the diagram. */
  public Bounded sigmaB2(double length) {
    return dual.value(length, length, Correlation.ONE)
        .times(sigmaW2(length))
        .times(-1)
        .plus(length);
  }

  /**
   * Finds the points of the line at a bias variance, by ascending length.
   *
   * @param sigmaB2 the bias variance, not negative
   * @throws DivergentExpectationException if {@code chi_1} does not exist
   */
  public List<Point> at(double sigmaB2) {
    DoubleFunction<Bounded> excess = q -> sigmaB2(q).plus(-sigmaB2);
    double[] grid = domain();
    Roots.Scan scan = Roots.scan(excess, grid);
    Bounded bias = Bounded.exact(sigmaB2);
    if (scan.zeroEverywhere()) {
      return List.of(new Point(sigmaW2(1), bias, Optional.empty()));
    }
    List<Point> points = new ArrayList<>();
    if (sigmaB2 == 0 && dual.value(0, 0, Correlation.ONE).value() == 0) {
      points.add(new Point(sigmaW2(0), bias, Optional.of(Bounded.ZERO)));
    }
    for (Bounded root : scan.roots()) {
      Bounded weight = sigmaW2(root.value());
      double spread =
          Math.abs(sigmaW2(root.upper()).value() - sigmaW2(Math.max(0, root.lower())).value());
      points.add(
          new Point(new Bounded(weight.value(), weight.error() + spread), bias, Optional.of(root)));
    }
    return points;
  }

  private double[] domain() {
    double[] grid = Roots.logarithmic(LengthFixedPoints.SMALLEST, LengthFixedPoints.LARGEST, GRID);
    int defined = 0;
    while (defined < grid.length && isDefined(grid[defined])) {
      defined++;
    }
    if (defined == 0) {
      sigmaB2(grid[0]);
    }
    return java.util.Arrays.copyOf(grid, defined);
  }

  private boolean isDefined(double length) {
    try {
      return Double.isFinite(sigmaB2(length).value());
    } catch (DivergentExpectationException divergent) {
      // The caller asks again at the first length, where the reason then reaches the user.
      return false;
    }
  }
}
