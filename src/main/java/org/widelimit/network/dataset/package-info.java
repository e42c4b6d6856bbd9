/**
 * Kernel matrices of a data set.
 *
 * <p>{@link KernelMatrices} computes the NNGP and the neural tangent kernel of a network between
 * all inputs, in parallel and for the lower triangle only. {@code InputProducts} has the products
 * of the inputs, a panel of rows at a time. {@code KernelSteps} first carries each input with
 * itself through all layers; then a {@code PairRow} holds the kernels of one input with a chunk of
 * others, as arrays that fit the cache, and each {@code PairStep} of the architecture changes them
 * in place. {@code RectifiedStep}, {@code ErfStep} and {@code GeluStep} are closed forms in
 * straight-line code; {@code HermiteStep} serves any other activation.
 *
 * <p>{@link EnclosedKernels} has the same kernels of a fully connected network, each entry
 * enclosed. {@link Definite} says whether all symmetric matrices between two bounds are positive
 * definite.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Parameterization and normalization are those of {@code network}.
 *   <li>A pair is held by its gap {@code sqrt(p q) - r}, which keeps its digits where inputs merge.
 *       Pairs that a chaotic network drives far apart, and inputs that are nearly opposite, are
 *       computed one by one by {@code network}.
 *   <li>Entries of {@link KernelMatrices} are right to rounding, and by Hermite expansion to a
 *       truncation of at most {@code 1e-13} a layer; no bound comes with them. Entries of {@link
 *       EnclosedKernels} are rigorous for inputs and variances that count as exact.
 *   <li>That a matrix is definite is proved by a factorization with a bound on its rounding, that
 *       it is not by a vector.
 * </ul>
 *
 * <p>Files are read and written by {@code cli.output}.
 *
 * <p>Sources: Cho and Saul 2009, Williams 1997, Tsuchida et al. 2020 (closed forms), Demmel 1989
 * and Rump 2006 (definite matrices).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.network.dataset;
