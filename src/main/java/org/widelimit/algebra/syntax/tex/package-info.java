/**
 * Reads equations and inequalities as they are printed in papers, and writes expressions as TeX.
 *
 * <p>A text takes four steps. {@code TexMacros} expands the macros that it defines and takes away
 * what is layout. {@code TexLexer} makes tokens in a normal form, in which two texts that print the
 * same formula agree. {@code TexFragments} replaces what has a declared meaning. {@code TexParser}
 * and its parts read what remains: {@code TexBinders} what binds a variable, {@code TexAverages}
 * and {@code TexMeasures} averages, {@code TexFunctions} names and functions, {@code TexProducts}
 * the factors of a product. {@link TexReader} is the door to all of it; {@link TexReading} is what
 * comes out: the sides, the signs between them and the conditions that are printed behind.
 *
 * <p>What names mean is given to the reader: symbols and functions of the file, the shape of
 * vectors and matrices ({@link TensorShapes}), the laws of random variables ({@link TexLaw}).
 * {@link TexWriter} writes TeX that KaTeX and LaTeX both set; {@link TexForms} lets a caller print
 * some heads its own way. {@link TexNotation} lists notations of papers, with an example of each
 * and how it is read.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>What can be read in two ways is an error with its place, and is never guessed: {@code
 *       1/2\pi}, for one.
 *   <li>The second parameter of a printed normal law is a variance. An integral over the standard
 *       normal measure is an average.
 *   <li>Numbers commute; vectors and matrices keep their printed order.
 *   <li>A declared fragment that occurs nowhere is an error. Every fault is a {@link
 *       org.widelimit.algebra.SyntaxException} with its place in the text as it was written.
 * </ul>
 *
 * <p>The package does not know the words of theorem files: whether a name that was read has a
 * meaning is decided in {@code theorem.vocabulary}, and {@code theorem.reader} fills in what a file
 * declares.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.syntax.tex;
