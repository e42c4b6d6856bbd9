package org.widelimit.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Compiles the Java programs that are written from formulas. */
public final class JavaPrograms {

  private JavaPrograms() {}

  /**
   * Compiles classes, which must do so without an error.
   *
   * @param directory where sources and classes go
   * @param sources by the names of the classes, of the unnamed package
   * @return a loader of the classes, to be closed
   */
  public static URLClassLoader compile(Path directory, Map<String, String> sources)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp"));
    arguments.add(System.getProperty("java.class.path"));
    arguments.addAll(List.of("-d", directory.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = directory.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("compilation of %s", sources.keySet()).isZero();
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, JavaPrograms.class.getClassLoader());
  }
}
