package org.widelimit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.widelimit.report.html.HtmlReport;
import org.widelimit.report.text.Citations;
import org.widelimit.verification.RunResult;

/** Writes the reports of a run. */
public final class Reports {

  /** The file of the verdicts that other programs read. */
  public static final String VERDICTS = "verdicts.json";

  private Reports() {}

  /**
   * Writes {@code index.html}, {@code report.tex}, {@code claims.tex} and {@code claims.bib} for a
   * paper, {@code verdicts.json}, {@code junit.xml}, {@code report.sarif} and {@code badge.svg}.
   *
   * <p>All of them are written beside their places first, down to the disk, and renamed when every
   * one is complete: a disk that is full, or a program that is killed, leaves the reports of the
   * run before as they are.
   *
   * @param result the run
   * @param directory where they go; made if it does not exist
   * @throws IOException if a file cannot be written
   */
  public static void write(RunResult result, Path directory) throws IOException {
    Files.createDirectories(directory);
    Map<String, Function<RunResult, String>> formats = new LinkedHashMap<>();
    formats.put(VERDICTS, JsonReport::of);
    formats.put("index.html", HtmlReport::of);
    formats.put("report.tex", TexReport::of);
    formats.put("claims.tex", TexReport::fragment);
    formats.put("claims.bib", Citations::bib);
    formats.put("junit.xml", JunitReport::of);
    formats.put("report.sarif", SarifReport::of);
    formats.put("badge.svg", Badge::of);
    // Each on a processor of its own: they take as long as all the rest of a run with nothing new.
    List<Map.Entry<String, String>> made =
        formats.entrySet().parallelStream()
            .map(format -> Map.entry(format.getKey(), format.getValue().apply(result)))
            .toList();
    Map<Path, String> texts = new LinkedHashMap<>();
    made.forEach(text -> texts.put(directory.resolve(text.getKey()), text.getValue()));
    put(texts);
  }

  /**
   * Writes the verdicts alone.
   *
   * @throws IOException if the file cannot be written; it is written whole or not at all
   */
  public static void writeVerdicts(RunResult result, Path file) throws IOException {
    put(Map.of(file, JsonReport.of(result)));
  }

  private static void put(Map<Path, String> texts) throws IOException {
    try {
      for (Map.Entry<Path, String> entry : texts.entrySet()) {
        draft(draftOf(entry.getKey()), entry.getValue());
      }
      for (Path file : texts.keySet()) {
        move(draftOf(file), file);
      }
    } finally {
      for (Path file : texts.keySet()) {
        Files.deleteIfExists(draftOf(file));
      }
    }
  }

  private static Path draftOf(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".draft");
  }

  private static void draft(Path draft, String text) throws IOException {
    Files.deleteIfExists(draft);
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (java.nio.file.FileSystemException known) {
      throw known;
    } catch (IOException failed) {
      // The channel does not say which file it was.
      throw (IOException)
          new java.nio.file.FileSystemException(draft.toString(), null, failed.getMessage())
              .initCause(failed);
    }
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException elsewhere) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns the JSON Schema of {@value #VERDICTS}. */
  public static String verdictsSchema() {
    try (InputStream stream =
        Reports.class.getResourceAsStream("/org/widelimit/report/verdicts.schema.json")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from the program", e);
    }
  }

  /** Returns a verdict as one line of JSON, for a journal. */
  public static String line(String theorem, org.widelimit.verification.verdict.ClaimResult result) {
    return JsonReport.line(theorem, result);
  }
}
