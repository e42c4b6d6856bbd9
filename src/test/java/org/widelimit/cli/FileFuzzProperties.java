package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever file {@code check} and {@code verify} are given, they end with 0, 1 or 2, name the place
 * of what is wrong, show no defect of the program, and evaluate nothing outside the vocabulary.
 */
class FileFuzzProperties {

  /** Far beyond what the quick budget allows two claims, on a busy machine. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** What an answer was, and all that was printed. */
  record Answer(int code, String printed) {}

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void should_take_what_the_grammar_allows(@ForAll long seed) throws IOException {
    inDirectory(
        directory -> {
          Path file = directory.resolve("t.yaml");
          String text = new RandomFiles(seed).sound();
          Files.writeString(file, text);
          Answer checked = run("check", file.toString());
          // What can be read may be a claim that nobody can verify, as one that measures nothing.
          assertThat(checked.printed().lines().filter(line -> line.startsWith(file.toString())))
              .as("%s%n%s", text, checked.printed())
              .allMatch(line -> line.contains("can be read, but not verified"));
          assertThat(checked.code() == 0)
              .as(checked.printed())
              .isEqualTo(!checked.printed().contains("can be read, but not verified"));
        });
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void should_name_the_place_of_any_damage(@ForAll long seed) throws IOException {
    inDirectory(directory -> examine(new RandomFiles(seed).damaged(), directory, false));
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void should_give_verdicts_to_what_is_left_of_a_file(@ForAll long seed) throws IOException {
    RandomFiles files = new RandomFiles(seed);
    String text = seed % 2 == 0 ? files.sound() : files.damaged();
    inDirectory(directory -> examine(text, directory, true));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void should_refuse_every_head_outside_the_vocabulary(@ForAll long seed) throws IOException {
    inDirectory(
        directory -> {
          Path trace = directory.resolve("trace");
          String text = new RandomFiles(seed).forbidden(trace.toString());
          Answer answer = examine(text, directory, true);
          assertThat(answer.code()).as(text).isEqualTo(2);
          assertThat(trace).doesNotExist();
        });
  }

  /** The property's own eyes: what it must not overlook. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "widelimit: internal error: StackOverflowError (at A.b(A.java:1))",
        "java.lang.NullPointerException\n\tat A.b(A.java:1)",
        "INCONCLUSIVE  t#c: a defect of the program ended the check: IllegalStateException",
      })
  void should_see_a_defect(String printed) {
    assertThatThrownBy(() -> assertClean("", new Answer(2, printed)))
        .isInstanceOf(AssertionError.class);
  }

  /** Something done in a directory of its own. */
  interface InDirectory {
    void run(Path directory) throws IOException;
  }

  static void inDirectory(InDirectory task) throws IOException {
    Path directory = Files.createTempDirectory("widelimit");
    try {
      task.run(directory);
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Gives a file to {@code check}, and to {@code verify} if that finds it sound. */
  static Answer examine(String text, Path directory, boolean verify) throws IOException {
    Path file = directory.resolve("t.yaml");
    Files.writeString(file, text);
    Answer answer = run("check", file.toString());
    assertClean(text, answer);
    assertThat(answer.code()).as(text).isIn(0, 2);
    if (answer.code() == 2) {
      assertThat(answer.printed().lines())
          .as(text)
          .allMatch(line -> line.matches(".*t\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .+"));
    } else if (verify) {
      answer =
          Assertions.assertTimeoutPreemptively(
              LONGEST,
              () ->
                  run(
                      "verify",
                      file.toString(),
                      "--out",
                      directory.resolve("reports").toString(),
                      "--rungs",
                      "derive,integrate",
                      "--budget",
                      "quick",
                      "--jobs",
                      "1"),
              text);
      assertClean(text, answer);
      assertThat(answer.code()).as(text).isIn(0, 1);
      String verdicts = Files.readString(directory.resolve("reports/verdicts.json"));
      assertClean(text, new Answer(answer.code(), verdicts));
    }
    return answer;
  }

  private static void assertClean(String text, Answer answer) {
    assertThat(answer.printed())
        .as(text)
        .doesNotContain("internal error", "a defect of the program", "Exception", "\tat ");
  }

  private static Answer run(String... args) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    int code = Main.run(writer, writer, args);
    return new Answer(code, printed.toString());
  }
}
