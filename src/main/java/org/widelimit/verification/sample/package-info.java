/**
 * The third rung: the random networks of a claim ({@link Ensemble}), and the words that are
 * measured on them ({@link Observables}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.sample;
