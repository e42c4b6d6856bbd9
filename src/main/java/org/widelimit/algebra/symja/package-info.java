/**
 * The only door to Symja, and the referee behind it: Symja proposes, Widelimit proves.
 *
 * <p>A question goes from a {@link Proposer} (derivative, antiderivative, solution, expansion,
 * shorter form) to a {@code Consultation}, which puts the same question once in a run and keeps the
 * record. {@link SymjaKernel} puts it with a budget to a session, which is a thread of its own
 * ({@code EvaluationWorkers}); {@link SymjaConverter} takes expressions there and back without
 * going through text. {@code Referee} judges the answer: by the zero test, by differentiation or by
 * substitution, with steps case by case ({@code StepCases}). What is proved is {@link Believed},
 * with its author and what checked it. What became of every question is a {@link Proposal}.
 *
 * <p>{@link ComputerAlgebra} is what the kernel expects of any such program, and {@link Symja} the
 * one there is. {@link Constants} puts letters for what a variable does not occur in, so that a
 * question is short; {@link InitialValueProblem} is a question about a differential equation.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>No answer is believed unproved. Where none is proved, the program's own rules serve.
 *   <li>A proposer is found by what runs {@link Proposer#during} it. Where there is none, nothing
 *       is asked.
 *   <li>A session that is late is asked to stop and never used again. While three of them run on
 *       all the same, nothing is asked; after eight late answers in a row the asking rests for a
 *       while.
 *   <li>No name of a user meets a function of Symja of the same name.
 *   <li>{@code org.matheclipse} is touched here and in the face of the library only.
 * </ul>
 *
 * <p>The package does not decide what to ask: that is the matter of {@code network.symbolic} and
 * {@code verification.derive}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.algebra.symja;
