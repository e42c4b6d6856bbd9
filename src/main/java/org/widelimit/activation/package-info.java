/**
 * Activations: an {@link Activation} is a formula in {@code x} and what follows from it
 * (derivatives, kinks, compiled code); {@link ActivationCatalogue} has those with names; {@link
 * ActivationNames} resolves names in formulas; {@link Homogeneous} recognizes powers on either side
 * of 0.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.activation;
