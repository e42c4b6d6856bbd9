/**
 * What is checked ({@link Subject}), and what its formulas stand for: activations, definitions of
 * words, assumptions, equalities.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.verification.claim;
