/**
 * Initial value problems: the claimed solution is put into the equation on its whole interval
 * ({@link OdeResidual}), also at the times that formulas name, and beside it the equation is
 * integrated by Hipparchus ({@link OdeIntegration}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.ode;
