package org.widelimit.cli;

import java.util.concurrent.Callable;
import org.widelimit.report.Reports;
import org.widelimit.theorem.reader.TheoremSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema}: prints the JSON Schema of theorem files, or of a run's verdicts. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of theorem files, or of verdicts.json.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  /** What a schema describes. */
  enum Described {
    THEOREM,
    VERDICTS
  }

  @Parameters(
      paramLabel = "OF",
      arity = "0..1",
      description = "theorem or verdicts (default: theorem).")
  private Described described = Described.THEOREM;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  SchemaCommand() {}

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .print(described == Described.THEOREM ? TheoremSchema.text() : Reports.verdictsSchema());
    return ExitCode.MET;
  }
}
