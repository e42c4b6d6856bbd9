/**
 * The third rung: the random networks of a claim, and what is measured on them.
 *
 * <p>An {@link Ensemble} is the networks that a claim speaks of at one admissible point of its
 * symbols, with inputs and targets drawn once. It gives a {@link org.widelimit.statistics.Sampler}
 * for the measured expression: {@code Observables} finds the words that are measured, {@code
 * SharedSampler} draws them. {@link NetworkStreams} names the random streams of a declared network.
 * How networks are sampled depends on the question: {@link TrainedNetworks} for networks that are
 * trained, {@link BiasNetworks} for the exponent of a bias. {@link KinkCrossing} says which slow
 * terms a kink of the activation may bring into a training.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A network's streams depend on the seed and on what is declared, up to the names of
 *       activations and symbols, and not on the claim. So claims that declare the same networks
 *       share them.
 *   <li>Their decisions then depend on each other, which the budget of errors, a union bound,
 *       allows for.
 *   <li>How wide networks must be for their training is measured on networks of their own, without
 *       a look at what is claimed.
 *   <li>A limit is evaluated apart from the samples, by {@code verification.evaluate}.
 * </ul>
 *
 * <p>Networks are drawn in {@code simulation}, decisions are made in {@code statistics}, and {@code
 * verification.check} puts both together.
 *
 * <p>Sources: Du et al. 2019, Arora et al. 2019, Dyer and Gur-Ari 2019, Huang and Yau 2020 (what
 * training changes).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.sample;
