package org.widelimit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.widelimit.budget.Fingerprint;
import org.widelimit.theorem.Claim;
import org.widelimit.theorem.Theorem;
import org.widelimit.verification.VerdictMemory;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.ClaimResult;
import org.widelimit.verification.verdict.Verdict;

/**
 * A file of verdicts with their evidence, a line each, to which a run adds as it reaches them.
 *
 * <p>A line begins with the fingerprint of the rest, which names all that the verdict is a function
 * of ({@link ClaimKey}). What is damaged, torn by an interruption or of another build, seed or
 * claim is not believed: it is as if it were not there.
 */
public final class VerdictLog implements VerdictMemory {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final RecordCodec CODEC = new RecordCodec();
  private static final int DIGITS = 64;

  /** In bytes; a file that has grown beyond begins anew. */
  private static final long LARGEST = 256L << 20;

  private final Path file;
  private final String engine;
  private final VerificationOptions options;
  private final Map<String, String> known = new HashMap<>();
  private int damaged;
  private int found;
  private int kept;
  private boolean torn;
  private Optional<String> trouble = Optional.empty();

  private final boolean openOnes;

  private VerdictLog(Path file, String engine, VerificationOptions options, boolean openOnes) {
    this.file = file;
    this.engine = engine;
    this.options = options;
    this.openOnes = openOnes;
  }

  /**
   * Opens the verdicts that a run may reuse, and reads them. A file that cannot be read is as good
   * as none. Claims that were left open are not kept, as more time may decide them.
   *
   * @param file the file; made when the first verdict is kept
   * @param engine the fingerprint of this build, under the secret of its user ({@link OwnKey}):
   *     lines that somebody else wrote are not believed
   * @param options the options of the run
   * @return the verdicts
   */
  public static VerdictLog cache(Path file, String engine, VerificationOptions options) {
    return opened(new VerdictLog(file, engine, options, false));
  }

  /**
   * Opens the verdicts of one part of a run, likewise; all of them are kept.
   *
   * @param file the file; made when the first verdict is kept
   * @param engine the fingerprint of the build
   * @param options the options of the run
   * @return the verdicts
   */
  public static VerdictLog journal(Path file, String engine, VerificationOptions options) {
    return opened(new VerdictLog(file, engine, options, true));
  }

  private static VerdictLog opened(VerdictLog log) {
    log.load();
    return log;
  }

  private void load() {
    try {
      if (!Files.isRegularFile(file)) {
        return;
      }
      if (Files.size(file) > LARGEST) {
        Files.delete(file);
        return;
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      torn = !text.isEmpty() && !text.endsWith("\n");
      text.lines().forEach(this::load);
    } catch (IOException unreadable) {
      trouble = Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  private void load(String line) {
    if (line.length() < 2 * DIGITS + 2 || line.charAt(DIGITS) != ' ') {
      damaged += line.isEmpty() ? 0 : 1;
      return;
    }
    String rest = line.substring(DIGITS + 1);
    if (seal(rest).equals(line.substring(0, DIGITS)) && rest.charAt(DIGITS) == ' ') {
      known.put(rest.substring(0, DIGITS), rest.substring(DIGITS + 1));
    } else {
      damaged++;
    }
  }

  /** The fingerprint of a line, which nobody can make who does not know the engine's. */
  private String seal(String rest) {
    return Fingerprint.of(engine + Fingerprint.of(engine + rest));
  }

  @Override
  public Optional<ClaimResult> find(Theorem theorem, Claim claim, Map<String, String> choice) {
    String key = ClaimKey.of(engine, options, theorem, claim, choice);
    String text;
    synchronized (this) {
      text = known.get(key);
    }
    if (text == null) {
      return Optional.empty();
    }
    Optional<ClaimResult> result = read(text);
    synchronized (this) {
      if (result.filter(one -> one.id().equals(claim.id())).isEmpty()) {
        damaged++;
        return Optional.empty();
      }
      found++;
    }
    return result;
  }

  /**
   * Returns whether there is a verdict.
   *
   * @param theorem the file
   * @param claim the claim
   * @param choice the activations by declared name
   * @return whether it is there, though it may be of no use
   */
  public boolean knows(Theorem theorem, Claim claim, Map<String, String> choice) {
    String key = ClaimKey.of(engine, options, theorem, claim, choice);
    synchronized (this) {
      return known.containsKey(key);
    }
  }

  private static Optional<ClaimResult> read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return Optional.of(CODEC.read(node, ClaimResult.class));
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(Theorem theorem, Claim claim, Map<String, String> choice, ClaimResult result) {
    boolean isOpen = result.verdict() == Verdict.INCONCLUSIVE || result.verdict() == Verdict.BROKEN;
    if (isOpen && !openOnes) {
      return;
    }
    String key = ClaimKey.of(engine, options, theorem, claim, choice);
    String text = CODEC.write(result, ClaimResult.class).toString();
    String rest = key + " " + text;
    append(seal(rest) + " " + rest + "\n");
    synchronized (this) {
      known.put(key, text);
      kept++;
    }
  }

  /** Adds a line in one piece, so that runs that write at the same time tear none of each other. */
  private synchronized void append(String line) {
    ByteBuffer bytes =
        ByteBuffer.wrap(((torn ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8));
    torn = false;
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException full) {
      trouble = Optional.of(String.valueOf(full.getMessage()));
      torn = true;
    }
  }

  /**
   * Returns how many verdicts were found.
   *
   * @return those that were asked for and believed
   */
  public synchronized int found() {
    return found;
  }

  /**
   * Returns how many verdicts were added.
   *
   * @return those of this run
   */
  public synchronized int kept() {
    return kept;
  }

  /**
   * Returns how many lines were not believed because they are not as they were written.
   *
   * @return the number
   */
  public synchronized int damaged() {
    return damaged;
  }

  /**
   * Returns why the file could not be read or written, if so.
   *
   * @return the message of the system
   */
  public synchronized Optional<String> trouble() {
    return trouble;
  }
}
