/**
 * Infinitely wide networks at one pair of inputs: the recursion of the NNGP kernel and of the
 * neural tangent kernel.
 *
 * <p>An {@link Architecture} is a list of {@link Layer}s, from the input on. {@link
 * KernelRecursion} carries a {@link KernelState} through them: both variances, the correlation and
 * the tangent kernels of a pair. {@link BoundedKernels} is the same with bounds, for which {@code
 * KernelErrors} goes along. {@code DualStep} is what an activation does, by {@code gaussian.dual};
 * {@code InputPair} has the kernels of two input vectors, in which near duplicates keep the digits
 * of their difference.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>NTK parameterization: preactivations are {@code sigmaW/sqrt(width) W h + sigmaB b} with
 *       independent standard normal W and b. Variances of weights and biases are given as {@code
 *       sigmaW2} and {@code sigmaB2}.
 *   <li>Kernels start from {@code x . x'/d}, with d the dimension of the inputs. The NNGP kernel is
 *       the covariance of preactivations.
 *   <li>Every layer's distance of the correlation from 1 is computed as a sum of positive terms, so
 *       that near duplicates keep their relative distance through any number of layers.
 *   <li>Bounds cover rounding and the errors of duals, and what the layers make of both. Their
 *       grade is that of an estimate.
 *   <li>All values are immutable.
 * </ul>
 *
 * <p>Matrices of a whole data set are in {@code network.dataset}, formulas in {@code
 * network.symbolic}, what happens after very many layers in {@code meanfield}. Networks of finite
 * width are in {@code simulation}.
 *
 * <p>Sources: Lee et al. 2018 (the NNGP kernel), Jacot et al. 2018 (the neural tangent kernel),
 * Yang 2020 (other architectures).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.network;
