package org.widelimit.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.widelimit.certificate.Certificate;
import org.widelimit.certificate.ClaimCertificates;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.RunResult;
import org.widelimit.verification.TheoremResult;

/** Writes the certificates of a run, and says what has none. */
public final class CertificateFiles {

  private CertificateFiles() {}

  /**
   * Writes a file for each theorem file with a proved claim, beside {@code Widelimit.v}.
   *
   * @param result the run
   * @param directory where the files go; made if it is missing
   * @return what was written and what was not, for the terminal
   * @throws IOException if a file cannot be written
   */
  public static String write(RunResult result, Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("Widelimit.v"), Certificate.base());
    int written = 0;
    Map<String, String> left = new TreeMap<>();
    for (TheoremResult file : result.theorems()) {
      if (file.theorem().isEmpty()) {
        continue;
      }
      Theorem theorem = file.theorem().get();
      ClaimCertificates.Written certificates = ClaimCertificates.of(theorem, file);
      String name = theorem.id().replaceAll("[^A-Za-z0-9]+", "_");
      if (!certificates.certificate().names().isEmpty()
          || !certificates.certificate().left().isEmpty()) {
        Files.writeString(directory.resolve(name + ".v"), certificates.certificate().text());
      }
      if (!certificates.mutants().names().isEmpty()) {
        Files.writeString(directory.resolve(name + "_variants.v"), certificates.mutants().text());
      }
      written += certificates.certificate().names().size();
      certificates
          .certificate()
          .left()
          .forEach((claim, reason) -> left.put(theorem.id() + " " + claim, reason));
    }
    StringBuilder text =
        new StringBuilder(
            "Certificates of %d of %d proved claims are in %s%n"
                .formatted(written, written + left.size(), directory));
    left.forEach((claim, reason) -> text.append("  none for %s: %s%n".formatted(claim, reason)));
    return text.toString();
  }
}
