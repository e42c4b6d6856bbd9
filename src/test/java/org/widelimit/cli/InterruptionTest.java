package org.widelimit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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

  /** The bit of SIGINT in a set of signals. */
  private static final long INTERRUPT = 1L << 1;

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

  /** A simulation of 15,000 samples a width, a few seconds' work. */
  private static String[] simulation(Path journal, Path csv) {
    return new String[] {
      "simulate",
      "--depth",
      "2",
      "--widths",
      "32,64,128",
      "--samples",
      "15000",
      "--jobs",
      "2",
      "--journal",
      journal.toString(),
      "--csv",
      csv.toString()
    };
  }

  private static final int ALL_SAMPLES = 3 * 15_000;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void should_show_what_a_simulation_measured_when_a_terminal_interrupts_it() throws Exception {
    // GIVEN
    Path journal = directory.resolve("journal");
    Path screen = directory.resolve("screen");
    Process process = onTerminal(screen, simulation(journal, directory.resolve("partial.csv")));
    waitForSamples(process, journal, screen);
    // WHEN
    OutputStream keyboard = process.getOutputStream();
    keyboard.write(CONTROL_C);
    keyboard.flush();
    // THEN: the table of what was measured, and the number of samples, all of them in the journal
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String shown = Files.readString(screen);
    assertThat(shown).contains("EmpiricalNTK[1, 1]", "the same command continues from them");
    long kept = samples(journal);
    assertThat(shown).contains("interrupted; " + kept + " samples measured");
    assertThat(kept).isBetween(1L, ALL_SAMPLES - 1L);
    assertThat(directory.resolve("partial.csv")).content().contains("\n32,1,");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void should_continue_a_simulation_that_was_killed() throws Exception {
    // GIVEN a process that had no chance to say good-bye
    Path journal = directory.resolve("journal");
    Path screen = directory.resolve("screen");
    Process process =
        new ProcessBuilder(command(simulation(journal, directory.resolve("killed.csv"))))
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile())
            .start();
    waitForSamples(process, journal, screen);
    process.destroyForcibly().waitFor();
    long before = samples(journal);
    assertThat(before).isBetween(1L, ALL_SAMPLES - 1L);
    // WHEN the same command runs again, and once with a journal of its own, uninterrupted
    Path resumed = directory.resolve("resumed.csv");
    Path plain = directory.resolve("plain.csv");
    PrintWriter out = new PrintWriter(new StringWriter());
    int first = Main.run(out, out, simulation(journal, resumed));
    int second = Main.run(out, out, simulation(directory.resolve("other"), plain));
    // THEN both are equal in every bit, and no finished sample was drawn a second time
    assertThat(first).isEqualTo(second);
    assertThat(resumed).hasSameTextualContentAs(plain);
    assertThat(samples(journal)).isBetween((long) ALL_SAMPLES, ALL_SAMPLES + 1L);
    assertThat(directory.resolve("killed.csv"))
        .as("the first run did not come to its end")
        .doesNotExist();
  }

  private static void waitForSamples(Process process, Path journal, Path screen) throws Exception {
    while (samples(journal) < 1000) {
      assertThat(process.isAlive()).as(() -> "ended early: " + read(screen)).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** The lines of a journal: one a sample, and one more where a kill tore one. */
  private static long samples(Path journal) throws IOException {
    if (!Files.isDirectory(journal)) {
      return 0;
    }
    long count = 0;
    try (var files = Files.list(journal)) {
      for (Path file : files.toList()) {
        count += Files.readAllLines(file, StandardCharsets.ISO_8859_1).size();
      }
    }
    return count;
  }

  private static List<String> command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    return command;
  }

  private static Process onTerminal(Path screen, String... args) throws IOException {
    Path script = Files.writeString(screen.resolveSibling("run.sh"), shell(command(args)));
    ProcessBuilder builder =
        new ProcessBuilder(
            "script", "-q", "-e", "-c", "sh " + quote(script.toString()), "/dev/null");
    builder.environment().put("TERM", "xterm");
    return builder.redirectErrorStream(true).redirectOutput(screen.toFile()).start();
  }

  private static String shell(List<String> command) throws IOException {
    return (ignoresInterrupts() ? "exec env --default-signal=INT " : "exec ")
        + String.join(" ", command.stream().map(InterruptionTest::quote).toList());
  }

  /**
   * Whether this process ignores Ctrl-C, as one does that a script started in the background: its
   * children inherit that, and no shell can undo it.
   */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(ignored -> (ignored & INTERRUPT) != 0);
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
