package org.widelimit.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.widelimit.verification.RunResult;

/** Writes the reports of a run. */
public final class Reports {

  private Reports() {}

  /**
   * Writes {@code index.html}, {@code report.tex}, {@code verdicts.json} and {@code junit.xml}.
   *
   * @param result the run
   * @param directory where they go; made if it does not exist
   * @throws IOException if a file cannot be written; each file is written whole or not at all
   */
  public static void write(RunResult result, Path directory) throws IOException {
    Files.createDirectories(directory);
    put(directory.resolve("verdicts.json"), JsonReport.of(result));
    put(directory.resolve("index.html"), HtmlReport.of(result));
    put(directory.resolve("report.tex"), TexReport.of(result));
    put(directory.resolve("junit.xml"), JunitReport.of(result));
  }

  private static void put(Path file, String text) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
    try {
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
