package org.widelimit.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.widelimit.budget.Fingerprint;

/**
 * A secret of the user, by which a cache tells the verdicts that this user's own runs reached from
 * those that came with somebody else's files: nobody else can write one that is believed.
 *
 * <p>It lies in {@code $XDG_STATE_HOME/widelimit/key}, by default {@code
 * ~/.local/state/widelimit/key}, is made at random when it is first needed, and only its user may
 * read it.
 */
public final class OwnKey {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  private OwnKey() {}

  /**
   * Returns the fingerprint of a build under the secret of this user.
   *
   * @param engine the fingerprint of the build
   * @return 64 hexadecimal digits; empty if no secret can be kept
   */
  public static Optional<String> sign(String engine) {
    return sign(engine, place());
  }

  static Optional<String> sign(String engine, Path place) {
    return secret(place).map(secret -> Fingerprint.of(secret + Fingerprint.of(secret + engine)));
  }

  private static Path place() {
    String state = System.getenv("XDG_STATE_HOME");
    Path home =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return home.resolve("widelimit").resolve("key");
  }

  private static Optional<String> secret(Path place) {
    try {
      if (!Files.exists(place)) {
        make(place);
      }
      String secret = Files.readString(place).strip();
      return FORM.matcher(secret).matches() ? Optional.of(secret) : Optional.empty();
    } catch (IOException | SecurityException unreadable) {
      return Optional.empty();
    }
  }

  private static void make(Path place) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    byte[] secret = HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
    Path folder = place.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path draft = Files.createTempFile(folder, "key", ".new", ownerOnly());
    try {
      Files.write(draft, secret, StandardOpenOption.WRITE);
      // A link, as it does not replace a key that another run has made since.
      Files.createLink(place, draft);
    } catch (FileAlreadyExistsException made) {
      // That one is the key.
    } catch (UnsupportedOperationException none) {
      Files.write(place, secret, StandardOpenOption.CREATE_NEW);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
