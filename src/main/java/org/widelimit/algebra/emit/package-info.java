/**
 * Programs in Java and Python from derived formulas, in forms that keep their digits.
 *
 * <p>{@link CovarianceForms} first rewrites functions of two variances and their covariance,
 * exactly, so that they keep their digits up to equal or opposite inputs, where the determinant of
 * the covariance cancels. {@link JavaWriter} and {@link PythonWriter} then write expressions and
 * whole functions; {@code CodeWriter} is what they share: operators, precedence, common parts. A
 * function may take values from other functions ({@link org.widelimit.algebra.LocalValue}), as the
 * kernel of a layer takes those of the layer below. {@code PythonFunctions} are the definitions
 * that a Python program needs beside the module {@code math}.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A program has the meaning that {@code algebra.compile} gives the expression, and the same
 *       protection against overflow and cancellation.
 *   <li>A Java program needs {@link Math} and the classes of {@code numeric.special}. A Python
 *       program needs {@code math} alone.
 *   <li>At the end of the domain itself a quotient by the determinant's root has its limit there.
 * </ul>
 *
 * <p>The writers print formulas; they neither derive nor check them. Which functions a program has,
 * and in which order, is decided in {@code cli.output}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.emit;
