/**
 * The commands, one class each, and what the command line may say.
 *
 * <p>{@link Main} is the door: it names the commands, runs one and answers with an {@code
 * ExitCode}. {@code VerifyCommand}, {@code MergeCommand}, {@code ReportCommand} and {@code
 * CheckCertificatesCommand} are about runs; {@code CheckCommand}, {@code NewCommand}, {@code
 * SchemaCommand} and {@code ExplainCommand} about theorem files; {@code DeriveCommand}, {@code
 * KernelCommand}, {@code PhaseCommand} and {@code SimulateCommand} about one activation or network.
 * Their parts are shared: {@code TheoremArguments} finds files, {@code ActivationArgument} reads an
 * activation, {@code NetworkOptions} says which networks are drawn ({@code SimulatedNetwork}) and
 * {@code Measured} what is measured on them, {@code InfiniteWidth} what it tends to, {@code
 * ShardRun} does one part of a run, {@code RunRecorder} keeps verdicts of a run that is
 * interrupted.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The exit code is 0 where every expectation is met, 1 where one is not, and 2 where the
 *       command line, a file or the program is at fault.
 *   <li>{@link Main#run} prints to the writers that it is given and ends no process, so that tests
 *       and other programs may call it.
 *   <li>Picocli is touched here only.
 * </ul>
 *
 * <p>Commands hold no mathematics but {@code InfiniteWidth}, by the recursions of {@code network}
 * and the factors of {@code meanfield}. To use the program from Java, see {@code org.widelimit}.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.cli;
