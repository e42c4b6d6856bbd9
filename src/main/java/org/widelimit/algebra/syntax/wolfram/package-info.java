/**
 * Reads and writes the subset of Wolfram syntax that theorems are written in. {@link WolframReader}
 * says line, column and the nearest known word of what it does not understand; {@link
 * WolframWriter} writes what the reader reads back as the same expression.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.syntax.wolfram;
