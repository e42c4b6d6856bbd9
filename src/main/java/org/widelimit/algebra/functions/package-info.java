/**
 * The one table of the functions of a real number: what readers, writers, calculus, deciders,
 * compilers and enclosures know of each.
 *
 * <p>A function is a row of {@link FunctionTable}, a {@link RealFunction}: its name and spellings,
 * its derivative, where it has values ({@link Need}) and how smooth it is ({@link Smoothness}), its
 * {@link Parity}, its value at 0, its values in doubles, in twice their digits and over intervals,
 * and its name in programs and in Coq. {@link Heads} groups these names with those of arithmetic,
 * of integers and of conditions. {@link Families} holds functions with a whole number for a
 * parameter, such as Legendre polynomials, which are formulas once that number is given.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A cell is empty only where the row says how the function is defined by others. Then whoever
 *       needs the cell works with the definition.
 *   <li>Values in doubles are right to within four roundings and NaN where the function has none.
 *       Values over an interval are rounded outward and are those of the part that lies in the
 *       domain.
 *   <li>A derivative is that almost everywhere, without the chain rule.
 *   <li>Nothing outside this package lists functions by name, other than where it has a rule for
 *       one of them.
 *   <li>A family is written out where it is read, so that no other part of the program meets its
 *       name.
 * </ul>
 *
 * <p>The table does not compute: values to many digits are in {@code algebra.precise}, chain rules
 * in {@code algebra.calculus}. It rests on {@code numeric} and on the expressions of {@code
 * algebra} alone.
 *
 * <p>Source: Abramowitz and Stegun, chapters 4 and 7 (derivatives and definitions), 9 and 22
 * (families).
 */
@NullMarked
package org.widelimit.algebra.functions;

import org.jspecify.annotations.NullMarked;
