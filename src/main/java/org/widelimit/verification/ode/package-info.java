/**
 * Initial value problems: whether a claimed solution is one, in numbers.
 *
 * <p>An {@link OdeProblem} brings the claim to the forms that its check asks for: the slope of the
 * claimed solution, the residual, the equation solved for the derivative. {@link OdeResidual} puts
 * the solution into the equation at many {@link OdeTimes} of the whole interval, and compares its
 * initial value. The times are a grid, random ones, the ends and what lies near them, and those
 * that the formulas name ({@code SpecialTimes}): switches, zeros, poles, peaks. {@code OdeBreaks}
 * looks on both sides of such a time for a jump or a pole, which has no residual. {@code
 * TimedValues} has the values, to many digits where they are formulas.
 *
 * <p>{@link OdeIntegration} solves the equation by Hipparchus, as a second route.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The residual and the initial value alone decide what a claimed solution is. Another
 *       solution says nothing against it, nor does an integration that gets lost.
 *   <li>An integration is an estimate: it is reported and refutes nothing. Its steps end where the
 *       equation switches.
 *   <li>{@code org.hipparchus.ode} is touched here only.
 * </ul>
 *
 * <p>That a solution is smooth, and the only one, is proved in {@code verification.derive}. {@code
 * verification.check} puts both together.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.ode;
