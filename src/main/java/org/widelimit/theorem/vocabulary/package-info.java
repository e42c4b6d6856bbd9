/**
 * The words of theorem files in one table ({@link Vocabulary}, {@link Word}), and the allowlist at
 * work: {@link NameCheck} admits declared names and words with the right number of arguments,
 * {@link ShapeCheck} vectors and matrices where they have a meaning. A theorem file is untrusted
 * input; nothing else is evaluated.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.theorem.vocabulary;
