/**
 * What the commands print and write: lines, tables, progress, files.
 *
 * <p>For {@code verify}, {@link Progress} prints a line a claim, {@link Summary} what a run begins
 * and ends with, {@link RunJournal} writes each verdict down as it is reached; {@link
 * CertificateFiles} and {@link ClusterScripts} write files for Coq and for many machines. For
 * {@code derive}, {@link DerivationWriter} writes a derivation in each {@link DeriveFormat}; {@code
 * ProgramBody} chooses what a function of an emitted program takes from another. For {@code phase},
 * {@link PhaseReport} and {@link ResidualReport} have lines of text and JSON side by side, with
 * {@code PhaseAdvice} and {@code InitializationCode} for what to do. For {@code kernel}, {@link
 * MatrixFiles} reads and writes matrices, {@link KernelCertificate} bounds. For {@code simulate},
 * {@link SimulationResult} is what was measured, {@link SimulationTable}, {@link SimulationFiles}
 * and {@link SimulationProgress} show it.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>{@link Failure} turns any failure into one line: no stack trace reaches a user.
 *   <li>A progress bar is drawn only on a terminal.
 *   <li>What is printed as text and as JSON says the same.
 *   <li>No verdict is formed here.
 * </ul>
 *
 * <p>Options are read, and work is started, in {@code cli}. Reports of a run are in {@code report}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.cli.output;
