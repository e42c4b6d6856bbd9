package org.widelimit.simulation.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.widelimit.activation.Activation;
import org.widelimit.simulation.matrix.Columns;
import org.widelimit.simulation.matrix.Interpolant;
import org.widelimit.simulation.network.ActivationFunction;

/**
 * Moments of what one neuron adds to a layer's sums, over a Gaussian preactivation u of variance V:
 * of the squared activation, the squared slope, and their products with each other and with u.
 *
 * <p>By composite Gauss-Legendre rules over panels that end at the activation's kinks and jumps, on
 * nodes that do not depend on V within an octave: the activation is evaluated once for all V, and a
 * moment at another V is one sum, or interpolated from such sums ({@link Interpolant}). Panels are
 * narrow against the standard deviation and end {@value #FARTHEST} of them from 0, so that the
 * error is that of rounding, some 1e-14 of the moment, for activations that vary on the scale of 1
 * or slower and grow at most exponentially. None of the program's Gaussian calculus is used, so
 * that a simulation stays a judge of that calculus.
 *
 * <p>Safe for use by several threads.
 */
final class NeuronMoments {
  /** A layer's sums, as means over its neurons. */
  static final int SUMS = 5;

  /** The index of the mean of {@code phi(u)^2}. */
  static final int SQUARE = 0;

  /** The index of the mean of {@code phi'(u)^2}. */
  static final int SLOPE = 1;

  /** The index of the mean of {@code phi(u)^2 phi'(u)^2}. */
  static final int SQUARE_SLOPE = 2;

  /** The index of the mean of {@code u phi(u) phi'(u)}. */
  static final int MIXED = 3;

  /** The index of the mean of {@code u^2 phi'(u)^2}. */
  static final int LENGTH_SLOPE = 4;

  /** In standard deviations of the largest variance of an octave. */
  private static final double FARTHEST = 10;

  private static final double PANEL = 0.5;

  /** Activations of the catalogue vary on the scale of 1, whatever the variance. */
  private static final double WIDEST_PANEL = 0.75;

  /** Of a quadrature, relative: a smaller variance is that of a constant. */
  private static final double ROUNDING = 1e-12;

  /** Intervals of an octave of variances on which moments are interpolated. */
  private static final int CELLS = 4;

  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(12);

  private final ActivationFunction activation;
  private final double[] breakpoints;
  private final Map<Integer, Grid> grids = new ConcurrentHashMap<>();
  private final Map<Integer, Optional<Interpolant>> interpolants = new ConcurrentHashMap<>();

  private NeuronMoments(String text) {
    activation = ActivationFunction.of(text);
    breakpoints = Activation.parse(text).breakpoints();
  }

  /** Returns the moments of an activation: a name of the catalogue or a formula in {@code x}. */
  static NeuronMoments of(String activation) {
    return new NeuronMoments(activation);
  }

  /**
   * The nodes and what the activation is there.
   *
   * @param u the nodes
   * @param weights of the rule, without the density
   * @param summands one row a sum, one column a node
   * @param squares of activation's and slope's squares
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, read in inner loops
  record Grid(double[] u, double[] weights, double[][] summands, double[][] squares) {}

  /**
   * The moments at one variance.
   *
   * @param means of the layer's sums
   * @param covariance of a neuron's squared activation and squared slope
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, read in inner loops
  record At(double[] means, double[][] covariance) {}

  /** Returns the moments at a variance, not negative. */
  At at(double variance) {
    if (!(variance > 0)) {
      double[] zero = new double[1];
      return new At(sums(zero), new double[2][2]);
    }
    int cell = cell(variance);
    double[] moments =
        interpolants
            .computeIfAbsent(cell, this::interpolant)
            .map(known -> known.at(variance))
            .orElseGet(() -> integrals(variance));
    double[] means = Arrays.copyOf(moments, SUMS);
    double square = means[SQUARE];
    double slope = means[SLOPE];
    double covariance = means[SQUARE_SLOPE] - square * slope;
    return new At(
        means,
        new double[][] {
          {variance(moments[SUMS], square), covariance},
          {covariance, variance(moments[SUMS + 1], slope)}
        });
  }

  /** Numbers the quarters of octaves. */
  private static int cell(double variance) {
    int octave = Math.getExponent(variance);
    return CELLS * octave + (int) (CELLS * (Math.scalb(variance, -octave) - 1));
  }

