package org.widelimit.meanfield;

import java.util.Optional;
import org.widelimit.gaussian.Bounded;
import org.widelimit.network.MeanFieldMaps;

/**
 * All that mean-field theory says about one initialization.
 *
 * @param maps the activation and the variances
 * @param lengths the fixed points of the length map
 * @param length the length that the network settles at, if there is one
 * @param chi {@code chi_1} there
 * @param correlations the fixed points of the correlation map there
 * @param correlationSlope {@code chi_c*}, the map's slope at its attracting fixed point
 * @param scales the depth scales
 * @param phase the phase
 */
public record PhasePoint(
    MeanFieldMaps maps,
    LengthFixedPoints lengths,
    Optional<Bounded> length,
    Optional<Bounded> chi,
    Optional<CorrelationFixedPoints> correlations,
    Optional<Bounded> correlationSlope,
    Optional<DepthScales> scales,
    Phase phase) {

  /** How far {@code chi_1} may be from 1 to be called critical, beside its own error bound. */
  public static final double CRITICAL_WITHIN = 1e-12;

  /** The multiple of the correlation depth scale that is trainable (Schoenholz et al. 2017). */
  public static final double TRAINABLE_SCALES = 6;

  /**
   * Computes everything at one point.
   *
   * @throws org.widelimit.gaussian.DivergentExpectationException if the maps do not exist
   */
  public static PhasePoint of(MeanFieldMaps maps) {
    LengthFixedPoints lengths = LengthFixedPoints.of(maps);
    Optional<Bounded> length =
        lengths.everyLength()
            ? Optional.of(Bounded.exact(1))
            : lengths.attractor().map(FixedPoint::value);
    if (length.isEmpty()) {
      return unbounded(maps, lengths);
    }
    double q = length.get().value();
    Bounded chi = around(maps, length.get());
    Phase phase = phase(chi);
    if (q == 0) {
      Bounded slope = lengths.attractor().map(FixedPoint::slope).orElse(Bounded.ZERO);
      DepthScales scales =
          new DepthScales(
              DepthScales.ofSlope(slope), DepthScales.ofSlope(chi), DepthScales.ofSlope(chi));
      return new PhasePoint(
          maps,
          lengths,
          length,
          Optional.of(chi),
          Optional.empty(),
          Optional.of(chi),
          Optional.of(scales),
          phase);
    }
    CorrelationFixedPoints correlations = CorrelationFixedPoints.of(maps, q);
    Bounded correlationSlope =
        correlations
            .attractor()
            .filter(point -> point.value().value() < 1)
            .map(FixedPoint::slope)
            .orElse(chi);
    Bounded lengthSlope =
        lengths.everyLength()
            ? Bounded.exact(1)
            : lengths.attractor().map(FixedPoint::slope).orElse(Bounded.exact(1));
    DepthScales scales =
        new DepthScales(
            DepthScales.ofSlope(lengthSlope),
            DepthScales.ofSlope(correlationSlope),
            phase == Phase.CRITICAL
                ? Bounded.exact(Double.POSITIVE_INFINITY)
                : DepthScales.ofSlope(chi));
    return new PhasePoint(
        maps,
        lengths,
        length,
        Optional.of(chi),
        Optional.of(correlations),
        Optional.of(correlationSlope),
        Optional.of(scales),
        phase);
  }

  private static PhasePoint unbounded(MeanFieldMaps maps, LengthFixedPoints lengths) {
    return new PhasePoint(
        maps,
        lengths,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Phase.UNBOUNDED);
  }

  /** Returns {@code chi_1} with the uncertainty of the length included. */
  private static Bounded around(MeanFieldMaps maps, Bounded length) {
    Bounded chi = maps.chi(length.value());
    if (length.error() == 0 || Double.isInfinite(chi.value())) {
      return chi;
    }
    double lower = maps.chi(Math.max(0, length.lower())).value();
    double upper = maps.chi(length.upper()).value();
    return new Bounded(chi.value(), chi.error() + Math.abs(upper - lower));
  }

  private static Phase phase(Bounded chi) {
    if (chi.lower() > 1 + CRITICAL_WITHIN) {
      return Phase.CHAOTIC;
    }
    return chi.upper() < 1 - CRITICAL_WITHIN ? Phase.ORDERED : Phase.CRITICAL;
  }

  /**
   * Returns the depth to which the network can be trained, six correlation depth scales (Schoenholz
   * et al. 2017, section 5); infinite on the critical line, 0 for an unbounded network.
   */
  public double trainableDepth() {
    if (phase == Phase.CRITICAL && maps.keepRate() == 1) {
      return Double.POSITIVE_INFINITY;
    }
    return scales.map(s -> TRAINABLE_SCALES * Math.abs(s.correlation().value())).orElse(0.0);
  }
}
