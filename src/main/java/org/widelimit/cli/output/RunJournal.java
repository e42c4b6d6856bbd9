package org.widelimit.cli.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.widelimit.report.Reports;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.VerificationListener;
import org.widelimit.verification.verdict.ClaimResult;

/**
 * Writes each verdict down as it is reached, one line of JSON, so that none is lost to a run that
 * is killed or whose reports cannot be written. The journal goes when the reports are there; one
 * that an earlier run left behind is kept aside.
 */
public final class RunJournal implements VerificationListener, AutoCloseable {

  /** The journal's name in the folder of the reports. */
  static final String NAME = "verdicts.journal.jsonl";

  /** The name of the journal that an earlier run left behind. */
  static final String EARLIER = "verdicts.journal.earlier.jsonl";

  private final Path file;
  private final PrintWriter err;
  private @Nullable Writer writer;
  private long lines;

  private RunJournal(Path file, Writer writer, PrintWriter err) {
    this.file = file;
    this.writer = writer;
    this.err = err;
  }

  /**
   * Opens a journal.
   *
   * @param directory the folder of the reports; made if it does not exist
   * @param err where it says that it cannot go on
   * @throws IOException if nothing can be written there
   */
  public static RunJournal in(Path directory, PrintWriter err) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(NAME);
    if (Files.exists(file) && Files.size(file) > 0) {
      Files.move(file, directory.resolve(EARLIER), StandardCopyOption.REPLACE_EXISTING);
    }
    return new RunJournal(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8), err);
  }

  @Override
  public synchronized void finished(Theorem theorem, ClaimResult result) {
    Writer open = writer;
    if (open == null) {
      return;
    }
    try {
      open.write(Reports.line(theorem.id(), result) + "\n");
      open.flush();
      lines++;
    } catch (IOException failed) {
      writer = null;
      err.printf(
          Locale.ROOT,
          "widelimit: the journal %s cannot be written: %s; the run goes on without it%n",
          file,
          Failure.oneLine(failed.getMessage()));
      err.flush();
      closeQuietly(open);
    }
  }

  /** Returns where the verdicts are, in words, for one who has no report of them. */
  public synchronized String kept() {
    return lines == 0 ? "" : Plural.of(lines, "verdict") + " kept in " + file;
  }

  /** Ends the journal and removes it, as the reports hold all of it. */
  public synchronized void remove() {
    close();
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      err.println("widelimit: " + Failure.describe(left));
    }
  }

  @Override
  public synchronized void close() {
    if (writer != null) {
      closeQuietly(writer);
      writer = null;
    }
  }

  /** What was flushed is written; a disk that is full may refuse the rest. */
  private static void closeQuietly(Writer open) {
    try {
      open.close();
    } catch (IOException refused) {
      return;
    }
  }
}
