package org.widelimit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.widelimit.cli.output.Failure;
import org.widelimit.theorem.reader.Scaffold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code new}: writes a theorem file to start from. */
@Command(
    name = "new",
    description = "Writes a theorem file to start from; it verifies as it stands.",
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The theorem's id, such as kernels/my-claim.")
  private String id = "";

  @Option(
      names = "--into",
      paramLabel = "DIRECTORY",
      description = "The directory of theorems (default: ${DEFAULT-VALUE}).")
  private Path directory = Path.of("theorems");

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init")
  NewCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!id.matches(Scaffold.ID)) {
      err.println(
          "widelimit: '"
              + Failure.oneLine(id)
              + "' is no id (lower-case words with hyphens, areas before slashes:"
              + " kernels/my-claim)");
      return ExitCode.BROKEN;
    }
    Path file = directory.resolve(id + ".yaml");
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(
          file, Scaffold.of(id), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      err.println("widelimit: " + file + " exists already");
      return ExitCode.BROKEN;
    }
    out.println(file + " is written. Edit it, then: widelimit verify " + file);
    return ExitCode.MET;
  }
}