  private Optional<Interpolant> interpolant(int cell) {
    double octave = Math.scalb(1.0, Math.floorDiv(cell, CELLS));
    double quarter = octave / CELLS;
    double from = octave + Math.floorMod(cell, CELLS) * quarter;
    return Interpolant.of(from, from + quarter, this::integrals);
  }

  /** Returns the means of a layer's sums and of the squares of the first two, by quadrature. */
  double[] integrals(double variance) {
    Grid grid = grids.computeIfAbsent(Math.getExponent(variance), this::grid);
    double[] density = density(grid, variance);
    double[] integrals = new double[SUMS + 2];
    for (int k = 0; k < SUMS; k++) {
      integrals[k] = Columns.innerProduct(density, grid.summands()[k]);
    }
    for (int k = 0; k < 2; k++) {
      integrals[SUMS + k] = Columns.innerProduct(density, grid.squares()[k]);
    }
    return integrals;
  }

  private static double variance(double meanOfSquares, double mean) {
    double variance = meanOfSquares - mean * mean;
    return variance > ROUNDING * meanOfSquares ? variance : 0;
  }

  static double[] density(Grid grid, double variance) {
    double[] u = grid.u();
    double[] weights = grid.weights();
    double[] density = new double[u.length];
    double scale = 1 / Math.sqrt(2 * Math.PI * variance);
    double rate = -0.5 / variance;
    for (int i = 0; i < u.length; i++) {
      density[i] = scale * weights[i] * Math.exp(rate * u[i] * u[i]);
    }
    return density;
  }

  /** Returns the means over neurons of given preactivations. */
  double[] sums(double[] u) {
    double[] h = activation.value(u);
    double[] slope = activation.slope(u);
    double[] sums = new double[SUMS];
    for (int i = 0; i < u.length; i++) {
      double square = h[i] * h[i];
      double squaredSlope = slope[i] * slope[i];
      sums[SQUARE] += square;
      sums[SLOPE] += squaredSlope;
      sums[SQUARE_SLOPE] += square * squaredSlope;
      sums[MIXED] += u[i] * h[i] * slope[i];
      sums[LENGTH_SLOPE] += u[i] * u[i] * squaredSlope;
    }
    for (int k = 0; k < SUMS; k++) {
      sums[k] /= u.length;
    }
    return sums;
  }

  private Grid grid(int octave) {
    double smallest = Math.sqrt(Math.scalb(1.0, octave));
    double end = FARTHEST * smallest * Math.sqrt(2);
    TreeSet<Double> ends = new TreeSet<>(List.of(-end, end));
    for (double point : breakpoints) {
      if (Math.abs(point) < end) {
        ends.add(point);
      }
    }
    List<Double> nodes = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    double from = Double.NaN;
    for (double to : ends) {
      if (!Double.isNaN(from)) {
        int panels = (int) Math.ceil((to - from) / Math.min(PANEL * smallest, WIDEST_PANEL));
        for (int k = 0; k < panels; k++) {
          double half = (to - from) / panels / 2;
          double middle = from + (2 * k + 1) * half;
          for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
            nodes.add(middle + half * RULE.getPoint(i));
            weights.add(half * RULE.getWeight(i));
          }
        }
      }
      from = to;
    }
    double[] u = nodes.stream().mapToDouble(Double::doubleValue).toArray();
    double[] h = Arrays.copyOf(activation.value(u), u.length);
    double[] slope = Arrays.copyOf(activation.slope(u), u.length);
    double[][] summands = new double[SUMS][u.length];
    double[][] squares = new double[2][u.length];
    for (int i = 0; i < u.length; i++) {
      double square = h[i] * h[i];
      double squaredSlope = slope[i] * slope[i];
      summands[SQUARE][i] = square;
      summands[SLOPE][i] = squaredSlope;
      summands[SQUARE_SLOPE][i] = square * squaredSlope;
      summands[MIXED][i] = u[i] * h[i] * slope[i];
      summands[LENGTH_SLOPE][i] = u[i] * u[i] * squaredSlope;
      squares[0][i] = square * square;
      squares[1][i] = squaredSlope * squaredSlope;
    }
    return new Grid(
        u, weights.stream().mapToDouble(Double::doubleValue).toArray(), summands, squares);
  }
}
