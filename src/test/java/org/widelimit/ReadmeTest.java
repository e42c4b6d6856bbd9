package org.widelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.widelimit.algebra.JavaPrograms;

/** Runs the Java programs of the README: they print what the README says they print. */
class ReadmeTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String PRINTS = "// -> ";

  @TempDir private Path directory;

  @Test
  void should_print_what_the_readme_says() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    Matcher blocks = BLOCK.matcher(readme);
    int number = 0;
    while (blocks.find()) {
      number++;
      String program = blocks.group(1);
      assertThat(printed("Program" + number, program)).isEqualTo(promised(program));
    }
    assertThat(number).isEqualTo(2);
  }

  private static List<String> promised(String program) {
    return program
        .lines()
        .filter(line -> line.contains(PRINTS))
        .map(line -> line.substring(line.indexOf(PRINTS) + PRINTS.length()).strip())
        .toList();
  }

  private List<String> printed(String name, String program) throws Exception {
    List<String> imports = new ArrayList<>();
    List<String> body = new ArrayList<>();
    program.lines().forEach(line -> (line.startsWith("import ") ? imports : body).add(line));
    String source =
        String.join("\n", imports)
            + "\npublic class "
            + name
            + " {\n  public static void run() throws Exception {\n"
            + String.join("\n", body)
            + "\n  }\n}\n";
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader = JavaPrograms.compile(directory, Map.of(name, source))) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      loader.loadClass(name).getMethod("run").invoke(null);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
