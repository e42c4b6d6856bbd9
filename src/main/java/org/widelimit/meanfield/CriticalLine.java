package org.widelimit.meanfield;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.gaussian.dual.NumericalDual;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.DoubleDouble;
import org.widelimit.numeric.Excess;
import org.widelimit.numeric.Propagation;
import org.widelimit.numeric.Roots;
import org.widelimit.numeric.Stretch;

/**
 * Where {@code chi_1} has a given value, 1 on the critical line (Poole et al. 2016; Schoenholz et
 * al. 2017).
 *
 * <p>The line is a curve over the length {@code q}: {@code sigmaW^2 = chi/E phi'^2} and {@code
 * sigmaB^2 = q - sigmaW^2 E phi^2}, both expectations at {@code sqrt(q) z}.
 */
public final class CriticalLine {

  private static final int GRID = 193;

  /** The maps at unit weight variance, without biases. */
  private final MeanFieldMaps maps;

  private final NumericalDual dual;
  private final double chi;
  private final LengthMoments moments;

  private CriticalLine(Activation activation, double chi) {
    this.maps = MeanFieldMaps.of(activation, 1, 0);
    this.dual = maps.dual();
    this.chi = chi;
    this.moments = LengthMoments.of(activation);
  }

  /** Returns the line {@code chi_1 = 1} of an activation. */
  public static CriticalLine of(Activation activation) {
    return new CriticalLine(activation, 1);
  }

  /** Returns the line on which {@code chi_1} has another value of an activation. */
  public static CriticalLine ofChi(Activation activation, double chi) {
    if (!(chi > 0) || Double.isInfinite(chi)) {
      throw new IllegalArgumentException("chi must be positive and finite: " + chi);
    }
    return new CriticalLine(activation, chi);
  }

  /**
   * A point of the line.
   *
   * @param sigmaW2 the weight variance times the width
   * @param sigmaB2 the bias variance
   * @param length the fixed point of the length map; undetermined if every length is one
   * @param lengthSlope the slope of the length map there
   * @param attraction whether a network's lengths approach it
   */
  public record Point(
      Bounded sigmaW2,
      Bounded sigmaB2,
      Optional<Bounded> length,
      Bounded lengthSlope,
      Attraction attraction) {}

  /**
   * What a search found.
   *
   * @param points the points of the line, by ascending length
   * @param undecided lengths between which the line may or may not have a point
   */
  public record Found(List<Point> points, List<Stretch> undecided) {

    /** Copies the lists. */
    public Found {
      points = List.copyOf(points);
      undecided = List.copyOf(undecided);
    }
  }

  /** Returns the weight variance at which {@code chi_1} has the line's value at a length. */
  public Bounded sigmaW2(double length) {
    return ofSlopes(dual.derivative(length, length, Correlation.ONE));
  }

  private Bounded ofSlopes(Bounded slopes) {
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
    return search(sigmaB2).points();
  }

  /**
   * Finds the points of the line at a bias variance, and says where it cannot tell.
   *
   * @param sigmaB2 the bias variance, not negative
   * @throws DivergentExpectationException if {@code chi_1} does not exist
   */
  public Found search(double sigmaB2) {
    double[] grid = domain();
    Roots.Scan scan = Roots.scanWithDips(excess(sigmaB2), grid);
    Bounded bias = Bounded.exact(sigmaB2);
    if (scan.zeroEverywhere()) {
      return new Found(
          List.of(
              new Point(
                  sigmaW2(1), bias, Optional.empty(), Bounded.exact(1), Attraction.EVERY_LENGTH)),
          List.of());
    }
    List<Point> points = new ArrayList<>();
    if (sigmaB2 == 0
        && moments.vanishesAtZero()
        && dual.derivative(0, 0, Correlation.ONE).lower() > 0) {
      points.add(atZero());
    }
    for (Bounded root : scan.roots()) {
      points.add(at(root, bias));
    }
    // For an odd activation without biases E[q phi'^2 - phi^2] is a sum of squares, those of its
    // Hermite coefficients from the third on (Poincare's inequality): chi_1 = 1 at no length.
    boolean none = sigmaB2 == 0 && chi == 1 && scan.roots().isEmpty() && moments.isOdd();
    return new Found(points, none ? List.of() : scan.undecided());
  }

