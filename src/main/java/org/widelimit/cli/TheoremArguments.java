package org.widelimit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.widelimit.theorem.TheoremFile;
import org.widelimit.theorem.reader.TheoremLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The theorem files that the arguments of a command name. */
final class TheoremArguments {

  private TheoremArguments() {}

  /**
   * Loads the files that paths stand for: a file itself, a directory all theorem files below it.
   *
   * @throws ParameterException if a path does not exist or no path leads to a theorem file: a
   *     typing error on the command line, after which nothing is verified and no report overwritten
   * @throws IOException if a directory cannot be walked
   */
  static List<TheoremFile> load(CommandSpec command, List<Path> paths) throws IOException {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new ParameterException(
            command.commandLine(), "no such file or directory: '" + path + "'");
      }
    }
    List<TheoremFile> files = TheoremLoader.loadAll(paths);
    if (files.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "no theorem file (*.yaml) under " + paths);
    }
    return files;
  }
}
