/**
 * What is measured on finite networks, by name.
 *
 * <p>An {@link Observable} is a pure function of a {@link Sample}: one random network with its
 * inputs, of which every observable computes what it needs, once. {@link ForwardObservable}, {@link
 * BackwardObservable}, {@link JacobianObservable} and {@link TrainingObservable} are the four
 * kinds. {@link Controlled} wraps one of initialization and adds the innovations of the passes that
 * it took, for control variates. {@link ObservableCatalogue} makes observables from names and
 * arguments, as theorem files and the command line write them, and says what stands for an argument
 * that is left out.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>What is measured is a function of the network's spec, its inputs, its training and the
 *       seed.
 *   <li>Layers count from 1 to L + 1, the readout; inputs count from 1. What is about one output is
 *       about the first.
 *   <li>An observable gives one or several numbers, each normalized as its entry in the catalogue
 *       says.
 *   <li>A sample keeps the state before training when it trains. It is for one thread, and closed
 *       after use.
 * </ul>
 *
 * <p>An observable knows no limit: what it tends to is said by {@code cli} and by {@code
 * verification}. The words of theorem files for observables are in {@code theorem.vocabulary}. To
 * add one, see {@code ARCHITECTURE.md}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.observable;
