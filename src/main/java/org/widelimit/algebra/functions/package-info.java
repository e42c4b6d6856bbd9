/**
 * The one table of the functions of a real number: what readers, writers, calculus, deciders,
 * compilers and enclosures know of each.
 *
 * <p>A function is a row of {@link org.widelimit.algebra.functions.FunctionTable}: its name and
 * spellings, its derivative, where it is smooth, its parity, its value at 0, its values in doubles,
 * in twice their digits and over intervals, and its name in programs and in Coq. A cell is empty
 * only where the row says by what it is defined, in terms of other functions: then whoever needs
 * the cell works with the definition. Nothing outside this package lists functions by name, other
 * than where it has a rule for one of them.
 *
 * <p>{@link org.widelimit.algebra.functions.Heads} groups these names with those of arithmetic, of
 * integers and of conditions. {@link org.widelimit.algebra.functions.Families} holds functions with
 * an integer for a parameter, which are formulas once that is given.
 *
 * <p>Derivatives and definitions: Abramowitz and Stegun, chapters 4 and 7. The table rests on
 * {@code numeric} and on the expressions of {@code algebra} alone.
 */
@NullMarked
package org.widelimit.algebra.functions;

import org.jspecify.annotations.NullMarked;
