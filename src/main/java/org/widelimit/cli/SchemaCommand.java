package org.widelimit.cli;

import java.util.concurrent.Callable;
import org.widelimit.theorem.reader.TheoremSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schema}: prints the JSON Schema of theorem files. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of theorem files, for editors.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  SchemaCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(TheoremSchema.text());
    return ExitCode.MET;
  }
}
