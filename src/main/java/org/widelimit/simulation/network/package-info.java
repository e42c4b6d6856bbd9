/**
 * Finite random networks: a {@link NetworkSpec} says how wide and how scaled, a {@link
 * NetworkFamily} makes one for every width, a {@link Network} has its weights, {@link ForwardPass}
 * and {@link NeuralTangentKernel} are computed from it. One code runs on dense and on revealed
 * matrices.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.network;
