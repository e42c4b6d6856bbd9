/**
 * Activations: a formula in {@code x} and what follows from it.
 *
 * <p>{@link Activation} is what every other room works with. It is made from a name of the {@link
 * ActivationCatalogue}, from a text in Wolfram syntax, or from an expression, in which names of the
 * catalogue may be used as functions: {@code relu[x] + x/10}. {@link ActivationNames} resolves such
 * names down to elementary functions of {@code x}. From the formula come the derivative, the places
 * where it breaks, and compiled code. {@link Homogeneous} recognizes {@code right x^k} for positive
 * and {@code left |x|^k} for negative {@code x}, for which duals have closed forms.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The variable is {@code x}. Other symbols are parameters, which the caller declares and the
 *       activation lists; values in doubles need an activation without any.
 *   <li>Activations are compared by their formula, not by their name.
 *   <li>Nothing is known of an activation beside its formula: to add one is to add an entry to the
 *       catalogue.
 *   <li>An activation is immutable to its users and may be shared by threads.
 * </ul>
 *
 * <p>Averages of activations are not computed here: closed forms are in {@code gaussian.closed},
 * numbers in {@code gaussian.dual}. Which activations a theorem file may name is decided in {@code
 * theorem.vocabulary}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.activation;
