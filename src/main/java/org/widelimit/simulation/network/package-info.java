/**
 * Finite random networks: their shape, their weights, and what is computed from them.
 *
 * <p>A {@link NetworkSpec} is one network up to its random weights: {@link LayerSpec}s from the
 * input up and a linear readout. A {@link NetworkFamily} makes a spec for every width. {@link
 * Network#sample} draws the weights; the network then has a {@link ForwardPass} for a batch of
 * {@link Inputs}, passes backward and forward between layers, and a {@link NeuralTangentKernel}.
 * {@link ActivationFunction} is an activation compiled for batches. {@link Innovations} keeps what
 * was random about the passes as numbers of expectation 0, which serve as control variates.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Layers count from 1; layer L + 1 is the readout. A layer is {@code u = weightScale W h +
 *       biasScale b} with standard normal W and b: the scale carries the whole variance convention.
 *   <li>{@link Parameterization} says which numbers are trained. Gradients and the tangent kernel
 *       depend on it, the law at initialization does not.
 *   <li>Weights are only multiplied with vectors, so that one code runs on dense and on revealed
 *       matrices.
 *   <li>Innovations have expectation exactly 0 at every width. Their expectations are textbook
 *       constants and none comes from {@code gaussian}, so that a simulation stays a judge of that
 *       calculus.
 *   <li>A network is for one thread, and training moves it. The specs are immutable.
 * </ul>
 *
 * <p>What is measured on networks is in {@code simulation.observable}, how they are trained in
 * {@code simulation.training}.
 *
 * <p>Sources: Jacot et al. 2018 (parameterization), Yang and Schoenholz 2017 (residual layers), Cho
 * and Saul 2009 (constants of innovations).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.network;
