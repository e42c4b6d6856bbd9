/**
 * Programs in Java and Python from derived formulas, in forms that keep their digits ({@link
 * CovarianceForms}).
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.emit;
