/**
 * Certificates: what was proved, as theorems that the proof assistant Coq checks.
 *
 * <p>The resource {@code Widelimit.v} is the base. It defines Gaussian averages as improper
 * integrals and the words of wide networks by them, states each analytic rule once as an axiom with
 * its hypotheses, and derives a calculus of moments. A {@link Certificate} is a file of theorems on
 * top of it. {@link ClaimCertificates} makes one of the proved claims of a theorem file, and
 * another of wrong variants that Coq must reject. {@code CoqWriter} writes formulas, {@code
 * StatementWriter} sides of a claim with the averages in them, {@code Functions} the functions that
 * are named. {@code Moments} reads an activation as a sum of powers times atoms, of which the base
 * knows the moments. {@link KernelCheck} has Coq check a file.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A theorem states the claim. Its proof rests on the base and the axioms there, not on the
 *       program's derivation.
 *   <li>An average is a step of the proof; what remains is an identity that Coq's {@code field}
 *       decides.
 *   <li>What cannot be written is a {@link NotExportedException} with its reason, and is listed at
 *       the end of the file.
 *   <li>A theorem that Coq rejects is named and left out, and the others of its file are checked
 *       without it.
 * </ul>
 *
 * <p>Without a certificate are averages outside of that class (tanh, for one), vectors and
 * matrices, differential equations and recursions of symbolic depth. Files are written by {@code
 * cli.output}. The certificates of Price's theorem in {@code gaussian.certificate} are the
 * program's own.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.certificate;
