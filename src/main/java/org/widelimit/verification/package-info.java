/**
 * The verifier: every claim of every file, for every choice of activations, several at a time
 * ({@link Verifier}).
 *
 * <p>A claim goes through three rungs: it is derived ({@code derive}), looked at with numbers and
 * enclosures ({@code evaluate}, {@code trial}, {@code enclose}, {@code ode}) and simulated ({@code
 * sample}); {@code check} leads it there and makes negative controls; {@code verdict} turns the
 * evidence into a word.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification;
