/**
 * Training of a finite network on all data at once, in place.
 *
 * <p>{@link Training#run} trains a {@link org.widelimit.simulation.network.Network} as a {@link
 * TrainingPlan} says: the targets, the {@link TrainingMethod} (gradient flow, descent, momentum),
 * and whether only the readout moves. A {@link TrainingRun} is the course: outputs at several
 * times, under a flow also the kernels, and the passes at both ends. A flow goes by the Runge-Kutta
 * method of order four, or for wide networks by {@code ExponentialMidpoint}, along the {@code
 * KernelModes} of the tangent kernel. {@code LossStop} ends a flow where the loss has fallen to a
 * value. {@code LinearizedNetwork} is the linear model of the same network, in terms of its kernel
 * at initialization.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The loss is {@code 1/(2N) sum_n |f(x_n) - y_n|^2} over the N inputs that have a target.
 *       Inputs beyond are test points and do not train.
 *   <li>Under a flow {@code d theta/dt = -learningRate grad loss}; under descent time counts steps.
 *   <li>Training moves the network that it is given. It draws nothing at random, so that a run is a
 *       function of the network and the plan.
 * </ul>
 *
 * <p>Batches, other losses and other optimizers do not exist here. What is measured on a trained
 * network is in {@code simulation.observable}; predictions of the infinitely wide network are not
 * made here.
 *
 * <p>Source: Lee et al. 2019 (the linear model).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.training;
