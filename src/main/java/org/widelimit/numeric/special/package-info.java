/**
 * Special functions in doubles, accurate in relative terms also where they are tiny: the error
 * function and its relatives, Dawson's integral, the bivariate normal distribution, and what closed
 * forms of kernels need up to the ends of their domain.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.numeric.special;
