/**
 * The exact field of closed forms: sums of rational functions times what no rational function is.
 *
 * <p>An {@link ExactSum} is a sum of terms, each a {@link RationalFunction} times a square root, an
 * exponential, and values of {@code ArcSin}, {@code Erf}, {@code Erfi} or the bivariate normal
 * distribution. Terms with equal irrational parts are collected. A rational function is a {@link
 * Polynomial} over irreducible polynomials of one {@link PolynomialField}, in lowest terms. {@code
 * Radical} is a root in which -1, an integer and polynomials are kept apart. {@link ExactAtoms}
 * brings values of the functions into one form: odd, and exact where they are known.
 *
 * <p>{@link ExactReader} takes expressions in, {@link ExactWriter} writes sums out, and {@link
 * ExactForms} collects terms over common denominators, for print.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Equal polynomials are equal values, and so are equal rational functions of one field. A
 *       {@link PolynomialField} belongs to one derivation: it has the assumptions, under which it
 *       proves signs, and it is not for use by several threads.
 *   <li>{@code Sqrt[a b]} becomes {@code Sqrt[a] Sqrt[b]} only where the signs of the factors are
 *       proved. A factor without a proved sign is refused.
 *   <li>What is neither rational nor a root nor an exponential becomes a variable of its own, and
 *       is put back when written.
 *   <li>What is written is real: imaginary parts arise on the way, from waves, and cancel in an
 *       expectation.
 * </ul>
 *
 * <p>What leaves the class ends in an {@link OutsideClassException} with the reason, and with the
 * condition under which an average would exist, where there is one. Rings factors the polynomials,
 * by way of {@code algebra.decide}. Averages are taken in {@code gaussian.closed}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.gaussian.exact;
