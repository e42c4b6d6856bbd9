package org.widelimit.verification.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.widelimit.numeric.UndefinedValueException;
import org.widelimit.verification.verdict.Evidence;
import org.widelimit.verification.verdict.Evidence.Agreement;
import org.widelimit.verification.verdict.Evidence.Point;
import org.widelimit.verification.verdict.Evidence.Witness;

/** Counts what points say of equalities, and which of them were lost. */
public final class PointTable {

  private static final int SAMPLE = 8;

  private final List<Point> points = new ArrayList<>();
  private final LostSizes sizes = new LostSizes();
  private double largest;
  private double bound;
  private int exact;

  /** Takes note of how far the sides of one equality are apart. */
  void measure(Seen seen) {
    if (seen.agreement() == Agreement.AGREE || seen.agreement() == Agreement.DIFFER) {
      largest = Math.max(largest, seen.relativeDifference());
      bound = Math.max(bound, seen.relativeBound());
    }
  }

  /**
   * Adds a point.
   *
   * @param drawn whether it was drawn at random; at other points a value may be out of reach of
   *     doubles, which says nothing of the claim
   */
  void add(Seen seen, boolean drawn) {
    Agreement agreement = seen.agreement();
    boolean lost = agreement == Agreement.UNDECIDED || agreement == Agreement.UNDEFINED;
    if (!lost || drawn || seen.comparison().isUndefined()) {
      points.add(seen.point());
      sizes.add(seen.trial().size(), agreement, seen.comparison().why());
      exact += agreement == Agreement.DIFFER && seen.isExact() ? 1 : 0;
    }
  }

  /**
   * Returns the evidence.
   *
   * @param ofSizes whether the points differ in the sizes of matrices or vectors
   * @throws UndefinedValueException if there are sizes at which no point has a value
   */
  Evidence.Integrated evidence(@Nullable Witness witness, boolean ofSizes) {
    int agreeing = count(Agreement.AGREE);
    int differing = count(Agreement.DIFFER);
    if (ofSizes && witness == null) {
      sizes.require();
    }
    double digits = agreeing + differing == 0 ? 0 : -Math.log10(Math.max(bound, 1e-50));
    List<Point> sample =
        points.stream().sorted(Comparator.comparingInt(PointTable::order)).limit(SAMPLE).toList();
    return new Evidence.Integrated(
        agreeing + differing,
        count(Agreement.UNDEFINED),
        count(Agreement.UNDECIDED),
        largest,
        Math.max(0, digits),
        witness,
        sample,
        witness != null && differing == 0
            ? "the enclosures of the sides are disjoint exactly where they may jump"
            : summary(agreeing, differing, digits));
  }

  private static int order(Point point) {
    return switch (point.agreement()) {
      case DIFFER -> 0;
      case UNDEFINED -> 1;
      case UNDECIDED -> 2;
      case AGREE -> 3;
    };
  }

  private String summary(int agreeing, int differing, double digits) {
    if (differing > 0) {
      return "the sides differ at %d of %d points".formatted(differing, agreeing + differing)
          + (exact == differing
              ? ", seen with %d digits where doubles agree".formatted(PreciseExamination.DIGITS)
              : "");
    }
    if (agreeing == 0) {
      return ("at none of %d points can the sides be told apart or seen to agree: the error bound"
              + " is too large")
          .formatted(points.size());
    }
    return String.format(
        Locale.ROOT,
        "the sides agree at %s to %.1f digits",
        agreeing == 1 ? "1 point" : "%d points".formatted(agreeing),
        Math.max(0, digits));
  }

  private int count(Agreement agreement) {
    return (int) points.stream().filter(point -> point.agreement() == agreement).count();
  }

  /** The sizes of matrices and vectors at which points have values, and at which none has. */
  public static final class LostSizes {

    private final Map<Integer, Integer> counted = new TreeMap<>();
    private final Map<Integer, String> reasons = new TreeMap<>();

    public void add(int size, Agreement agreement, @Nullable String why) {
      counted.merge(size, agreement == Agreement.UNDEFINED ? 0 : 1, Integer::sum);
      if (why != null) {
        reasons.putIfAbsent(size, why);
      }
    }

    /**
     * Ends a check of a claim about matrices or vectors of any size that has no value at some.
     *
     * @throws UndefinedValueException if it is one
     */
    public void require() {
      List<Integer> without = counted.keySet().stream().filter(s -> counted.get(s) == 0).toList();
      if (!without.isEmpty() && without.size() < counted.size()) {
        List<Integer> with = counted.keySet().stream().filter(s -> counted.get(s) > 0).toList();
        throw new UndefinedValueException(
            "the claim speaks of every size, but has a value at the sizes %s only; at size %d: %s"
                .formatted(list(with), without.get(0), reasons.get(without.get(0))));
      }
    }

    private static String list(List<Integer> sizes) {
      return String.join(", ", sizes.stream().map(String::valueOf).toList());
    }
  }
}
