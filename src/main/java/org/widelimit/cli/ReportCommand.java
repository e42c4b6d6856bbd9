package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.widelimit.cli.output.Failure;
import org.widelimit.report.VerdictDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code report --diff}: what changed from one run to another. */
@Command(
    name = "report",
    description = {
      "Compares the verdicts of two runs. Exit code 1 if a verdict got worse: it does not meet its",
      "expectation any more, is weaker, or is gone."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Option(
      names = "--diff",
      required = true,
      arity = "2",
      paramLabel = "VERDICTS",
      description = "The verdicts.json of the run before and of the run now.")
  private List<Path> files = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  ReportCommand() {}

  @Override
  public Integer call() {
    if (files.size() != 2) {
      throw new ParameterException(spec.commandLine(), "--diff takes two files");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      VerdictDiff diff = VerdictDiff.of(files.get(0), files.get(1));
      diff.changes().forEach(change -> out.println(change.line()));
      long worse = diff.changes().stream().filter(VerdictDiff.Change::worse).count();
      out.println(
          diff.changes().isEmpty()
              ? "No verdict changed"
              : diff.changes().size() + " changed, " + worse + " for the worse");
      return diff.worse() ? ExitCode.MISSED : ExitCode.MET;
    } catch (IOException failed) {
      throw new ParameterException(spec.commandLine(), "--diff: " + Failure.describe(failed));
    }
  }
}