  /** What the bias variance of the line exceeds the wanted one by. */
  private Excess excess(double sigmaB2) {
    return new Excess() {
      @Override
      public Bounded rough(double q) {
        return sigmaB2(q).plus(-sigmaB2);
      }

      @Override
      public Optional<Bounded> fine(double q) {
        DoubleDouble above = DoubleDouble.of(q).minus(DoubleDouble.of(sigmaB2));
        return moments
            .at(q)
            .map(
                at ->
                    at.slopeSquare()
                        .combined(above, at.square(), DoubleDouble.of(-chi))
                        .rounded()
                        .dividedBy(at.slopeSquare().rounded()));
      }
    };
  }

  private Bounded preciseSigmaW2(double length) {
    return moments.number(length, at -> ofSlopes(at.slopeSquare().rounded()), this::sigmaW2);
  }

  private Bounded preciseLengthSlope(double length) {
    return moments.number(
        length, at -> at.derivative().rounded().times(preciseSigmaW2(length)), this::lengthSlope);
  }

  private Point at(Bounded length, Bounded bias) {
    Bounded slope = Propagation.of(q -> preciseLengthSlope(q[0]), length);
    return new Point(
        Propagation.of(q -> preciseSigmaW2(q[0]), length),
        bias,
        Optional.of(length),
        slope,
        Attraction.ofSlope(slope));
  }

  /** At length 0 the slope may be 1 without deciding anything: the lengths beside it do. */
  private Point atZero() {
    Bounded weight = sigmaW2(0);
    boolean attracts =
        LengthFixedPoints.of(maps.at(weight.value(), 0)).points().stream()
            .anyMatch(point -> point.value().value() == 0 && point.attracts());
    return new Point(
        weight,
        Bounded.ZERO,
        Optional.of(Bounded.ZERO),
        lengthSlope(0),
        attracts ? Attraction.ATTRACTING : Attraction.REPELLING);
  }

  /** Returns the slope of the length map at a length on the line. */
  public Bounded lengthSlope(double length) {
    return maps.lengthSlope(length).times(sigmaW2(length));
  }

  /**
   * Returns the point of the line nearest in {@code sigmaB^2} at which lengths begin to be
   * attracted: beside it they are repelled on one side and attracted on the other. Empty if no
   * point with {@code sigmaB^2 >= 0} attracts, or none repels.
   */
  public Optional<Point> onsetOfAttraction(double sigmaB2) {
    double[] grid = domain();
    Optional<Point> nearest = Optional.empty();
    for (int i = 0; i + 1 < grid.length; i++) {
      int left = slopeSign(grid[i]);
      int right = slopeSign(grid[i + 1]);
      if (left * right < 0) {
        Bounded length = Roots.enclose(q -> lengthSlope(q).plus(-1), grid[i], grid[i + 1], left);
        Bounded bias = Propagation.of(q -> sigmaB2(q[0]), length);
        if (bias.value() >= 0
            && nearest
                .map(
                    known ->
                        Math.abs(bias.value() - sigmaB2)
                            < Math.abs(known.sigmaB2().value() - sigmaB2))
                .orElse(true)) {
          nearest = Optional.of(at(length, bias));
        }
      }
    }
    return nearest;
  }

  /** Returns the sign of the length map's slope less 1, 0 where it is undecided or diverges. */
  private int slopeSign(double length) {
    try {
      return Roots.sign(lengthSlope(length).plus(-1));
    } catch (DivergentExpectationException divergent) {
      // The slope's expectation may end before the line's do: there is no onset beyond.
      return 0;
    }
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
