/**
 * The value of every word at one point, with a bound on its error.
 *
 * <p>{@link Evaluator} is the door: it has numbers for the symbols, a small network where the claim
 * speaks of one, and gives a {@link org.widelimit.numeric.Quantity} for an expression. It hands
 * words to those who know them: {@code MapWords} and {@link KernelWords} are wide layers ({@link
 * WideNetwork}, {@code NetworkKernels}), {@link DepthWords} kernels at any depth, {@link Settling}
 * fixed points, {@link NetworkWords} a finite network with every number explicit ({@link
 * TrialNetwork}), {@code MatrixFunctions} matrices, {@code Repetitions} and {@code InfiniteSum}
 * sums and iterations, {@link Differentiation} derivatives.
 *
 * <p>Averages and integrals go to {@link GaussianIntegrals}: {@code IntegrandFormula} compiles the
 * integrand, {@code Line} knows where it may have kinks, poles and peaks, {@code ShiftedFormula}
 * keeps its digits beside a zero. {@code ManyVariableAverages} averages over three and four
 * variables. {@link SecondRoute} computes averages again by other rules. Beyond doubles, {@link
 * PreciseValue} has formulas to many digits, and {@code CertifiedWords} a finite network with true
 * bounds.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A value that does not exist, or cannot be computed, is an {@link
 *       org.widelimit.numeric.UndefinedValueException}; it is never a default.
 *   <li>Every value has a bound and the grade of it. Quadrature, finite differences and
 *       extrapolation are estimates. A sum to infinity is rigorous only where the ratio of all its
 *       terms is bounded.
 *   <li>Networks are in NTK parameterization. The weights of a {@link TrialNetwork} carry their
 *       scale.
 *   <li>The time of all points of a claim together is an {@link Effort} of the processor. When it
 *       is used up, nothing has a value any more.
 * </ul>
 *
 * <p>Nothing is proved here. Symbolic parts, such as {@link Ellipses} or {@link SlopeRules}, only
 * bring a formula to a form that has a value or that a derivation asks for.
 *
 * <p>Sources: Ridders 1982 (differences), Poole et al. 2016, Lee et al. 2018, Jacot et al. 2018.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.evaluate;
