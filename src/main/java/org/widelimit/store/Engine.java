package org.widelimit.store;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.widelimit.budget.Fingerprint;
import org.widelimit.verification.Verifier;

/** Which build of the program runs: verdicts of another build are not its own. */
public final class Engine {

  private Engine() {}

  /**
   * Returns the fingerprint of this build: of all its classes, and of the Java that runs them.
   *
   * @return 64 hexadecimal digits; empty if the program cannot see its own classes
   */
  public static Optional<String> fingerprint() {
    return Known.FINGERPRINT;
  }

  /** Found once, when first asked for. */
  private static final class Known {
    private static final Optional<String> FINGERPRINT = find();

    private static Optional<String> find() {
      try {
        CodeSource source = Engine.class.getProtectionDomain().getCodeSource();
        if (source == null) {
          return Optional.empty();
        }
        Path home = Path.of(source.getLocation().toURI());
        MessageDigest digest = Fingerprint.digest();
        add(digest, Verifier.VERSION, System.getProperty("java.vm.version", ""));
        if (Files.isDirectory(home)) {
          directory(home, digest);
        } else {
          archive(home, digest);
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
      } catch (IOException | URISyntaxException | IllegalArgumentException unseen) {
        return Optional.empty();
      }
    }

    private static void add(MessageDigest digest, String... words) {
      for (String word : words) {
        digest.update(word.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
    }

    private static void directory(Path home, MessageDigest digest) throws IOException {
      List<Path> files;
      try (Stream<Path> below = Files.walk(home)) {
        files = below.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        add(digest, home.relativize(file).toString(), Fingerprint.of(Files.readAllBytes(file)));
      }
      // The libraries, which lie elsewhere.
      add(digest, System.getProperty("java.class.path", ""));
    }

    /** An archive says of each of its entries which bytes it has. */
    private static void archive(Path home, MessageDigest digest) throws IOException {
      TreeMap<String, String> entries = new TreeMap<>();
      try (ZipFile archive = new ZipFile(home.toFile())) {
        for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
          ZipEntry entry = all.nextElement();
          entries.put(entry.getName(), entry.getCrc() + " " + entry.getSize());
        }
      }
      entries.forEach((name, bytes) -> add(digest, name, bytes));
    }
  }
}
