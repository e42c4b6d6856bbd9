/**
 * Infinitely wide networks at one pair of inputs: the recursion of the NNGP kernel and of the
 * neural tangent kernel through the layers of an {@link Architecture} (Lee et al. 2018; Jacot et
 * al. 2018; Yang 2020).
 *
 * <p>{@link KernelRecursion} carries a {@link KernelState} from layer to layer; {@link
 * BoundedKernels} carries bounds with it. NTK parameterization: preactivations are {@code
 * sigmaW/sqrt(width) W h + sigmaB b} with independent standard normal W and b. {@code
 * network.dataset} does the same for a data set, {@code network.symbolic} as formulas.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.network;
