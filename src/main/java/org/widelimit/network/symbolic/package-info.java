/**
 * The recursions of infinitely wide networks as formulas.
 *
 * <p>{@link SymbolicKernels} holds the Gaussian expectations of one activation that every recursion
 * is made of, in the variances p, q and the covariance r. {@link SymbolicNetwork} makes the
 * recursions from them: the length map, {@code chi}, the correlation map, the kernels of a layer.
 * {@link KernelDerivation} is everything that is derived of one activation, line by line, for
 * {@code derive}; {@code KernelLines}, {@code MapLines}, {@code CriticalLines} and {@code
 * SeriesLines} write its parts.
 *
 * <p>Several lines are found twice. {@code PriceIntegral} reads Price's theorem both ways, {@code
 * EqualInputs} takes limits of kernels, {@link CornerSeries} expands the maps where the length is 0
 * or the correlation 1, {@code Inversion} solves for a symbol. Each time Symja proposes and the
 * form that was derived here is the referee, or the other way round. {@link LengthSlope} is one
 * slope as a number.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>q is the mean squared preactivation of a layer, c a correlation. In kernels of deep layers,
 *       p, q and r are the entries of the first layer's kernel.
 *   <li>NTK parameterization; {@code sigmaW} and {@code sigmaB} are standard deviations, {@code
 *       keepRate} is that of dropout.
 *   <li>A line has its proof steps and, where it rests on Symja, its author and what checked it.
 *   <li>A part that takes longer than its {@link org.widelimit.budget.Allowance} says so and costs
 *       no other part.
 * </ul>
 *
 * <p>Numbers at given variances come from {@code network} and {@code meanfield}; programs are
 * written from these lines by {@code algebra.emit}.
 *
 * <p>Sources: Poole et al. 2016 (the maps), Lee et al. 2018 and Jacot et al. 2018 (the kernels),
 * Price 1958.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.network.symbolic;
