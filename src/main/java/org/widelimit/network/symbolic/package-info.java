/**
 * The recursions as formulas: {@link SymbolicNetwork} and {@link SymbolicKernels} hold them, {@link
 * KernelDerivation} derives everything of one activation line by line for {@code derive}, {@link
 * PriceIntegral} reads Price's theorem both ways, {@link SeriesLines} expands at the corners.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.network.symbolic;
