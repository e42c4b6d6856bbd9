/**
 * Training of the infinitely wide network: gradient flow and gradient descent of its linearization.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.training;
