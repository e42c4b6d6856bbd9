/**
 * The mean-field theory of signal propagation (Poole et al. 2016; Schoenholz et al. 2017): the maps
 * of lengths and correlations from layer to layer, their fixed points and stability, critical
 * lines, depth scales, gradients.
 *
 * <p>{@link MeanFieldMaps} are the maps of an activation, {@link LengthFixedPoints} and {@link
 * CorrelationFixedPoints} what they keep, {@link CriticalLine} where {@code chi_1} is 1, {@link
 * Phase} on which side an initialization lies, {@link Initialization} which one to choose for a
 * depth, {@link GradientLaw} how gradients change with the depth. {@link ResidualLaws} are those of
 * residual networks (Yang and Schoenholz 2017).
 *
 * <p>Invariants: every number has a bound; a root is printed only where signs on both sides of it
 * are certain to some 25 digits; what could not be decided is said.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.meanfield;
