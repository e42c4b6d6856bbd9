package org.widelimit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.widelimit.budget.Fingerprint;
import org.widelimit.verification.Shard;
import org.widelimit.verification.claim.Budget;
import org.widelimit.verification.claim.VerificationOptions;
import org.widelimit.verification.verdict.Rung;

/**
 * What one part of a run is a part of, as it stands beside its verdicts.
 *
 * @param engine the fingerprint of the build
 * @param seed the seed
 * @param budget the budget
 * @param rungs the rungs, in order
 * @param number which part it is, from 1
 * @param of how many parts there are
 * @param paths the theorem files and folders as they were named
 * @param files all theorem files below them
 */
public record ShardManifest(
    String engine,
    long seed,
    Budget budget,
    List<Rung> rungs,
    int number,
    int of,
    List<String> paths,
    List<FileMark> files) {

  private static final String NAME = "shard.json";
  private static final String VERDICTS = "shard.verdicts.jsonl";
  private static final RecordCodec CODEC = new RecordCodec();

  /** Copies the lists. */
  public ShardManifest {
    rungs = List.copyOf(rungs);
    paths = List.copyOf(paths);
    files = List.copyOf(files);
  }

  /**
   * A theorem file.
   *
   * @param path as it is named
   * @param content the fingerprint of its bytes
   */
  public record FileMark(String path, String content) {

    /**
     * Returns the marks of some files.
     *
     * @param files their paths
     * @throws IOException if one cannot be read
     */
    public static List<FileMark> of(List<String> files) throws IOException {
      List<FileMark> marks = new ArrayList<>();
      for (String file : files) {
        marks.add(new FileMark(file, Fingerprint.of(Files.readAllBytes(Path.of(file)))));
      }
      return marks;
    }
  }

  /**
   * Describes one part.
   *
   * @param engine the fingerprint of the build
   * @param options the options of the run
   * @param shard which part
   * @param paths as they were named
   * @param files all theorem files below them
   * @return the description
   */
  public static ShardManifest of(
      String engine,
      VerificationOptions options,
      Shard shard,
      List<String> paths,
      List<FileMark> files) {
    return new ShardManifest(
        engine,
        options.seed(),
        options.budget(),
        options.rungs().stream().sorted().toList(),
        shard.number(),
        shard.of(),
        paths,
        files);
  }

  /**
   * Reads what stands in a folder.
   *
   * @param folder the folder of one part
   * @return the description
   * @throws IOException if there is none, with a message that says so
   */
  public static ShardManifest in(Path folder) throws IOException {
    try {
      String text = Files.readString(folder.resolve(NAME));
      ShardManifest manifest = CODEC.read(new ObjectMapper().readTree(text), ShardManifest.class);
      manifest.shard();
      return manifest;
    } catch (NoSuchFileException none) {
      throw new IOException(folder + " holds no part of a run: there is no " + NAME, none);
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      throw new IOException(folder.resolve(NAME) + " is damaged: run that part again", damaged);
    }
  }

  /**
   * Writes this into a folder, whole or not at all.
   *
   * @param folder the folder; made if it does not exist
   * @throws IOException if that is not possible
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path draft = folder.resolve("." + NAME + ".draft");
    Files.write(
        draft,
        CODEC.write(this, ShardManifest.class).toPrettyString().getBytes(StandardCharsets.UTF_8));
    Files.move(draft, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Returns the verdicts of a part.
   *
   * @param folder its folder
   * @return those that are there so far
   */
  public VerdictLog verdicts(Path folder) {
    return VerdictLog.journal(folder.resolve(VERDICTS), engine, options(1));
  }

  /** Returns which part this is. */
  public Shard shard() {
    return new Shard(number, of);
  }

  /**
   * Returns the options of the run.
   *
   * @param jobs how many claims are checked at a time
   */
  public VerificationOptions options(int jobs) {
    return new VerificationOptions(EnumSet.copyOf(rungs), seed, budget, jobs, false);
  }

  /**
   * Returns the same for another part: parts of one run are equal so.
   *
   * @param other which
   */
  public ShardManifest as(int other) {
    return new ShardManifest(engine, seed, budget, rungs, other, of, paths, files);
  }
}
