package org.widelimit.meanfield;

import java.util.Optional;
import org.widelimit.numeric.Bounded;
import org.widelimit.numeric.Propagation;

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
 * @param law how squared gradients change with the depth
 */
public record PhasePoint(
    MeanFieldMaps maps,
    LengthFixedPoints lengths,
    Optional<Bounded> length,
    Optional<Bounded> chi,
    Optional<CorrelationFixedPoints> correlations,
    Optional<Bounded> correlationSlope,
    Optional<DepthScales> scales,
    Phase phase,
    GradientLaw law) {

  /** How far {@code chi_1} may be from 1 to be called critical, beside its own error bound. */
  public static final double CRITICAL_WITHIN = 1e-12;

  /** The multiple of the correlation depth scale that is trainable (Schoenholz et al. 2017). */
  public static final double TRAINABLE_SCALES = 6;

  /**
   * Computes everything at one point.
   *
   * @throws org.widelimit.numeric.DivergentExpectationException if the maps do not exist
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
    Bounded chi = Propagation.of(q -> maps.chi(q[0]), length.get());
    Phase phase = phase(chi);
    Optional<CorrelationFixedPoints> correlations =
        length.get().value() == 0
            ? Optional.empty()
            : Optional.of(CorrelationFixedPoints.of(maps, length.get()));
    Bounded correlationSlope =
        correlations
            .flatMap(CorrelationFixedPoints::attractor)
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
            DepthScales.ofSlope(chi.times(1 / maps.keepRate())));
    return new PhasePoint(
        maps,
        lengths,
        length,
        Optional.of(chi),
        correlations,
        Optional.of(correlationSlope),
        Optional.of(scales),
        phase,
        law(maps, lengths, length.get(), lengthSlope, phase));
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
        Phase.UNBOUNDED,
        GradientLaw.unknown());
  }

  private static GradientLaw law(
      MeanFieldMaps maps,
      LengthFixedPoints lengths,
      Bounded length,
      Bounded lengthSlope,
      Phase phase) {
    if (phase != Phase.CRITICAL) {
      return GradientLaw.exponential();
    }
    return lengths.everyLength()
        ? GradientLaw.constant()
        : GradientLaw.critical(maps, length, lengthSlope);
  }

  private static Phase phase(Bounded chi) {
    if (chi.lower() > 1 + CRITICAL_WITHIN) {
      return Phase.CHAOTIC;
    }
    return chi.upper() < 1 - CRITICAL_WITHIN ? Phase.ORDERED : Phase.CRITICAL;
  }

  /**
   * Returns the depth to which the network can be trained, six correlation depth scales (Schoenholz
   * et al. 2017, section 5); infinite where the scale is, 0 for an unbounded network.
   */
  public Bounded trainableDepth() {
    return scales.map(s -> s.correlation().times(TRAINABLE_SCALES)).orElse(Bounded.ZERO);
  }
}
