/**
 * Gaussian calculus: activations, moments and dual activations, in closed form and by quadrature
 * with an error bound.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian;
