/**
 * The only door to Symja, and the referee behind it: Symja proposes, Widelimit proves.
 *
 * <p>A {@link Proposer} asks for derivatives, antiderivatives, solutions, expansions and shorter
 * forms; {@link SymjaKernel} puts each question with a budget to a session that is a thread of its
 * own ({@link EvaluationWorkers}); {@link Referee} judges the answer by the zero test, by
 * differentiation or by substitution; {@link Consultation} keeps the record ({@link Proposal}).
 * What is {@link Believed} is proved, with its author.
 *
 * <p>Invariants: no answer is believed unproved; a Symja that is slow, dead, wrong or out of memory
 * changes no verdict and delays nothing past its budget; {@code org.matheclipse} is touched here
 * and in the face of the library only.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.symja;
