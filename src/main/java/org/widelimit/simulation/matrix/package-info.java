/**
 * Gaussian matrices, with all their entries or never materialized, and the random streams that they
 * are drawn from.
 *
 * <p>A {@link GaussianMatrix} starts with independent standard normal entries and can only be asked
 * for products with vectors, from the right or through its transpose; training adds moves of low
 * rank. {@link MatrixKind} says how it is held. {@code DenseMatrix} has all entries, on the heap or
 * outside it. {@code RevealedMatrix} has none: it draws each product from its exact law given the
 * products so far, with the directions that were asked for in a {@code Basis}, so that a matrix of
 * width {@code 10^6} costs what its products cost.
 *
 * <p>{@link Matrix} is a plain matrix of numbers, a column a vector of a batch. {@link Columns},
 * {@link Shapes} and {@link Waves} are loops over batches, {@link Interpolant} interpolates
 * functions, and {@link Arena} lends long arrays to samples that come one after another. {@link
 * RandomStreams} gives every matrix its own stream, by name.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The law of all answers is the same for every kind of matrix; the numbers for one seed are
 *       not.
 *   <li>A stream depends on the seed and its name, not on threads or on the order in which streams
 *       are asked for. A new name moves no other stream.
 *   <li>Scales are not in here: entries have variance 1.
 *   <li>A Gaussian matrix is for one thread, and is closed after use. Work inside an arena returns
 *       nothing that holds one of its arrays.
 * </ul>
 *
 * <p>The package knows nothing of networks, and imports nothing of the project.
 *
 * <p>Sources: Trefethen 2013, Berrut and Trefethen 2004 (interpolation).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.matrix;
