package org.widelimit.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.widelimit.theorem.Text;
import org.widelimit.verification.verdict.Verdict;

/**
 * What changed from one run to another, by their {@code verdicts.json}.
 *
 * @param changes the changes, in the order of the new run, then what is gone
 */
public record VerdictDiff(List<Change> changes) {

  /** Copies the changes. */
  public VerdictDiff {
    changes = List.copyOf(changes);
  }

  /**
   * A verdict that is not what it was.
   *
   * @param claim the claim with its file and its activation
   * @param before the verdict before, or empty for a new claim
   * @param after the verdict now, or empty for a claim that is gone
   * @param worse whether it met its expectation before and does not now, is weaker in favour, or is
   *     gone
   */
  public record Change(String claim, String before, String after, boolean worse) {

    /** Returns the change in one line. */
    public String line() {
      return (worse ? "- " : "+ ")
          + claim
          + ": "
          + (before.isEmpty() ? "new" : before)
          + " -> "
          + (after.isEmpty() ? "gone" : after);
    }
  }

  private record Seen(String verdict, boolean met) {}

  /**
   * Compares two runs.
   *
   * @param before the {@code verdicts.json} of the run before
   * @param after that of the run now
   * @throws IOException if one cannot be read, or is no file of verdicts
   */
  public static VerdictDiff of(Path before, Path after) throws IOException {
    Map<String, Seen> old = read(before);
    Map<String, Seen> now = read(after);
    List<Change> changes = new ArrayList<>();
    now.forEach(
        (claim, seen) -> {
          @Nullable Seen was = old.get(claim);
          if (was == null) {
            changes.add(new Change(claim, "", seen.verdict(), !seen.met()));
          } else if (!was.equals(seen)) {
            changes.add(new Change(claim, was.verdict(), seen.verdict(), worse(was, seen)));
          }
        });
    old.forEach(
        (claim, was) -> {
          if (!now.containsKey(claim)) {
            changes.add(new Change(claim, was.verdict(), "", true));
          }
        });
    return new VerdictDiff(changes);
  }

  /** Returns whether something got worse. */
  public boolean worse() {
    return changes.stream().anyMatch(Change::worse);
  }

  private static boolean worse(Seen was, Seen seen) {
    if (was.met() != seen.met()) {
      return was.met();
    }
    Optional<Verdict> before = verdict(was.verdict());
    Optional<Verdict> after = verdict(seen.verdict());
    return before.isPresent()
        && after.isPresent()
        && before.get().holds()
        && after.get().compareTo(before.get()) > 0;
  }

  private static Optional<Verdict> verdict(String name) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.name().equals(name)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }

  private static Map<String, Seen> read(Path file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    if (root == null || !root.path("theorems").isArray()) {
      throw new IOException(file + " holds no verdicts: it has no list 'theorems'");
    }
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (JsonNode theorem : root.path("theorems")) {
      String id = theorem.path("id").asText();
      if (theorem.has("broken")) {
        seen.put(Text.oneLine(id), new Seen(Verdict.BROKEN.name(), false));
      }
      for (JsonNode claim : theorem.path("claims")) {
        String activation = claim.path("activation").asText();
        String name =
            id
                + "#"
                + claim.path("id").asText()
                + (activation.isEmpty() ? "" : " [" + activation + "]");
        seen.put(
            Text.oneLine(name),
            new Seen(Text.oneLine(claim.path("verdict").asText()), claim.path("met").asBoolean()));
      }
    }
    return seen;
  }
}
