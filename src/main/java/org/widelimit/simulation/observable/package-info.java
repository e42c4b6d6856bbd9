/**
 * What is measured on networks, by name ({@link ObservableCatalogue}): forward, backward, of
 * Jacobians, of training. An {@link Observable} is a pure function of a {@link Sample}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.observable;
