package org.widelimit.theorem.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.widelimit.theorem.Text;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The theorems that a file may build on: those of its library, {@code theorems/}, or the files
 * beside it. A file names an id; ids are compared with those that are there and never become paths.
 */
final class Neighbours {

  /** Nothing is known of other theorems; every id is taken as it is. */
  static final Neighbours UNKNOWN = new Neighbours(Optional.empty());

  /** A library is no deeper than this; a directory that holds the whole disk is not walked. */
  private static final int DEPTH = 6;

  private final Optional<Path> file;

  private Neighbours(Optional<Path> file) {
    this.file = file;
  }

  /** Returns the neighbours of a theorem file. */
  static Neighbours of(Path file) {
    return new Neighbours(Optional.of(file.toAbsolutePath().normalize()));
  }

  /**
   * Returns the ids that the nodes hold.
   *
   * @throws Fault if one is the theorem's own or is no id of a neighbour
   */
  List<String> check(String own, List<Node> nodes, YamlDocument document) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    Optional<Set<String>> known = file.flatMap(Neighbours::ids);
    for (Node node : nodes) {
      String used = ((ScalarNode) node).getValue();
      if (used.equals(own)) {
        throw new Fault(
            document.start(node), "a theorem does not build on itself", "name another theorem");
      }
      if (known.isPresent() && !known.get().contains(used)) {
        throw new Fault(
            document.start(node),
            "no theorem has the id '" + Text.oneLine(used) + "'",
            Text.didYouMean(
                used, known.get(), "the id of a theorem is its path, such as article/length-map"));
      }
    }
    return nodes.stream().map(node -> ((ScalarNode) node).getValue()).distinct().toList();
  }

  /** The ids of all files below the library's root, or nothing if they cannot be listed. */
  private static Optional<Set<String>> ids(Path file) {
    Path root = file.getParent();
    boolean library = false;
    for (Path above = root; above != null && !library; above = above.getParent()) {
      if (above.endsWith("theorems")) {
        root = above;
        library = true;
      }
    }
    if (root == null) {
      return Optional.empty();
    }
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(root, library ? DEPTH : 1)) {
      walk.map(path -> path.toString().replace('\\', '/'))
          .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
          .forEach(path -> ids.add(TheoremReader.id(path)));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
    return Optional.of(ids);
  }
}
