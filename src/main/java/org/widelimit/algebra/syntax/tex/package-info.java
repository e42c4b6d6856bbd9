/**
 * Reads equations and inequalities as they are printed in papers, and writes expressions as TeX.
 *
 * <p>{@link TexReader} is the door; {@link TexLexer} makes tokens in a normal form, {@link
 * TexParser} and its parts ({@link TexBinders}, {@link TexFunctions}, {@link TexPowers}, {@link
 * TexProducts}) read them. What can be read in two ways is asked back with its place and never
 * guessed. {@link TexWriter} writes what the reader reads back.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.syntax.tex;
