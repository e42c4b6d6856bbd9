/**
 * The words of theorem files, and the check that nothing else gets in.
 *
 * <p>{@link Vocabulary} is the one table: each {@link Word} has its kind, its arity, its meaning
 * and an example, which {@code explain} prints. {@code FormulaWords} holds numbers, functions and
 * operators, {@code LimitWords} kernels and maps of infinitely wide networks, {@code
 * ObservableWords} what is measured on finite ones. {@link Scope} is what a file adds to them: its
 * symbols, functions, activations and shapes.
 *
 * <p>{@link NameCheck} goes through a formula and admits declared names, bound names and words with
 * the right number of arguments; {@code BindingCheck} does so for words that bind a variable
 * ({@link org.widelimit.algebra.Binders}). {@link ShapeCheck} finds vectors and matrices where only
 * numbers have a meaning. What is wrong is a {@link NameFault}. {@link OwnFunctions} writes out
 * functions that the file defines by formulas. {@link ActivationTexts} says which activations a
 * file may name, {@link Constants} which names no file can give another meaning.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The table is an allowlist: a theorem file is untrusted, and a formula with any other head
 *       is refused before anything evaluates it.
 *   <li>A function of the file's own is written out where a formula is read, so that nothing that
 *       is proved or computed knows of it. None applies another.
 *   <li>A bound name is known only inside what binds it.
 * </ul>
 *
 * <p>What a word means is said elsewhere, and twice: as a formula in {@code verification.claim}, as
 * a number in {@code verification.evaluate}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.theorem.vocabulary;
