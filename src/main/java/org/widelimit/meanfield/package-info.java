/**
 * The mean-field theory of signal propagation, in numbers: the maps of lengths and correlations,
 * their fixed points, critical lines and depth scales.
 *
 * <p>{@link MeanFieldMaps} are the maps of an activation at given variances, with their slopes.
 * {@link LengthFixedPoints} and {@link CorrelationFixedPoints} are what the maps keep, each a
 * {@link FixedPoint} with its slope, its {@link Stability} and its basin. {@link PhasePoint} puts
 * all of one initialization together: {@link Phase}, {@link DepthScales}, {@link GradientLaw}.
 * {@link CriticalLine} is where {@code chi_1} has a given value, 1 on the critical line; {@link
 * Initialization} chooses a point on it for a network of a given depth; {@link LayerTable} shows
 * the layers of a network of finite depth. {@link ResidualLaws} and {@link ResidualPoint} do the
 * same for residual networks.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A length q is the mean squared preactivation of a layer. {@code sigmaW2} is a weight's
 *       variance times the fan-in, {@code sigmaB2} a bias's variance.
 *   <li>Every number has a bound. A root is one only where the signs on both sides of it are
 *       certain; where moments cancel, they are computed to some 25 digits ({@code LengthMoments}).
 *       Where a sign could not be decided, the stretch is named.
 *   <li>A basin is claimed only by a reason that holds for every length map ({@code LengthBasins}).
 *       {@link Attraction} says whether lengths approach a point.
 *   <li>All values are immutable.
 * </ul>
 *
 * <p>These numbers prove no claim: asymptotic laws are derived in {@code
 * verification.derive.depth}, and formulas of the critical line in {@code network.symbolic}. Words
 * for print are in {@code cli.output}.
 *
 * <p>Sources: Poole et al. 2016 (maps, phases), Schoenholz et al. 2017 (depth scales, dropout),
 * Yang and Schoenholz 2017 (residual networks), Coppel 1955 (iteration without cycles).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.meanfield;
