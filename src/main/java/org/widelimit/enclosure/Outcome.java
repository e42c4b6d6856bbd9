package org.widelimit.enclosure;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.widelimit.algebra.Expr.Num;
import org.widelimit.numeric.interval.RealInterval;

/**
 * What a search over a whole domain found.
 *
 * @param decision whether the claim holds
 * @param epsilon of an equation, the relative difference that is excluded everywhere; 0 for an
 *     inequality, and for an equation that holds exactly; not a number where the claim is open
 * @param boxes the number of boxes that were looked at
 * @param hardest the box that stayed open, or the one that took the most splitting, in words; empty
 *     if there is none
 * @param witness a point at which the claim fails, or null
 * @param undefined where sides have no value, in words; empty if they have one everywhere
 * @param summary what was found, in one sentence
 */
public record Outcome(
    Decision decision,
    double epsilon,
    int boxes,
    String hardest,
    @Nullable Counterexample witness,
    String undefined,
    String summary) {

  /** What the boxes say. */
  public enum Decision {
    /** The claim holds at every point of the domain at which its sides are defined. */
    HOLDS,
    /** There is no admissible point at which both sides are defined. */
    EMPTY,
    /** The claim fails at the witness. */
    FAILS,
    /** Neither was shown. */
    OPEN
  }

  /**
   * A point at which a claim fails, by enclosures.
   *
   * @param point the exact values of the symbols
   * @param left holds the left side there
   * @param right holds the right side there
   */
  public record Counterexample(Map<String, Num> point, RealInterval left, RealInterval right) {
    /** Copies the point. */
    public Counterexample {
      point = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(point));
    }

    /** Returns the same point against the claim with its sides exchanged. */
    public Counterexample turned() {
      RealInterval first = right;
      return new Counterexample(point, first, left);
    }
  }

  /** Returns this outcome with another witness. */
  public Outcome withWitness(Counterexample other) {
    return new Outcome(decision, epsilon, boxes, hardest, other, undefined, summary);
  }

  /**
   * Returns what was found on a domain that was searched in parts, on none of which the claim
   * fails.
   */
  static Outcome ofAll(List<Outcome> parts, boolean admissible) {
    int boxes = parts.stream().mapToInt(Outcome::boxes).sum();
    String undefined =
        parts.stream()
            .map(Outcome::undefined)
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    Optional<Outcome> open =
        parts.stream().filter(part -> part.decision() == Decision.OPEN).findFirst();
    if (open.isPresent() || !admissible) {
      Outcome shown = open.orElseGet(() -> parts.get(0));
      return new Outcome(
          shown.decision(), Double.NaN, boxes, shown.hardest(), null, undefined, shown.summary());
    }
    double epsilon =
        parts.stream()
            .filter(part -> part.decision() == Decision.HOLDS)
            .mapToDouble(Outcome::epsilon)
            .reduce(0, Math::max);
    Outcome widest =
        parts.stream()
            .filter(part -> part.decision() == Decision.HOLDS)
            .max(Comparator.comparingDouble(Outcome::epsilon))
            .orElseThrow();
    return new Outcome(
        Decision.HOLDS, epsilon, boxes, widest.hardest(), null, undefined, widest.summary());
  }

  /** Returns that nothing was decided. */
  public static Outcome open(int boxes, String hardest, String why) {
    return new Outcome(Decision.OPEN, Double.NaN, boxes, hardest, null, "", why);
  }
}
