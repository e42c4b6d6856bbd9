package org.widelimit.meanfield;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.widelimit.activation.Activation;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Correlation;
import org.widelimit.numeric.DivergentExpectationException;
import org.widelimit.numeric.Roots;

/**
 * Which weight variance to take at a bias variance, for a network of a given depth.
 *
 * <p>A critical point serves only if its length attracts: otherwise the lengths of the layers leave
 * it, and with them {@code chi_1} leaves 1.
 *
 * @param critical the critical points at the bias variance, by ascending length
 * @param recommended the first of them whose length attracts
 * @param law how squared gradients change with the depth at the recommended point, or elsewhere
 * @param window the weight variances around the recommended one between which gradients change by
 *     at most {@code e^6} over the depth
 * @param onset without a recommended point: where on the critical line lengths begin to attract
 * @param elsewhere without a recommended point: a critical point at another bias variance whose
 *     length attracts
 * @param nearest without a recommended point: what comes nearest to criticality at this bias
 *     variance
 */
public record Initialization(
    List<CriticalLine.Point> critical,
    Optional<CriticalLine.Point> recommended,
    GradientLaw law,
    Window window,
    Optional<CriticalLine.Point> onset,
    Optional<CriticalLine.Point> elsewhere,
    Optional<Settled> nearest) {

  /** The number of lengths at which the point nearest to criticality is sought. */
  private static final int GRID = 385;

  /** How far above the onset of attraction another bias variance is proposed. */
  private static final double MARGIN = 1.1;

  /** Copies the list. */
  public Initialization {
    critical = List.copyOf(critical);
  }

  /**
   * An interval of weight variances; an end is empty if the condition holds all the way.
   *
   * @param lower below it gradients vanish
   * @param upper above it gradients explode
   */
  public record Window(Optional<Bounded> lower, Optional<Bounded> upper) {}

  /**
   * A point off the critical line whose length attracts.
   *
   * @param sigmaW2 the weight variance
   * @param length the length it keeps
   * @param chi {@code chi_1} there
   * @param lengthSlope the slope of the length map there: deviations shrink by {@code e^6} over the
   *     depth
   */
  public record Settled(Bounded sigmaW2, Bounded length, Bounded chi, Bounded lengthSlope) {

    /** Returns the layers over which gradients change by a factor {@code e}. */
    public Bounded gradientScale() {
      return DepthScales.ofSlope(chi);
    }
  }

  /**
   * Finds the initialization.
   *
   * @param depth the number of layers, positive
   * @param sigmaB2 the bias variance, not negative
   * @throws DivergentExpectationException if {@code chi_1} does not exist
   */
  public static Initialization of(Activation activation, int depth, double sigmaB2) {
    CriticalLine line = CriticalLine.of(activation);
    List<CriticalLine.Point> critical = line.at(sigmaB2);
    Optional<CriticalLine.Point> recommended = attracting(critical);
    if (recommended.isPresent()) {
      Bounded center = recommended.get().sigmaW2();
      double change = PhasePoint.TRAINABLE_SCALES / depth;
      Window window =
          new Window(
              beside(activation, Math.exp(-change), sigmaB2, center),
              beside(activation, Math.exp(change), sigmaB2, center));
      return new Initialization(
          critical,
          recommended,
          law(activation, recommended.get()),
          window,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    Optional<CriticalLine.Point> onset = line.onsetOfAttraction(sigmaB2);
    Optional<CriticalLine.Point> elsewhere =
        attracting(line.at(0))
            .or(() -> onset.flatMap(point -> attracting(line.at(beyond(point.sigmaB2().value())))));
    return new Initialization(
        critical,
        recommended,
        elsewhere.map(point -> law(activation, point)).orElse(GradientLaw.unknown()),
        new Window(Optional.empty(), Optional.empty()),
        onset,
        elsewhere,
        nearest(activation, depth, sigmaB2));
  }

  private static GradientLaw law(Activation activation, CriticalLine.Point point) {
    MeanFieldMaps maps =
        MeanFieldMaps.of(activation, point.sigmaW2().value(), point.sigmaB2().value());
    return point
        .length()
        .map(length -> GradientLaw.critical(maps, length, point.lengthSlope()))
        .orElse(GradientLaw.constant());
  }

  private static Optional<CriticalLine.Point> attracting(List<CriticalLine.Point> points) {
    return points.stream().filter(point -> point.attraction().holds()).findFirst();
  }

  /** A number of one digit somewhat beyond the onset. */
  private static double beyond(double onset) {
    return new BigDecimal(MARGIN * onset)
        .round(new MathContext(1, RoundingMode.CEILING))
        .doubleValue();
  }

  private static Optional<Bounded> beside(
      Activation activation, double chi, double sigmaB2, Bounded center) {
    return CriticalLine.ofChi(activation, chi).at(sigmaB2).stream()
        .filter(point -> point.attraction().holds())
        .map(CriticalLine.Point::sigmaW2)
        .filter(weight -> chi < 1 == weight.value() < center.value())
        .min(Comparator.comparingDouble(weight -> Math.abs(weight.value() - center.value())));
  }

  /**
   * Every length above {@code sigmaB^2} is the fixed point of one weight variance. Of those whose
   * lengths settle within the depth, returns the one whose gradients change most slowly.
   */
  private static Optional<Settled> nearest(Activation activation, int depth, double sigmaB2) {
    MeanFieldMaps unit = MeanFieldMaps.of(activation, 1, 0);
    Optional<Settled> best = Optional.empty();
    double[] grid =
        Roots.logarithmic(LengthFixedPoints.SMALLEST, LengthFixedPoints.LARGEST / 1e3, GRID);
    for (double above : grid) {
      double length = sigmaB2 + above;
      Settled candidate;
      try {
        Bounded second = unit.dual().value(length, length, Correlation.ONE);
        if (!(second.lower() > 0)) {
          continue;
        }
        Bounded weight = Bounded.exact(length).plus(-sigmaB2).dividedBy(second);
        candidate =
            new Settled(
                weight,
                Bounded.exact(length),
                unit.chi(length).times(weight),
                unit.lengthSlope(length).times(weight));
      } catch (DivergentExpectationException ends) {
        break;
      }
      double change = Math.abs(Math.log(candidate.chi().value()));
      double settling = -Math.log(Math.abs(candidate.lengthSlope().value()));
      if (settling >= PhasePoint.TRAINABLE_SCALES / depth
          && best.map(known -> change < Math.abs(Math.log(known.chi().value()))).orElse(true)) {
        best = Optional.of(candidate);
      }
    }
    return best;
  }
}
