/**
 * Numbers that carry a bound on their error, and what makes them: sums, rules of quadrature, roots,
 * extrapolation.
 *
 * <p>A {@link Bounded} is a number with an absolute error. A {@link Quantity} is a matrix of which
 * every entry has at most the same absolute error; a number is a 1 x 1 matrix, a vector a column.
 * Both carry a {@link Grade}: the bound is rigorous, holds under a condition that was not checked,
 * or is an estimate. Their arithmetic adds the rounding of each operation to the bound and passes
 * on the weaker grade. {@link Propagation} carries errors through any smooth function and gives at
 * best a conditional bound; {@link Variation} does so for functions of which the graph is known.
 *
 * <p>The rest serves these:
 *
 * <ul>
 *   <li>{@link DoubleDouble} and {@link DoubleDoubleFunctions} have some 30 digits, for signs that
 *       doubles leave to rounding. They carry no bound.
 *   <li>{@link Roots} encloses the roots of a function that is itself known to within bounds. An
 *       {@link Excess} is such a function with a second, slower way to more digits; a {@link
 *       Stretch} is where the sign could not be decided.
 *   <li>{@link Correlation} keeps a correlation together with its distance from the nearer of 1 and
 *       -1, so that near duplicates keep their digits.
 *   <li>{@link CompensatedSum} sums; {@link GaussLegendre} and {@link DoubleExponential} are rules
 *       for an interval ({@link PieceRule}).
 *   <li>{@link Extrapolation} is the limit of a sequence from values at growing arguments. Its
 *       error is an estimate.
 * </ul>
 *
 * <p>Invariants: the error is not negative, and a {@link Bounded} is never NaN; where there is no
 * value, there is an {@link UndefinedValueException} or a {@link DivergentExpectationException}. A
 * bound of grade {@link Grade#RIGOROUS} is never smaller than the error. A bound without a stated
 * grade is an estimate, unless the number is exact. The value types are immutable.
 *
 * <p>This package knows no formulas and no Gaussian law: integrands are functions of doubles here,
 * and Gaussian quadrature is in {@code gaussian.quadrature}. Intervals with outward rounding are in
 * {@code numeric.interval}.
 *
 * <p>Sources: Neumaier 1974 (sums), Takahasi and Mori 1974 (the tanh-sinh rule), Dekker 1971 and
 * Hida, Li and Bailey 2001 (double doubles).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.numeric;
