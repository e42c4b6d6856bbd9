/**
 * Exact expectations at finite width, for networks at one input.
 *
 * <p>The sums of a layer of such a network, given the layer below, are means of independent
 * neurons. So a {@link KernelChain} of a few numbers a layer has the exact law of the networks'
 * conditional means, and no matrix is needed. {@code NeuronMoments} has the moments of one neuron.
 * {@link ChainMean} draws samples whose expectation is that of an observable of the networks, with
 * the fluctuations taken out to second order ({@code SecondOrder}); it also has the limit, and the
 * coefficient of the bias in {@code 1/M}. {@link Unbiased} says which observables have no bias at
 * any width, and why.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The expectation of a sample is exact at every width. An error in what is taken out costs
 *       precision, not truth.
 *   <li>The chain exists only for what it was derived for: dense networks at initialization and at
 *       one input. Elsewhere the factories are empty.
 *   <li>No Gaussian calculus of the program is used: moments come from Gauss-Legendre rules here,
 *       so that a simulation stays a judge of that calculus.
 *   <li>The fluctuations of the samples are not those of the observable. So they serve questions
 *       about means, and no question about concentration.
 * </ul>
 *
 * <p>Samplers for the tests are made in {@code simulation.sampling}.
 *
 * <p>Sources: Yaida 2020, and Roberts, Yaida and Hanin 2022 (the leading bias, by other means).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.chain;
