/**
 * All sentences of the reports, and all names and formulas in print.
 *
 * <p>Evidence is data; here it becomes words, the same in every format. {@link Phrases} has numbers
 * and evidence, {@link Meaning} what a verdict says to a reader who does not know how it was
 * reached, {@link Trust} the ladder of what verdicts rest on, {@link Headline} what a reader wants
 * to know first. {@link Finding} is a claim that does not hold and {@link Remedy} what holds in its
 * place; {@link TexDiff} marks where two formulas differ. {@link ProofLines} and {@link ProofText}
 * tell a derivation, in lines and in a paragraph, {@link ProposalAccount} what Symja was asked.
 * {@link Rerun} is the command that repeats a verdict.
 *
 * <p>{@link MathTex} prints claims, by the one table of notation ({@code Notation}); {@link
 * Understood} prints a claim as it was understood, from the expressions and not from the source.
 * {@link Citations} prints sources. {@link Escape} and {@link TexEscape} make text of theorem files
 * harmless.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>No sentence says more than the evidence that it is made of. Nothing is computed here but
 *       counts and words.
 *   <li>Text of a theorem file is untrusted: it is escaped for its format, and its TeX passes only
 *       if it does nothing but typeset.
 *   <li>Names that the program introduced get names for print, which clash with none of the file's.
 * </ul>
 *
 * <p>How pages are laid out is the matter of {@code report.html} and of the classes in {@code
 * report}.
 *
 * <p>Sources: the notation is that of Poole et al. 2016, Schoenholz et al. 2017 and Jacot et al.
 * 2018.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.report.text;
