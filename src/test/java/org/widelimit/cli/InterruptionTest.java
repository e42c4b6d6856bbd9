package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C on a real terminal, made by {@code script}: the signal goes the way it goes for a user,
 * past the progress bar and whatever a library has done to the terminal.
 */
class InterruptionTest {

  /** A claim that is decided at once, and many that cost a simulation each. */
  private static final String LONG_RUN =
      """
      title: A long run
      activations: {phi: [relu, tanh, erf, gelu, sin, abs]}
      symbols:
        q: {in: "(0, 20)"}
      network: {hidden: [phi, phi, phi, phi], sigmaW: 1, sigmaB: 1/2}
      claims:
        at-once: {equation: "(q + 1)^2 == q^2 + 2 q + 1"}
        simulated:
          limit: >-
            PreactivationVariance[4] -> Nest[LengthMap[phi, 1, 1/2], InputVariance[], 3]
          discrepancy: 0.0001
      """;

  private static final byte CONTROL_C = 3;

  @TempDir private Path directory;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void should_keep_its_verdicts_when_a_terminal_interrupts_a_run() throws Exception {
    // GIVEN a run on a terminal that shows its bar and has a verdict, with much left to do
    Path file = Files.writeString(directory.resolve("long.yaml"), LONG_RUN);
    Path reports = directory.resolve("reports");
    Path screen = directory.resolve("screen");
    Process process = onTerminal(screen, "verify", file.toString(), "--out", reports.toString());
    waitFor(process, screen, "#at-once");
    waitFor(process, screen, "% [");
    // WHEN
    OutputStream keyboard = process.getOutputStream();
    keyboard.write(CONTROL_C);
    keyboard.flush();
    // THEN
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(screen)).contains("interrupted", "kept in");
    assertThat(reports.resolve("verdicts.json"))
        .content()
        .contains("\"at-once\"")
        .as("a run that came to its end proves nothing here")
        .doesNotContain("\"simulated\"");
    assertThat(reports.resolve("index.html")).exists();
  }

  private static Process onTerminal(Path screen, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    Path script = Files.writeString(screen.resolveSibling("run.sh"), shell(command));
    ProcessBuilder builder =
        new ProcessBuilder(
            "script", "-q", "-e", "-c", "sh " + quote(script.toString()), "/dev/null");
    builder.environment().put("TERM", "xterm");
    return builder.redirectErrorStream(true).redirectOutput(screen.toFile()).start();
  }

  private static String shell(List<String> command) {
    return "exec " + String.join(" ", command.stream().map(InterruptionTest::quote).toList());
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static void waitFor(Process process, Path screen, String text) throws Exception {
    while (!Files.readString(screen, StandardCharsets.ISO_8859_1).contains(text)) {
      assertThat(process.isAlive()).as(() -> "ended early: " + read(screen)).isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static String read(Path screen) {
    try {
      return Files.readString(screen, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
