package org.widelimit.theorem.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.widelimit.theorem.BrokenFile;
import org.widelimit.theorem.Position;
import org.widelimit.theorem.Theorem;
import org.widelimit.theorem.TheoremFile;

/**
 * Loads theorem files. A file is untrusted: whatever it holds, the answer is a {@link Theorem} or a
 * {@link BrokenFile} that says in one line what is wrong and where, and nothing of it is evaluated.
 */
public final class TheoremLoader {

  /** The largest paper, in bytes. */
  private static final int LARGEST_PAPER = 2 * 1024 * 1024;

  /** The largest theorem file, in bytes. */
  public static final int LARGEST_FILE = 256 * 1024;

  private TheoremLoader() {}

  /**
   * Loads one file; its sources cite the {@code references.bib} beside or above it, and it builds
   * on theorems of the same library.
   */
  public static TheoremFile load(Path path) {
    String name = path.toString().replace('\\', '/');
    try (InputStream stream = Files.newInputStream(path)) {
      if (PaperReader.isPaper(name)) {
        return paper(name, path, stream.readNBytes(LARGEST_PAPER + 1));
      }
      byte[] bytes = stream.readNBytes(LARGEST_FILE + 1);
      return parse(name, bytes, Bibliography.near(path), Neighbours.of(path));
    } catch (NoSuchFileException e) {
      return new BrokenFile(name, 1, 1, "no such file", "");
    } catch (IOException e) {
      return new BrokenFile(name, 1, 1, "cannot be read: " + e.getMessage(), "");
    }
  }

  /**
   * Reads the bytes of a file; sources and other theorems are not looked up.
   *
   * @param path the file's path, for messages and the theorem's id
   * @param bytes what it holds
   */
  public static TheoremFile parse(String path, byte[] bytes) {
    return parse(path, bytes, Bibliography.NONE, Neighbours.UNKNOWN);
  }

  private static TheoremFile parse(
      String path, byte[] bytes, Bibliography bibliography, Neighbours neighbours) {
    try {
      if (bytes.length > LARGEST_FILE) {
        throw new Fault(
            Position.START,
            "the file is larger than " + LARGEST_FILE / 1024 + " KiB",
            "split the theorem");
      }
      return new TheoremReader(path, YamlDocument.parse(decode(bytes)), bibliography, neighbours)
          .read();
    } catch (Fault fault) {
      return fault.in(path);
    }
  }

  /** Reads a paper with what is declared in it or beside it. */
  private static TheoremFile paper(String name, Path path, byte[] bytes) throws IOException {
    try {
      if (bytes.length > LARGEST_PAPER) {
        throw new Fault(Position.START, "the paper is larger than 2 MiB", "split it");
      }
      String stem = name.replaceAll("\\.(tex|md)$", "");
      Path beside = path.resolveSibling(Path.of(stem + PaperReader.SIDECAR).getFileName());
      Optional<Map.Entry<String, String>> sidecar =
          Files.isRegularFile(beside)
              ? Optional.of(
                  Map.entry(
                      beside.toString().replace('\\', '/'), decode(Files.readAllBytes(beside))))
              : Optional.empty();
      return PaperReader.read(name, decode(bytes), sidecar, Bibliography.near(path));
    } catch (Fault fault) {
      return fault.in(name);
    }
  }

  private static String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      Position end = new SourceText(text).position(text.codePointCount(0, text.length()));
      throw new Fault(end, "the file is not UTF-8 text", "save it as UTF-8");
    }
    return text;
  }

  /**
   * Returns the theorem files that paths stand for: a file itself, a directory all {@code *.yaml}
   * below it in the order of their paths. A path that does not exist is returned, so that loading
   * it says so.
   *
   * @throws IOException if a directory cannot be walked
   */
  public static List<Path> find(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> walk = Files.walk(path)) {
          walk.filter(Files::isRegularFile)
              .filter(
                  file -> {
                    String name = file.getFileName().toString();
                    return (name.endsWith(".yaml") || name.endsWith(".yml"))
                        && !name.endsWith(PaperReader.SIDECAR);
                  })
              .sorted()
              .forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    return files.stream().distinct().toList();
  }

  /** Loads every file that the paths stand for; see {@link #find}. */
  public static List<TheoremFile> loadAll(List<Path> paths) throws IOException {
    return find(paths).stream().map(TheoremLoader::load).toList();
  }
}
