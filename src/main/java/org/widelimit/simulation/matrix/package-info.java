/**
 * Gaussian matrices, dense ({@link DenseMatrix}) or never materialized ({@link RevealedMatrix}): a
 * revealed matrix draws only the products that are asked for, from their exact conditional law, so
 * that a network of width 10^6 costs what its inputs cost. {@link RandomStreams} gives every matrix
 * its own stream, by name.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.simulation.matrix;
